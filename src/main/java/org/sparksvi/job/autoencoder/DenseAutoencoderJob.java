package org.sparksvi.job.autoencoder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.job.config.DenseKeys;
import org.sparksvi.job.config.GradientSettings;
import org.sparksvi.job.dense.DenseChecks;
import org.sparksvi.job.dense.DenseJob;
import org.sparksvi.job.dense.DenseJson;
import org.sparksvi.job.input.DenseInputs;
import org.sparksvi.job.kind.Prepared;
import org.sparksvi.job.kind.StoredModel;
import org.sparksvi.job.kind.Trainable;
import org.sparksvi.models.autoencoder.Autoencoder;
import org.sparksvi.models.autoencoder.Likelihood;
import org.sparksvi.models.autoencoder.ScoreSettings;
import org.sparksvi.report.Wording;
import org.sparksvi.spark.ColumnRanges;
import org.sparksvi.spark.input.InputException;
import org.sparksvi.store.DenseCodec;
import org.sparksvi.store.ModelFiles;
import org.sparksvi.update.Rules;

/**
 * An autoencoder over rows of numbers.
 *
 * @param rows where they come from
 * @param gradient how it becomes steps
 */
record DenseAutoencoderJob(DenseKeys rows, AutoencoderKeys model, GradientSettings gradient)
    implements DenseJob {

  @Override
  public String kernel() {
    return model.settings().precision().arithmetic();
  }

  @Override
  public Wording wording() {
    return new Wording("rows", "row", "ELBO", "");
  }

  @Override
  public DenseInputs rows(SparkSession spark) {
    return new DenseInputs(spark, rows, false);
  }

  @Override
  public Trainable trainable(Prepared data) {
    int columns = data.names().size();
    AutoencoderModels.requireFits(model.settings(), columns);
    DenseChecks checks = new DenseChecks(data, input().path());
    checks.requireRows(1, "one");
    checks.requireValues();
    data.ranges().ifPresent(ranges -> requireRanges(ranges, data.names()));
    Autoencoder<DenseBlock> autoencoder =
        AutoencoderModels.dense(model.settings().ofColumns(columns), ScoreSettings.BOUND);
    DenseKeys known = DenseInputs.known(rows, data);
    return new Trainable() {
      @Override
      public String headline() {
        return AutoencoderModels.headline(
            autoencoder.settings(), data.training().totalRows(), "rows");
      }

      @Override
      public StoredModel<?, ?, ?> stored() {
        return new StoredModel<>(autoencoder, new DenseCodec(), new DenseCodec());
      }

      @Override
      public Rules rules(Rules configured, long roundsPerEpoch) {
        return AutoencoderModels.rules(gradient, roundsPerEpoch);
      }

      @Override
      public TrainedDenseAutoencoder trained(Bundle parameters) {
        return new TrainedDenseAutoencoder(known, model, parameters, data.names());
      }
    };
  }

  /** Refuses values that the likelihood has no density for, as far as their ranges tell. */
  private void requireRanges(ColumnRanges ranges, Vocabulary names) {
    Likelihood likelihood = model.settings().likelihood();
    for (int c = 0; c < ranges.columns(); c++) {
      for (double value : new double[] {ranges.least(c), ranges.largest(c)}) {
        String rule = likelihood.broken(value);
        if (!rule.isEmpty()) {
          throw new InputException(
              input().path(),
              "values must be %s where model.likelihood is %s, but column '%s' has %s"
                  .formatted(rule, likelihood.name(), names.word(c), value));
        }
      }
    }
  }

  @Override
  public TrainedDenseAutoencoder read(ModelFiles.Published published, String place) {
    ObjectNode json = published.settings();
    AutoencoderKeys keys = AutoencoderKeys.read(json, place);
    Vocabulary names = DenseJson.columns(json, place);
    AutoencoderModels.requireLayout(keys.settings().ofColumns(names.size()), published, place);
    return new TrainedDenseAutoencoder(
        DenseJson.rows(rows, json, place), keys, published.parameters(), names);
  }
}
