package org.sparksvi.kinds.autoencoder;

import java.util.List;
import java.util.stream.Stream;
import org.sparksvi.config.Configuration;
import org.sparksvi.config.GradientSettings;
import org.sparksvi.kind.ModelJob;
import org.sparksvi.kind.ModelKind;
import org.sparksvi.rows.CountSettings;
import org.sparksvi.rows.InputSettings;
import org.sparksvi.rows.NumberSettings;

/** Variational autoencoders, over rows of numbers or over counts. */
public final class AutoencoderKind implements ModelKind {
  static final String NAME = "autoencoder";

  /** Keys of models that move toward a target. */
  private static final List<String> OF_TARGETS =
      List.of(
          "inference.rule",
          "inference.rate.delay",
          "inference.rate.forgetting",
          "inference.rate.value");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> keys() {
    return Stream.of(
            AutoencoderKeys.keys(),
            GradientSettings.keys(),
            NumberSettings.keys(),
            CountSettings.wholeKeys())
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  @Override
  public ModelJob job(Configuration configuration) {
    for (String key : OF_TARGETS) {
      if (configuration.isGiven(key)) {
        throw configuration.refuse(
            key, "not be given where model.kind is autoencoder; inference.gradient is");
      }
    }
    AutoencoderKeys keys = AutoencoderKeys.of(configuration);
    GradientSettings gradient = GradientSettings.of(configuration);
    return counts(configuration, keys)
        ? new CountAutoencoderJob(CountSettings.of(configuration), keys, gradient)
        : new DenseAutoencoderJob(NumberSettings.of(configuration), keys, gradient);
  }

  /** Whether rows are documents: always in some formats, and by the likelihood in one. */
  private static boolean counts(Configuration configuration, AutoencoderKeys keys) {
    return switch (InputSettings.format(configuration)) {
      case DOCWORD, TEXT, FILES -> true;
      case LIBSVM -> keys.settings().likelihood().ofCounts();
      default -> false;
    };
  }
}
