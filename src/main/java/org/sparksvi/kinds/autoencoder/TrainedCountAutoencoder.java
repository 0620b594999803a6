package org.sparksvi.kinds.autoencoder;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.CountBlock;
import org.sparksvi.format.Json;
import org.sparksvi.format.PublishedModel;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.DescribeRequest;
import org.sparksvi.kind.Drift;
import org.sparksvi.kind.EvaluateRequest;
import org.sparksvi.kind.Prepared;
import org.sparksvi.kind.SampleRequest;
import org.sparksvi.kind.Sampler;
import org.sparksvi.kind.Samples;
import org.sparksvi.kind.Score;
import org.sparksvi.kind.StoredModel;
import org.sparksvi.kind.Trainable;
import org.sparksvi.kind.TrainedModel;
import org.sparksvi.kind.TransformRequest;
import org.sparksvi.kind.Transformed;
import org.sparksvi.kind.Updates;
import org.sparksvi.model.Contribution;
import org.sparksvi.models.autoencoder.Autoencoder;
import org.sparksvi.models.autoencoder.AutoencoderOutput;
import org.sparksvi.models.autoencoder.AutoencoderSettings;
import org.sparksvi.models.autoencoder.ScoreSettings;
import org.sparksvi.rows.CountInputs;
import org.sparksvi.rows.CountModel;
import org.sparksvi.rows.CountSampler;
import org.sparksvi.rows.CountTables;
import org.sparksvi.rows.CountedRows;
import org.sparksvi.spark.BlockIngestion;
import org.sparksvi.spark.IngestSettings;
import org.sparksvi.spark.Ingested;
import org.sparksvi.spark.input.IngestTally;
import org.sparksvi.store.CountCodec;

/**
 * An autoencoder over counts with its parameters and words.
 *
 * @param job its settings and where rows come from
 * @param words a word for each column
 */
record TrainedCountAutoencoder(CountAutoencoderJob job, Bundle parameters, Vocabulary words)
    implements TrainedModel, Samples, Updates {

  private static final int BLOCK_ROWS = 256;
  private static final int SHOWN = 12;
  private static final String ALL = "_svi_model_output";

  private AutoencoderSettings settings() {
    return job.model().settings().ofColumns(words.size());
  }

  @Override
  public PublishedModel published() {
    return new PublishedModel(
        AutoencoderKind.NAME, job.model().json(), parameters, Optional.of(words));
  }

  @Override
  public StoredModel<?, ?, ?> stored() {
    return stored(ScoreSettings.BOUND);
  }

  private StoredModel<?, ?, ?> stored(ScoreSettings scores) {
    return new StoredModel<>(
        AutoencoderModels.counts(settings(), scores), new CountCodec(), new CountCodec());
  }

  @Override
  public StoredModel<?, ?, ?> scored(EvaluateRequest request) {
    return stored(AutoencoderModels.scores(request, settings()));
  }

  @Override
  public String brief() {
    return description().brief(SHOWN);
  }

  private AutoencoderDescription description() {
    return new AutoencoderDescription(
        settings(), AutoencoderModels.counts(settings(), ScoreSettings.BOUND).summary(parameters));
  }

  @Override
  public AutoencoderDescription describe(DescribeRequest request) {
    request.requireNoWords(AutoencoderKind.NAME);
    return description();
  }

  @Override
  public Ingested heldOut(EvaluateRequest request, SparkSession spark, Path blocks) {
    request.requireNoHalves(AutoencoderKind.NAME);
    CountInputs inputs = CountInputs.whole(spark, job.rows());
    return new BlockIngestion(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            new IngestSettings(0, BLOCK_ROWS, 0),
            inputs.kind())
        .heldOut(inputs.counted(request.input(), request.vocabulary(), words), blocks);
  }

  @Override
  public Score score(EvaluateRequest request, Ingested documents, Contribution sum) {
    IngestTally tally = documents.tally();
    ObjectNode counts = Json.object();
    counts.put("documentsScored", documents.heldOut().orElseThrow().totalRows());
    counts.put("emptyDocuments", tally.emptyRows());
    counts.put("unseenTokens", tally.unseenTokens());
    counts.put("invalidLines", tally.invalid().count());
    String leftOut =
        "left out: %d documents without a word, %.0f tokens outside the vocabulary, %d invalid lines\n"
            .formatted(tally.emptyRows(), tally.unseenTokens(), tally.invalid().count());
    return AutoencoderScore.of(request, sum, settings().posterior(), leftOut, counts);
  }

  @Override
  public Transformed transform(TransformRequest request, SparkSession spark) {
    Autoencoder<CountBlock> model =
        AutoencoderModels.counts(
            settings(), new ScoreSettings(job.model().densitySamples(), true, false));
    AutoencoderOutput output = model.output();
    Dataset<Row> table =
        new CountedRows(spark, CountInputs.whole(spark, job.rows()), words)
            .of(request, AutoencoderColumns.names());
    Broadcast<CountModel<Autoencoder<CountBlock>>> sent =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new CountModel<>(model, parameters));
    UDF1<Vector, Row> posterior =
        counts -> RowFactory.create(AutoencoderColumns.values(output, sent.value().of(counts), 0));
    table =
        table.withColumn(
            ALL, udf(posterior, AutoencoderColumns.ADDED).apply(col(CountTables.COUNTS)));
    for (String name : AutoencoderColumns.names()) {
      table = table.withColumn(name, col(ALL + "." + name));
    }
    return new Transformed(table.drop(ALL, CountTables.COUNTS), AutoencoderColumns.names(), sent);
  }

  @Override
  public Sampler sampler(SampleRequest request) {
    request.requireNoTokens("that draw no lengths", AutoencoderKind.NAME);
    request.requireNumbers(AutoencoderKind.NAME + " of counts");
    AutoencoderSettings model = settings(); // without the settings, which stay here
    Bundle at = parameters;
    return new CountSampler(
        words, () -> AutoencoderModels.counts(model, ScoreSettings.BOUND).draws(at, false));
  }

  @Override
  public Vocabulary columns() {
    return words;
  }

  @Override
  public void requireMemory(double memory) {
    AutoencoderDrift.requireMemory(memory);
  }

  /** Trained on from these weights. */
  @Override
  public Trainable updated(Prepared more, double memory) {
    return job.trainable(more, Optional.of(parameters));
  }

  @Override
  public Drift drift(TrainedModel after, double memory) {
    return AutoencoderDrift.of(parameters, after.published().parameters());
  }
}
