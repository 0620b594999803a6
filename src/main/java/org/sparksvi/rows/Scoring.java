package org.sparksvi.rows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.Block;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.Quanta;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Json;
import org.sparksvi.kind.Figure;
import org.sparksvi.kind.GapReadOut;
import org.sparksvi.kind.Option;
import org.sparksvi.kind.ReadOut;
import org.sparksvi.kind.Trained;
import org.sparksvi.model.Column;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Evidence;
import org.sparksvi.model.Gap;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.Model;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;
import org.sparksvi.model.Transforms;
import org.sparksvi.random.Streams;
import org.sparksvi.spark.BlockIngestion;
import org.sparksvi.spark.IngestSettings;
import org.sparksvi.spark.StoredWorkload;
import org.sparksvi.spark.input.Columns;
import org.sparksvi.spark.input.IngestTally;
import org.sparksvi.spark.input.RowSource;
import org.sparksvi.spark.wire.Sent;

/**
 * Scores of rows that a model has not seen, on Spark.
 *
 * <p>Nothing is written but what Spark keeps in its own local directories.
 *
 * @param settings where they come from
 */
public record Scoring<
    B extends Block, H extends Block, M extends Model<B> & HeldOut<H> & Transforms<B>>(
    SparkSession spark, Trained<B, H, M> trained, RowSettings settings) {
  private static final int COUNT_ROWS = 256; // of a block
  private static final int NUMBER_ROWS = 1024; // of a block
  private static final double CACHE_SHARE = 0.1; // of an executor's heap, for blocks read once
  private static final int ATTEMPTS = 16; // to find a resolution of the sums

  /** Makes what adds up rows, of their number and a resolution of the sums. */
  private interface Scorers {
    BlockScorer of(long rows, Quanta quanta);
  }

  /** Reads rows and has them added up. */
  private interface Reading {
    BlockIngestion.Read<ShardScore> of(LongFunction<BlockScorer> scorer);
  }

  /** Rows and their sum. */
  private record Summed(BlockIngestion.Read<ShardScore> read, Contribution sum) {}

  /** The score of what was asked. */
  public Score score(EvaluateRequest request) {
    request.require(trained);
    request.observed().ifPresent(this::requireNames);
    RowSettings asked =
        settings.asked(trained.form(), request.vocabulary(), request.splitSeedOrDefault());
    RowInput inputs = asked.open(spark, trained.rows());
    Layout layout = scoring(request).tallies().orElse(trained.parameters().layout());
    Summed summed =
        summed(
            request,
            layout,
            (rows, quanta) -> new ShardScorer<>(scoring(request), round(request, rows), quanta),
            scorer -> read(inputs, request, scorer));
    BlockIngestion.Read<ShardScore> read = summed.read();
    Contribution sum = summed.sum();
    requireFinite(request, "the score", sum.get(Term.HELD_OUT_LOG_PROBABILITY));
    requireScored(request, read.rows(), sum);
    List<Figure> figures = trained.kind().figures(trained, sum, request.samplesOrDefault());
    Score ordinary = score(request, figures, read, sum);
    Score score = request.evidence() ? ordinary.with(evidence(inputs, request)) : ordinary;
    return request.labels().map(column -> score.with(agreement(request, column))).orElse(score);
  }

  /** Of the posterior with the exact one. */
  private ReadOut evidence(RowInput inputs, EvaluateRequest request) {
    Evidence<H> evidence = trained.model().evidence(request.samplesOrDefault()).orElseThrow();
    Contribution sum =
        summed(
                request,
                evidence.layout(),
                (rows, quanta) -> new EvidenceScorer<>(evidence, round(request, rows), quanta),
                scorer ->
                    evidence.ofGlobals() && request.training().isPresent()
                        ? kept(request.training().get(), scorer)
                        : read(inputs, request, scorer))
            .sum();
    try {
      Gap gap = evidence.gap(round(request, 1), sum);
      requireFinite(request, "the score", gap.divergence());
      return GapReadOut.of(trained, gap);
    } catch (IllegalArgumentException e) { // rows that the posterior is not of
      throw new FormatException(request.input(), e.getMessage(), e);
    }
  }

  /** Of the rows that the run has kept. */
  private BlockIngestion.Read<ShardScore> kept(Path training, LongFunction<BlockScorer> scorer) {
    StoredWorkload<B, H, M> workload =
        new StoredWorkload<>(
            new SerializableConfiguration(context().hadoopConfiguration()),
            trained.model(),
            StoredWorkload.Store.of(training, trained.rows().training()),
            StoredWorkload.Store.none(trained.rows().heldOut()),
            CACHE_SHARE);
    StoredRows rows = new StoredRows(context(), workload);
    long weight = (long) Math.ceil(rows.weight());
    return new BlockIngestion.Read<>(weight, rows.scores(scorer.apply(weight)), new IngestTally());
  }

  /** Of the components of the rows with a column of the input. */
  private Agreement agreement(EvaluateRequest request, String column) {
    RowTransform.Request rows =
        new RowTransform.Request(request.input(), request.vocabulary(), note -> {});
    try (RowTransform transformed = RowTransform.of(spark, trained, settings, rows)) {
      String component =
          trained.model().output().stream()
              .filter(added -> added.type() == Column.Type.WHOLE)
              .findFirst()
              .orElseThrow()
              .name();
      List<String> columns = List.of(transformed.rows().columns());
      List<String> users =
          columns.stream().filter(name -> !transformed.added().contains(name)).toList();
      if (!users.contains(column)) {
        throw new FormatException(
            request.input(),
            "--labels must be one of the columns %s, but is %s"
                .formatted(String.join(", ", users), column));
      }
      return Agreement.of(transformed.rows(), Columns.named(column), Columns.named(component));
    }
  }

  private void requireNames(String observed) {
    InputSettings.Format format = settings.input().format();
    if (!format.namesDocuments()) {
      throw new FormatException(
          observed,
          "halves must be of documents with names that both share (docword, files), but are %s"
              .formatted(format.name().toLowerCase(Locale.ROOT)));
    }
  }

  private BlockIngestion.Read<ShardScore> read(
      RowInput inputs, EvaluateRequest request, LongFunction<BlockScorer> scorer) {
    int rows = trained.rows().words() ? COUNT_ROWS : NUMBER_ROWS;
    BlockIngestion ingestion =
        new BlockIngestion(context(), new IngestSettings(0, rows, 0), inputs.kind());
    List<RowSource> sources =
        Stream.concat(request.observed().stream(), Stream.of(request.input()))
            .map(path -> inputs.rows(path, trained.names()))
            .toList();
    List<Sent<?>> sent = new ArrayList<>();
    try {
      return ingestion.heldOut(sources, all -> reader(scorer.apply(all), sent));
    } finally {
      sent.forEach(Sent::destroy);
    }
  }

  private JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(spark.sparkContext());
  }

  private BlockIngestion.Reader<ShardScore> reader(BlockScorer scorer, List<Sent<?>> sent) {
    Sent<BlockScorer> scores = Sent.of(context(), scorer);
    sent.add(scores);
    return blocks -> scores.value().score(blocks);
  }

  private M scoring(EvaluateRequest request) {
    return trained.kind().scoring(trained, request.samplesOrDefault(), request.masked());
  }

  private Round round(EvaluateRequest request, long rows) {
    Streams streams = new Streams(request.seedOrDefault());
    return new Round(1, (double) rows, trained.parameters(), streams);
  }

  /** Reads again where the resolution of the sums did not suit what was read. */
  private static Summed summed(
      EvaluateRequest request, Layout layout, Scorers scorers, Reading reading) {
    LongFunction<Quanta> resolution = rows -> Quanta.first(layout, (double) rows);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      LongFunction<Quanta> quanta = resolution;
      BlockIngestion.Read<ShardScore> read =
          reading.of(rows -> scorers.of(rows, quanta.apply(rows)));
      ExactTotal total = new ExactTotal(layout, quanta.apply(read.rows()));
      int blocks = 0;
      for (ShardScore shard : read.said()) {
        if (!shard.problem().isEmpty()) {
          throw new FormatException(request.input(), shard.problem());
        }
        total.add(shard.total());
        blocks += shard.blocks();
      }
      Optional<Quanta> better = total.better(attempt, blocks);
      if (better.isEmpty() || (total.fits() && attempt == ATTEMPTS - 1)) {
        return new Summed(read, total.read());
      }
      resolution = rows -> better.get();
    }
    throw new FormatException(
        request.input(), "the sums of its rows must be finite, but are not at any resolution");
  }

  private static void requireFinite(EvaluateRequest request, String what, double number) {
    if (!Double.isFinite(number)) {
      throw new FormatException(
          request.input(), "%s must be finite, but is %s".formatted(what, number));
    }
  }

  private void requireScored(EvaluateRequest request, long all, Contribution sum) {
    if (trained.rows().halved() && sum.get(Term.ROWS) == 0) {
      throw new FormatException(
          request.input(),
          "a document must have words in both halves, but none of %d has".formatted(all));
    }
    if (!(sum.get(Term.HELD_OUT_UNITS) > 0)) {
      throw new FormatException(
          request.input(),
          "a row must have a positive weight%s, but none of %d has"
              .formatted(trained.rows().labelled() ? " and a response" : "", all));
    }
  }

  private Score score(
      EvaluateRequest request,
      List<Figure> figures,
      BlockIngestion.Read<ShardScore> read,
      Contribution sum) {
    ObjectNode page = Json.object();
    StringBuilder text = new StringBuilder();
    for (Figure figure : figures) {
      requireFinite(request, "'%s'".formatted(figure.label()), figure.value());
      page.put(figure.key(), figure.value());
      text.append(figure.line());
    }
    Set<Option> options = trained.kind().options(trained.settings());
    if (options.contains(Option.SAMPLES)) {
      page.put("samples", request.samplesOrDefault());
      page.put("weightScored", sum.get(Term.HELD_OUT_UNITS));
    }
    long rows = read.rows();
    IngestTally tally = read.tally();
    if (trained.rows().words()) {
      documents(page, text, rows, tally, sum);
    } else {
      double weight = sum.get(Term.HELD_OUT_UNITS);
      String called = trained.rows().called();
      page.put(called + "Scored", rows);
      page.put("weightScored", weight);
      page.put("invalidRows", tally.invalid().count());
      text.append("scored: %d %s of total weight %s\n".formatted(rows, called, weight(weight)));
      text.append("left out: %d invalid rows\n".formatted(tally.invalid().count()));
    }
    if (options.contains(Option.SPLIT_SEED)) {
      Optional<Long> seed =
          request.observed().isPresent()
              ? Optional.empty()
              : Optional.of(request.splitSeedOrDefault());
      page.put("splitSeed", seed.orElse(null));
    }
    return new Score(text.toString(), page);
  }

  private void documents(
      ObjectNode page, StringBuilder text, long rows, IngestTally tally, Contribution sum) {
    long scored = rows;
    if (trained.rows().halved()) {
      scored = (long) sum.get(Term.ROWS);
      page.put("documentsScored", scored);
      page.put("documentsLeftOut", rows - scored);
    } else {
      page.put("documentsScored", scored);
    }
    page.put("emptyDocuments", tally.emptyRows());
    page.put("unseenTokens", tally.unseenTokens());
    page.put("invalidLines", tally.invalid().count());
    text.append("scored: %d documents\n".formatted(scored));
    if (rows > scored) {
      text.append("left out: %d documents with an empty half\n".formatted(rows - scored));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "left out: %d documents without a word, %.0f tokens outside the vocabulary, %d invalid lines\n",
            tally.emptyRows(),
            tally.unseenTokens(),
            tally.invalid().count()));
  }

  /** Whole numbers as such. */
  private static String weight(double weight) {
    return weight == Math.rint(weight)
        ? String.format(Locale.ROOT, "%.0f", weight)
        : String.format(Locale.ROOT, "%.6g", weight);
  }
}
