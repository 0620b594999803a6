package org.sparksvi.kinds.factor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
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
import org.sparksvi.models.factor.FactorSummary;
import org.sparksvi.models.factor.LatentFactors;
import org.sparksvi.rows.DenseInputs;
import org.sparksvi.rows.DenseSampler;
import org.sparksvi.rows.NumberSettings;
import org.sparksvi.rows.RowModel;
import org.sparksvi.rows.SettingsJson;
import org.sparksvi.rows.TrainedDense;
import org.sparksvi.store.DenseCodec;

/**
 * A factor model with its parameters.
 *
 * @param rows where rows come from
 * @param names of the columns
 */
record TrainedFactors(
    NumberSettings rows,
    FactorKeys keys,
    LatentFactors factors,
    Bundle parameters,
    Vocabulary names)
    implements TrainedDense, Samples, Updates {

  private static final int SHOWN = 12;

  @Override
  public PublishedModel published() {
    ObjectNode json = keys.json();
    SettingsJson.putRows(json, rows, names);
    return new PublishedModel(FactorKind.NAME, json, parameters, Optional.empty());
  }

  @Override
  public StoredModel<?, ?, ?> stored() {
    return new StoredModel<>(factors, new DenseCodec(), new DenseCodec());
  }

  FactorSummary summary() {
    return factors.summary(parameters);
  }

  @Override
  public String brief() {
    return FactorText.table(summary(), names.words(), SHOWN);
  }

  @Override
  public Description describe(DescribeRequest request) {
    request.requireNoWords(FactorKind.NAME);
    return new FactorDescription(keys, names.words(), summary());
  }

  @Override
  public String kind() {
    return FactorKind.NAME;
  }

  @Override
  public DenseInputs inputs(SparkSession spark) {
    return new DenseInputs(spark, rows, keys.missing());
  }

  @Override
  public Transformed transform(TransformRequest request, SparkSession spark) {
    request.requireRowsOnly(FactorKind.NAME);
    return FactorColumns.of(keys.latent(), names.size())
        .of(
            spark,
            request,
            inputs(spark).reader(request.input(), names),
            new RowModel<>(factors, parameters));
  }

  @Override
  public Vocabulary columns() {
    return names;
  }

  @Override
  public Trainable updated(Prepared more, double memory) {
    Continued<DenseBlock, DenseBlock, LatentFactors> continued =
        new Continued<>(factors.withFixedAxes(), factors.faded(parameters, memory));
    return new Continuation(
        "%d factors on %d more rows".formatted(keys.latent(), more.training().totalRows()),
        new StoredModel<>(continued, new DenseCodec(), new DenseCodec()),
        at -> new TrainedFactors(rows, keys, factors, continued.whole(at), names));
  }

  /** Of the Gaussian that rows have: there are no components that have shares. */
  @Override
  public Drift drift(TrainedModel after, double memory) {
    double divergence = summary().divergenceOf(((TrainedFactors) after).summary());
    double[] one = {1};
    return Drift.of("nats a row, of all columns", new double[] {divergence}, one, one);
  }

  @Override
  public Sampler sampler(SampleRequest request) {
    request.requireRowsOnly(FactorKind.NAME);
    request.requireDraws(FactorKind.NAME);
    LatentFactors model = factors; // without the settings, which stay here
    Bundle at = parameters;
    return new DenseSampler(rows, names, () -> model.draws(at));
  }
}
