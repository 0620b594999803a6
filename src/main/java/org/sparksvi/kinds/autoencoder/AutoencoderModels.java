package org.sparksvi.kinds.autoencoder;

import java.util.Locale;
import java.util.Optional;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Layout;
import org.sparksvi.config.GradientSettings;
import org.sparksvi.data.Block;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.PublishedModel;
import org.sparksvi.kind.EvaluateRequest;
import org.sparksvi.kind.StoredModel;
import org.sparksvi.model.WarmStart;
import org.sparksvi.models.autoencoder.Autoencoder;
import org.sparksvi.models.autoencoder.AutoencoderSettings;
import org.sparksvi.models.autoencoder.CountObservations;
import org.sparksvi.models.autoencoder.DenseObservations;
import org.sparksvi.models.autoencoder.Posterior;
import org.sparksvi.models.autoencoder.ScoreSettings;
import org.sparksvi.rows.RowChecks;
import org.sparksvi.store.BlockCodec;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/** What jobs of autoencoders share, whatever their rows. */
final class AutoencoderModels {

  private AutoencoderModels() {}

  static Autoencoder<DenseBlock> dense(AutoencoderSettings settings, ScoreSettings scores) {
    return new Autoencoder<>(settings, new DenseObservations(), scores);
  }

  static Autoencoder<CountBlock> counts(AutoencoderSettings settings, ScoreSettings scores) {
    return new Autoencoder<>(settings, new CountObservations(), scores);
  }

  static void requireFits(AutoencoderSettings settings, int columns) {
    double numbers = settings.numbers(columns);
    RowChecks.requireFits(
        numbers,
        "the weights of an autoencoder of %d columns, %s-%d-%s"
            .formatted(columns, settings.encoder(), settings.latent(), settings.decoder()));
  }

  static String headline(AutoencoderSettings settings, long rows, String called) {
    return String.format(
        Locale.ROOT,
        "a variational autoencoder of %d latent units on %d %s of %d columns",
        settings.latent(),
        rows,
        called,
        settings.columns());
  }

  /** The settings of a training; one that goes on has had its warm-up. */
  static AutoencoderSettings training(AutoencoderSettings settings, Optional<Bundle> earlier) {
    return earlier.isEmpty() ? settings : settings.with(settings.objective().withoutWarmUp());
  }

  /**
   * The model as it is trained.
   *
   * @param earlier weights to begin at; others are drawn
   */
  static <B extends Block> StoredModel<?, ?, ?> stored(
      Autoencoder<B> model, BlockCodec<B> codec, Optional<Bundle> earlier) {
    return earlier.isEmpty()
        ? new StoredModel<>(model, codec, codec)
        : new StoredModel<B, B, WarmStart<B, B, Autoencoder<B>>>(
            new WarmStart<>(model, earlier.get()), codec, codec);
  }

  /** The steps of all weights, and running means over about an epoch for the moments. */
  static Rules rules(GradientSettings gradient, long roundsPerEpoch) {
    return gradient
        .rules()
        .with(Autoencoder.MOMENTS, new Constant(Math.min(1, 2.0 / (1 + roundsPerEpoch))));
  }

  /**
   * How rows are scored: an encoder's posteriors are refined as well, to see what it gives away.
   */
  static ScoreSettings scores(EvaluateRequest request, AutoencoderSettings settings) {
    return new ScoreSettings(
        request.draws().count(), true, settings.posterior() == Posterior.AMORTISED);
  }

  /** Refuses parameters that are not those of the settings. */
  static void requireLayout(AutoencoderSettings settings, PublishedModel published, String place) {
    Layout expected = dense(settings, ScoreSettings.BOUND).layout();
    if (!published.parameters().layout().equals(expected)) {
      throw new FormatException(
          place,
          "the parameters must be those of the settings, %s, but are %s"
              .formatted(expected, published.parameters().layout()));
    }
  }
}
