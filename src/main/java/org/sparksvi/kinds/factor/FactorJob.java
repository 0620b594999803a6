package org.sparksvi.kinds.factor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.format.PublishedModel;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.Prepared;
import org.sparksvi.kind.StoredModel;
import org.sparksvi.kind.Trainable;
import org.sparksvi.models.factor.LatentFactors;
import org.sparksvi.models.factor.Noise;
import org.sparksvi.rows.DenseInputs;
import org.sparksvi.rows.DenseJob;
import org.sparksvi.rows.NumberSettings;
import org.sparksvi.rows.RowChecks;
import org.sparksvi.rows.SettingsJson;
import org.sparksvi.store.DenseCodec;

/**
 * A factor model and the rows it is for.
 *
 * @param rows where they come from
 */
record FactorJob(NumberSettings rows, FactorKeys model) implements DenseJob {

  @Override
  public DenseInputs rows(SparkSession spark) {
    return new DenseInputs(spark, rows, model.missing());
  }

  @Override
  public Trainable trainable(Prepared data) {
    int columns = data.names().size();
    RowChecks.requireFits(
        model.numbers(columns),
        "%d factors of %d columns%s"
            .formatted(model.latent(), columns, model.missing() ? " with missing values" : ""));
    LatentFactors factors = factors(columns);
    RowChecks checks = new RowChecks(data, input().path());
    checks.requireRows(model.latent() + 1, "model.latent and one");
    if (model.noise() == Noise.DIAGONAL) {
      checks.requireVariance();
    } else {
      checks.requireValues();
    }
    NumberSettings known = DenseInputs.known(rows, data);
    return new Trainable() {
      @Override
      public String headline() {
        return "%d factors on %d rows of %d columns"
            .formatted(model.latent(), data.training().totalRows(), columns);
      }

      @Override
      public StoredModel<?, ?, ?> stored() {
        return new StoredModel<>(factors, new DenseCodec(), new DenseCodec());
      }

      @Override
      public TrainedFactors trained(Bundle parameters) {
        return new TrainedFactors(known, model, factors, parameters, data.names());
      }
    };
  }

  private LatentFactors factors(int columns) {
    try {
      return model.model(columns);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(e.getMessage(), e);
    }
  }

  @Override
  public TrainedFactors read(PublishedModel published, String place) {
    ObjectNode json = published.settings();
    FactorKeys keys = FactorKeys.read(json, place);
    Vocabulary names = SettingsJson.columns(json, place);
    return new TrainedFactors(
        SettingsJson.rows(rows, json, place),
        keys,
        keys.model(names.size()),
        published.parameters(),
        names);
  }
}
