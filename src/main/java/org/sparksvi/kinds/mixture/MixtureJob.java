package org.sparksvi.kinds.mixture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.config.Choices;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.format.PublishedModel;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.Prepared;
import org.sparksvi.kind.StoredModel;
import org.sparksvi.kind.Trainable;
import org.sparksvi.model.Restarts;
import org.sparksvi.models.mixture.MixtureModel;
import org.sparksvi.rows.DenseInputs;
import org.sparksvi.rows.DenseJob;
import org.sparksvi.rows.NumberSettings;
import org.sparksvi.rows.RowChecks;
import org.sparksvi.rows.SettingsJson;
import org.sparksvi.store.DenseCodec;

/**
 * A mixture and the rows it is for.
 *
 * @param rows where they come from
 */
record MixtureJob(NumberSettings rows, MixtureSettings model) implements DenseJob {

  @Override
  public DenseInputs rows(SparkSession spark) {
    return inputs(spark, rows);
  }

  static DenseInputs inputs(SparkSession spark, NumberSettings rows) {
    return new DenseInputs(spark, rows, false);
  }

  @Override
  public Trainable trainable(Prepared data) {
    int columns = data.names().size();
    RowChecks.requireFits(
        model.numbers(columns),
        "%d components over %d columns with model.covariance = %s and model.restarts = %d"
            .formatted(
                model.components(), columns, Choices.word(model.covariance()), model.restarts()));
    RowChecks checks = new RowChecks(data, input().path());
    checks.requireRows(model.components(), "model.components");
    checks.requireVariance();
    MixtureModel<DenseBlock> mixture = model(columns);
    Restarts<DenseBlock, MixtureModel<DenseBlock>> starts =
        new Restarts<>(mixture, model.restarts());
    NumberSettings known = DenseInputs.known(rows, data);
    return new Trainable() {
      @Override
      public String headline() {
        return "a mixture of %d components on %d rows of %d columns"
            .formatted(model.components(), data.training().totalRows(), columns);
      }

      @Override
      public StoredModel<?, ?, ?> stored() {
        return new StoredModel<>(starts, new DenseCodec(), new DenseCodec());
      }

      @Override
      public TrainedMixture trained(Bundle parameters) {
        Bundle best = starts.parametersOf(starts.best(parameters), parameters);
        return new TrainedMixture(known, model, mixture, best, data.names());
      }
    };
  }

  private MixtureModel<DenseBlock> model(int columns) {
    try {
      return model.model(columns);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(e.getMessage(), e);
    }
  }

  @Override
  public TrainedMixture read(PublishedModel published, String place) {
    ObjectNode json = published.settings();
    MixtureSettings settings = MixtureSettings.read(json, place);
    Vocabulary names = SettingsJson.columns(json, place);
    return new TrainedMixture(
        SettingsJson.rows(rows, json, place),
        settings,
        settings.model(names.size()),
        published.parameters(),
        names);
  }

  static StoredModel<?, ?, ?> stored(MixtureModel<DenseBlock> mixture) {
    return new StoredModel<>(mixture, new DenseCodec(), new DenseCodec());
  }
}
