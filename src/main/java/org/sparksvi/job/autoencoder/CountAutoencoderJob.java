package org.sparksvi.job.autoencoder;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.CountBlock;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.job.config.CountSettings;
import org.sparksvi.job.config.GradientSettings;
import org.sparksvi.job.config.InputSettings;
import org.sparksvi.job.dense.DenseChecks;
import org.sparksvi.job.input.CountInputs;
import org.sparksvi.job.kind.ModelJob;
import org.sparksvi.job.kind.Prepared;
import org.sparksvi.job.kind.StoredModel;
import org.sparksvi.job.kind.Trainable;
import org.sparksvi.models.autoencoder.Autoencoder;
import org.sparksvi.models.autoencoder.ScoreSettings;
import org.sparksvi.report.Wording;
import org.sparksvi.store.CountCodec;
import org.sparksvi.store.ModelFiles;
import org.sparksvi.update.Rules;

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
    int words = data.names().size();
    AutoencoderModels.requireFits(model.settings(), words);
    new DenseChecks(data, input().path()).requireRows(1, "one");
    Autoencoder<CountBlock> autoencoder =
        AutoencoderModels.counts(model.settings().ofColumns(words), ScoreSettings.BOUND);
    return new Trainable() {
      @Override
      public String headline() {
        return AutoencoderModels.headline(
            autoencoder.settings(), data.training().totalRows(), "documents");
      }

      @Override
      public StoredModel<?, ?, ?> stored() {
        return new StoredModel<>(autoencoder, new CountCodec(), new CountCodec());
      }

      @Override
      public Rules rules(Rules configured, long roundsPerEpoch) {
        return AutoencoderModels.rules(gradient, roundsPerEpoch);
      }

      @Override
      public TrainedCountAutoencoder trained(Bundle parameters) {
        return new TrainedCountAutoencoder(rows, model, parameters, data.names());
      }
    };
  }

  @Override
  public TrainedCountAutoencoder read(ModelFiles.Published published, String place) {
    AutoencoderKeys keys = AutoencoderKeys.read(published.settings(), place);
    Vocabulary words =
        published
            .vocabulary()
            .orElseThrow(() -> new FormatException(place, "there is no vocabulary"));
    AutoencoderModels.requireLayout(keys.settings().ofColumns(words.size()), published, place);
    return new TrainedCountAutoencoder(rows, keys, published.parameters(), words);
  }
}
