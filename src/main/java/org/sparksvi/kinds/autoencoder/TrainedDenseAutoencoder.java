package org.sparksvi.kinds.autoencoder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
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
import org.sparksvi.rows.DenseInputs;
import org.sparksvi.rows.DenseSampler;
import org.sparksvi.rows.DenseTransform;
import org.sparksvi.rows.RowModel;
import org.sparksvi.rows.SettingsJson;
import org.sparksvi.rows.TrainedDense;
import org.sparksvi.spark.Ingested;
import org.sparksvi.store.DenseCodec;

/**
 * An autoencoder over rows of numbers with its parameters.
 *
 * @param job its settings and where rows come from
 * @param names of the columns
 */
record TrainedDenseAutoencoder(DenseAutoencoderJob job, Bundle parameters, Vocabulary names)
    implements TrainedDense, Samples, Updates {

  private static final int SHOWN = 12;

  @Override
  public String kind() {
    return AutoencoderKind.NAME;
  }

  @Override
  public DenseInputs inputs(SparkSession spark) {
    return new DenseInputs(spark, job.rows(), false);
  }

  AutoencoderSettings settings() {
    return job.model().settings().ofColumns(names.size());
  }

  @Override
  public PublishedModel published() {
    ObjectNode json = job.model().json();
    SettingsJson.putRows(json, job.rows(), names);
    return new PublishedModel(kind(), json, parameters, Optional.empty());
  }

  @Override
  public StoredModel<?, ?, ?> stored() {
    return stored(ScoreSettings.BOUND);
  }

  private StoredModel<?, ?, ?> stored(ScoreSettings scores) {
    return new StoredModel<>(
        AutoencoderModels.dense(settings(), scores), new DenseCodec(), new DenseCodec());
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
    Autoencoder<DenseBlock> model = AutoencoderModels.dense(settings(), ScoreSettings.BOUND);
    return new AutoencoderDescription(settings(), model.summary(parameters));
  }

  @Override
  public AutoencoderDescription describe(DescribeRequest request) {
    request.requireNoWords(kind());
    return description();
  }

  @Override
  public Score score(EvaluateRequest request, Ingested ingested, Contribution sum) {
    long invalid = ingested.tally().invalid().count();
    ObjectNode counts = Json.object();
    counts.put("rowsScored", ingested.heldOut().orElseThrow().totalRows());
    counts.put("invalidRows", invalid);
    return AutoencoderScore.of(
        request,
        sum,
        settings().posterior(),
        "left out: %d invalid rows\n".formatted(invalid),
        counts);
  }

  @Override
  public Transformed transform(TransformRequest request, SparkSession spark) {
    request.requireRowsOnly(kind());
    Autoencoder<DenseBlock> model =
        AutoencoderModels.dense(
            settings(), new ScoreSettings(job.model().densitySamples(), true, false));
    AutoencoderOutput output = model.output();
    return new DenseTransform(
            Arrays.asList(AutoencoderColumns.ADDED.fields()),
            (values, from) -> AutoencoderColumns.values(output, values, from))
        .of(
            spark,
            request,
            inputs(spark).reader(request.input(), names),
            new RowModel<>(model, parameters));
  }

  @Override
  public Sampler sampler(SampleRequest request) {
    request.requireRowsOnly(kind());
    AutoencoderSettings model = settings(); // without the settings, which stay here
    Bundle at = parameters;
    boolean expected = request.expected();
    return new DenseSampler(
        job.rows(),
        names,
        () -> AutoencoderModels.dense(model, ScoreSettings.BOUND).draws(at, expected));
  }

  @Override
  public Vocabulary columns() {
    return names;
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
