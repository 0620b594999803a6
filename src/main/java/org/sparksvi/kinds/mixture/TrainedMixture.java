package org.sparksvi.kinds.mixture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.format.PublishedModel;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.Continuation;
import org.sparksvi.kind.DescribeRequest;
import org.sparksvi.kind.Description;
import org.sparksvi.kind.Drift;
import org.sparksvi.kind.Prepared;
import org.sparksvi.kind.SampleRequest;
import org.sparksvi.kind.Sampler;
import org.sparksvi.kind.Samples;
import org.sparksvi.kind.StoredModel;
import org.sparksvi.kind.Trainable;
import org.sparksvi.kind.TrainedModel;
import org.sparksvi.kind.TransformRequest;
import org.sparksvi.kind.Transformed;
import org.sparksvi.kind.Updates;
import org.sparksvi.model.Continued;
import org.sparksvi.models.mixture.GaussianComponents;
import org.sparksvi.models.mixture.GaussianDraws;
import org.sparksvi.models.mixture.MixtureModel;
import org.sparksvi.rows.DenseInputs;
import org.sparksvi.rows.DenseSampler;
import org.sparksvi.rows.DenseTransform;
import org.sparksvi.rows.NumberSettings;
import org.sparksvi.rows.RowModel;
import org.sparksvi.rows.SettingsJson;
import org.sparksvi.rows.TrainedDense;
import org.sparksvi.store.DenseCodec;

/**
 * A mixture with its parameters.
 *
 * @param rows where rows come from
 * @param names of the columns
 */
record TrainedMixture(
    NumberSettings rows,
    MixtureSettings settings,
    MixtureModel<DenseBlock> model,
    Bundle parameters,
    Vocabulary names)
    implements TrainedDense, Samples, Updates {

  private static final int SHOWN = 40;

  @Override
  public PublishedModel published() {
    ObjectNode json = settings.json();
    SettingsJson.putRows(json, rows, names);
    return new PublishedModel(MixtureKind.NAME, json, parameters, Optional.empty());
  }

  @Override
  public StoredModel<?, ?, ?> stored() {
    return MixtureJob.stored(model);
  }

  @Override
  public String brief() {
    return MixtureText.table(MixtureSummary.of(this), SHOWN);
  }

  @Override
  public Description describe(DescribeRequest request) {
    request.requireNoWords(MixtureKind.NAME);
    return new MixtureDescription(this, MixtureSummary.of(this), request.run());
  }

  @Override
  public String kind() {
    return MixtureKind.NAME;
  }

  @Override
  public DenseInputs inputs(SparkSession spark) {
    return MixtureJob.inputs(spark, rows);
  }

  @Override
  public Transformed transform(TransformRequest request, SparkSession spark) {
    request.requireRowsOnly(MixtureKind.NAME);
    int components = settings.components();
    DenseTransform columns =
        new DenseTransform(
            List.of(
                new StructField(
                    "responsibilities", SQLDataTypes.VectorType(), false, Metadata.empty()),
                new StructField("logDensity", DataTypes.DoubleType, false, Metadata.empty()),
                new StructField("component", DataTypes.IntegerType, false, Metadata.empty())),
            (output, from) ->
                new Object[] {
                  Vectors.dense(Arrays.copyOfRange(output, from, from + components)),
                  output[from + components],
                  (int) output[from + components + 1]
                });
    return columns.of(
        spark,
        request,
        inputs(spark).reader(request.input(), names),
        new RowModel<>(model, parameters));
  }

  @Override
  public Vocabulary columns() {
    return names;
  }

  @Override
  public Trainable updated(Prepared more, double memory) {
    Continued<DenseBlock, DenseBlock, MixtureModel<DenseBlock>> continued =
        new Continued<>(model, model.faded(parameters, memory));
    return new Continuation(
        "a mixture of %d components on %d more rows"
            .formatted(settings.components(), more.training().totalRows()),
        new StoredModel<>(continued, new DenseCodec(), new DenseCodec()),
        at -> new TrainedMixture(rows, settings, model, continued.whole(at), names));
  }

  @Override
  public Drift drift(TrainedModel after, double memory) {
    TrainedMixture now = (TrainedMixture) after;
    double[] earlier = parameters.values(MixtureModel.COUNTS);
    double[] added = now.parameters.values(MixtureModel.COUNTS).clone();
    for (int k = 0; k < added.length; k++) {
      added[k] -= memory * earlier[k];
    }
    return Drift.of(
        "nats a row, of a component's Gaussian",
        ((GaussianComponents) model.components()).divergences(parameters, now.parameters),
        earlier,
        added);
  }

  @Override
  public Sampler sampler(SampleRequest request) {
    request.requireRowsOnly(MixtureKind.NAME);
    request.requireDraws(MixtureKind.NAME);
    MixtureModel<DenseBlock> mixture = model; // without the settings, which stay here
    Bundle at = parameters;
    return new DenseSampler(rows, names, () -> GaussianDraws.of(mixture, at));
  }
}
