package org.sparksvi.job;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.data.Block;
import org.sparksvi.kind.Draws;
import org.sparksvi.kind.Trained;
import org.sparksvi.random.Streams;
import org.sparksvi.report.ImageSheet;
import org.sparksvi.rows.RowSampler;
import org.sparksvi.rows.RowTransform;
import org.sparksvi.run.RecordedRun;
import org.sparksvi.run.TrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code svi sample}: new rows, drawn from what was learnt. */
@Command(
    name = "sample",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Draws new rows from a trained model, in the columns and units of the rows it was trained on;",
      "documents as a column `text`. A row depends on the seed and its number alone."
    })
final class SampleCommand implements Job {
  /** What rows are written as. */
  enum Format {
    CSV,
    PARQUET,
    JSON
  }

  private static final int TOKENS = 100;
  private static final int MOST_DRAWS = 10_000; // of a row; a task holds those of some hundred rows

  @Mixin private RunOptions runOptions = new RunOptions();

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "Directory to write; must not exist.")
  private String output;

  @Option(names = "--rows", paramLabel = "N", description = "Rows to draw.", defaultValue = "1000")
  private long rows;

  @Option(names = "--seed", paramLabel = "N", description = "Names the draws.", defaultValue = "1")
  private long seed;

  @Option(
      names = "--tokens",
      paramLabel = "N",
      description = "Tokens of a drawn document (default: 100).")
  private Integer tokens;

  @Option(
      names = "--expected",
      description =
          "Autoencoders: the expected row given drawn latent variables, not a draw of it.")
  private boolean expected;

  @Option(
      names = "--format",
      paramLabel = "csv|parquet|json",
      description =
          "Of the output; csv, which has a header, unless there is --input: then parquet.")
  private Format format;

  @Option(
      names = "--picture",
      paramLabel = "PATH",
      description = "Also draws the first rows there, as PNG: of models of images.")
  private String picture;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description = {
        "Regression and user-written models: rows, to each of which --rows draws of the response or",
        "the observed column are added, as a vector `draws`. Without it, they draw coefficients or",
        "parameters."
      })
  private String input;

  @Mixin private ClassOption userClass = new ClassOption();

  @Mixin private SparkOptions sparkOptions = new SparkOptions();

  @Override
  @SuppressWarnings("try") // progress shows itself
  public ExitCode run(Session session) {
    requireNumbers();
    RecordedRun run = runOptions.read(session);
    TrainingSettings settings = run.settings(userClass.and(List.of()));
    Trained<?, ?, ?> trained = run.model(settings);
    trained.require(org.sparksvi.kind.Option.PREDICTED, input != null);
    trained.require(org.sparksvi.kind.Option.TOKENS, tokens != null);
    trained.require(org.sparksvi.kind.Option.EXPECTED, expected);
    if (input != null) {
      return predict(session, run, settings, trained);
    }
    RowSampler sampler =
        RowSampler.of(
            trained, trained.draws(new Draws.Request(tokens == null ? TOKENS : tokens, expected)));
    if (picture != null && trained.form().image().isEmpty()) {
      throw new ConfigurationException(
          "--picture is for models of images, but the rows of the run are none; input.image says the shape");
    }
    Output target = Output.requireAbsent("--output", output, session.hadoop());
    Optional<Output> sheet = picture(session);
    SparkSession spark = session.spark("svi sample " + run.name(), sparkOptions.master());
    SampledRows sampled = new SampledRows(spark, sampler, new Streams(seed), rows);
    SparkStop.unlessAsked(
        session,
        spark,
        () ->
            target.write(
                aside -> {
                  write(sampled, aside);
                  sheet.ifPresent(
                      to ->
                          to.replace(
                              sampled.draw(trained.form().image().orElseThrow(), trained.white())));
                  return rows;
                }));
    session.print("%d rows: %s\n".formatted(rows, target.path()));
    return ExitCode.DONE;
  }

  /** Draws of the column that a model predicts, for rows that are there. */
  private ExitCode predict(
      Session session, RecordedRun run, TrainingSettings settings, Trained<?, ?, ?> trained) {
    if (picture != null) {
      throw new ConfigurationException("--picture must not be given with --input");
    }
    if (format == Format.CSV) {
      throw new ConfigurationException(
          "--format must be parquet or json with --input, which adds vectors, but was csv");
    }
    if (rows > MOST_DRAWS) {
      throw new ConfigurationException(
          "--rows must be at most %d with --input, but was %d".formatted(MOST_DRAWS, rows));
    }
    settings.input().requirePath(input, session.hadoop());
    Output target = Output.requireAbsent("--output", output, session.hadoop());
    SparkSession spark = session.spark("svi sample " + run.name(), sparkOptions.master());
    long written =
        SparkStop.unlessAsked(
            session, spark, () -> predicted(session, spark, settings, trained, target));
    session.print("%d rows of %d draws: %s\n".formatted(written, rows, target.path()));
    return ExitCode.DONE;
  }

  private <B extends Block> long predicted(
      Session session,
      SparkSession spark,
      TrainingSettings settings,
      Trained<B, ?, ?> trained,
      Output target) {
    var request = new RowTransform.Request(input, Optional.empty(), session::note);
    try (RowTransform drawn =
        RowTransform.of(
            spark, trained, trained.predictions((int) rows, seed), settings.rows(), request)) {
      return target.write(aside -> TransformedRows.write(drawn, format == Format.JSON, aside));
    }
  }

  private Optional<Output> picture(Session session) {
    return Optional.ofNullable(picture)
        .map(
            text ->
                Output.requirePicture(
                    "--picture", text, session.hadoop(), ImageSheet.MARK_BYTES, ImageSheet::isOne));
  }

  private void requireNumbers() {
    if (rows < 1) {
      throw new ConfigurationException("--rows must be at least 1, but was " + rows);
    }
    if (tokens != null && tokens < 1) {
      throw new ConfigurationException("--tokens must be at least 1, but was " + tokens);
    }
  }

  private Format format() {
    return format == null ? Format.CSV : format;
  }

  private void write(SampledRows sampled, Path target) {
    sampled.write(
        writer ->
            switch (format()) {
              case CSV -> writer.option("header", true).format("csv");
              case PARQUET -> writer.format("parquet");
              case JSON -> writer.format("json");
            },
        target);
  }
}
