package org.sparksvi.job.autoencoder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.format.Json;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.job.config.DenseKeys;
import org.sparksvi.job.dense.DenseJson;
import org.sparksvi.job.dense.DenseSampler;
import org.sparksvi.job.dense.DenseTransform;
import org.sparksvi.job.dense.RowModel;
import org.sparksvi.job.dense.TrainedDense;
import org.sparksvi.job.input.DenseInputs;
import org.sparksvi.job.kind.DescribeRequest;
import org.sparksvi.job.kind.EvaluateRequest;
import org.sparksvi.job.kind.SampleRequest;
import org.sparksvi.job.kind.Sampler;
import org.sparksvi.job.kind.Samples;
import org.sparksvi.job.kind.Score;
import org.sparksvi.job.kind.StoredModel;
import org.sparksvi.job.kind.TransformRequest;
import org.sparksvi.job.kind.Transformed;
import org.sparksvi.model.Contribution;
import org.sparksvi.models.autoencoder.Autoencoder;
import org.sparksvi.models.autoencoder.AutoencoderOutput;
import org.sparksvi.models.autoencoder.AutoencoderSettings;
import org.sparksvi.models.autoencoder.ScoreSettings;
import org.sparksvi.spark.Ingested;
import org.sparksvi.store.DenseCodec;
import org.sparksvi.store.ModelFiles;

/**
 * An autoencoder over rows of numbers with its parameters.
 *
 * @param rows where rows come from
 * @param names of the columns
 */
record TrainedDenseAutoencoder(
    DenseKeys rows, AutoencoderKeys keys, Bundle parameters, Vocabulary names)
    implements TrainedDense, Samples {

  private static final int SHOWN = 12;

  @Override
  public String kind() {
    return AutoencoderKind.NAME;
  }

  @Override
  public DenseInputs inputs(SparkSession spark) {
    return new DenseInputs(spark, rows, false);
  }

  AutoencoderSettings settings() {
    return keys.settings().ofColumns(names.size());
  }

  @Override
  public ModelFiles.Published published() {
    ObjectNode json = keys.json();
    DenseJson.putRows(json, rows, names);
    return new ModelFiles.Published(kind(), json, parameters, Optional.empty());
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
        AutoencoderModels.dense(settings(), new ScoreSettings(keys.densitySamples(), true, false));
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
        rows, names, () -> AutoencoderModels.dense(model, ScoreSettings.BOUND).draws(at, expected));
  }
}
