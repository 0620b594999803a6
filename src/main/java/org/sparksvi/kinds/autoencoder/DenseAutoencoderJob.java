package org.sparksvi.kinds.autoencoder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.config.GradientSettings;
import org.sparksvi.data.ColumnRanges;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.format.PublishedModel;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.Prepared;
import org.sparksvi.kind.Trainable;
import org.sparksvi.models.autoencoder.Autoencoder;
import org.sparksvi.models.autoencoder.AutoencoderSettings;
import org.sparksvi.models.autoencoder.Likelihood;
import org.sparksvi.models.autoencoder.ScoreSettings;
import org.sparksvi.report.Wording;
import org.sparksvi.rows.DenseInputs;
import org.sparksvi.rows.DenseJob;
import org.sparksvi.rows.NumberSettings;
import org.sparksvi.rows.RowChecks;
import org.sparksvi.rows.SettingsJson;
import org.sparksvi.spark.input.InputException;
import org.sparksvi.store.DenseCodec;

/**
 * An autoencoder over rows of numbers.
 *
 * @param rows where they come from
 * @param gradient how it becomes steps
 */
record DenseAutoencoderJob(NumberSettings rows, AutoencoderKeys model, GradientSettings gradient)
    implements DenseJob {

  @Override
  public String kernel() {
    return model.settings().precision().arithmetic();
  }

  /** The batches and rules of the run. */
  @Override
  public List<String> updateDefaults() {
    return List.of();
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
    NumberSettings known = DenseInputs.known(rows, data);
    return new DenseAutoencoderJob(known, model, gradient).trainable(data, Optional.empty());
  }

  /**
   * The same where all is known of the rows.
   *
   * @param earlier weights; random where empty
   */
  Trainable trainable(Prepared data, Optional<Bundle> earlier) {
    int columns = data.names().size();
    AutoencoderModels.requireFits(model.settings(), columns);
    RowChecks checks = new RowChecks(data, input().path());
    checks.requireRows(1, "one");
    checks.requireValues();
    data.ranges().ifPresent(ranges -> requireRanges(ranges, data.names()));
    AutoencoderSettings settings =
        AutoencoderModels.training(model.settings().ofColumns(columns), earlier);
    Autoencoder<DenseBlock> autoencoder = AutoencoderModels.dense(settings, ScoreSettings.BOUND);
    return new AutoencoderTrainable(
        AutoencoderModels.headline(settings, data.training().totalRows(), "rows"),
        AutoencoderModels.stored(autoencoder, new DenseCodec(), earlier),
        gradient,
        parameters -> new TrainedDenseAutoencoder(this, parameters, data.names()));
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
  public TrainedDenseAutoencoder read(PublishedModel published, String place) {
    ObjectNode json = published.settings();
    AutoencoderKeys keys = AutoencoderKeys.read(json, place);
    Vocabulary names = SettingsJson.columns(json, place);
    AutoencoderModels.requireLayout(keys.settings().ofColumns(names.size()), published, place);
    return new TrainedDenseAutoencoder(
        new DenseAutoencoderJob(SettingsJson.rows(rows, json, place), keys, gradient),
        published.parameters(),
        names);
  }
}
