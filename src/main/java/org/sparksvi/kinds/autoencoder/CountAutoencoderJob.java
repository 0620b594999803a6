package org.sparksvi.kinds.autoencoder;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.config.GradientSettings;
import org.sparksvi.data.CountBlock;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.PublishedModel;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.ModelJob;
import org.sparksvi.kind.Prepared;
import org.sparksvi.kind.Trainable;
import org.sparksvi.models.autoencoder.Autoencoder;
import org.sparksvi.models.autoencoder.AutoencoderSettings;
import org.sparksvi.models.autoencoder.ScoreSettings;
import org.sparksvi.report.Wording;
import org.sparksvi.rows.CountInputs;
import org.sparksvi.rows.CountSettings;
import org.sparksvi.rows.InputSettings;
import org.sparksvi.rows.RowChecks;
import org.sparksvi.store.CountCodec;

/**
 * An autoencoder over sparse counts: documents, purchases, cells.
 *
 * @param rows where they come from
 * @param gradient how it becomes steps
 */
record CountAutoencoderJob(CountSettings rows, AutoencoderKeys model, GradientSettings gradient)
    implements ModelJob {

  @Override
  public InputSettings input() {
    return rows.input();
  }

  @Override
  public List<String> paths() {
    return rows.paths();
  }

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
    return new Wording("documents", "document", "ELBO", "");
  }

  @Override
  public CountInputs rows(SparkSession spark) {
    return CountInputs.whole(spark, rows);
  }

  @Override
  public Trainable trainable(Prepared data) {
    return trainable(data, Optional.empty());
  }

  /**
   * The same from earlier weights on.
   *
   * @param earlier of the first columns; random where empty
   */
  Trainable trainable(Prepared data, Optional<Bundle> earlier) {
    int words = data.names().size();
    AutoencoderModels.requireFits(model.settings(), words);
    new RowChecks(data, input().path()).requireRows(1, "one");
    AutoencoderSettings settings =
        AutoencoderModels.training(model.settings().ofColumns(words), earlier);
    Autoencoder<CountBlock> autoencoder = AutoencoderModels.counts(settings, ScoreSettings.BOUND);
    return new AutoencoderTrainable(
        AutoencoderModels.headline(settings, data.training().totalRows(), "documents"),
        AutoencoderModels.stored(autoencoder, new CountCodec(), earlier),
        gradient,
        parameters -> new TrainedCountAutoencoder(this, parameters, data.names()));
  }

  @Override
  public TrainedCountAutoencoder read(PublishedModel published, String place) {
    AutoencoderKeys keys = AutoencoderKeys.read(published.settings(), place);
    Vocabulary words =
        published
            .vocabulary()
            .orElseThrow(() -> new FormatException(place, "there is no vocabulary"));
    AutoencoderModels.requireLayout(keys.settings().ofColumns(words.size()), published, place);
    return new TrainedCountAutoencoder(
        new CountAutoencoderJob(rows, keys, gradient), published.parameters(), words);
  }
}
