package org.sparksvi.kinds.topics;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sparksvi.config.Configuration;
import org.sparksvi.models.topics.Concentration;
import org.sparksvi.models.topics.Kernel;
import org.sparksvi.models.topics.TopicsSettings;

/**
 * What a configuration says about a topic model.
 *
 * @param topics K
 * @param alpha prior of documents' shares
 * @param eta prior of topics' words
 * @param innerIterations most iterations of a local step
 * @param innerTolerance when a local step ends
 * @param kernel arithmetic of local steps
 */
public record TopicsKeys(
    int topics,
    Concentration alpha,
    Concentration eta,
    int innerIterations,
    double innerTolerance,
    Kernel kernel) {

  private static final int MOST_TOPICS = 100_000;
  private static final double ETA_START = 0.05;

  static TopicsKeys of(Configuration c) {
    int topics = c.whole("model.topics", 1, MOST_TOPICS);
    return new TopicsKeys(
        topics,
        concentration(c, "model.alpha", 1.0 / topics),
        concentration(c, "model.eta", ETA_START),
        c.whole("model.inner-iterations", 1, Integer.MAX_VALUE),
        c.real("model.inner-tolerance", v -> v > 0 && v < 1, "be a number in (0, 1)"),
        c.choice("inference.kernel", kernels()));
  }

  private static Concentration concentration(Configuration c, String key, double start) {
    Optional<Double> number = c.number(key);
    if (number.isPresent()) {
      return Concentration.fixed(
          c.real(key, v -> v > 0, "be a positive number, `symmetric` or `asymmetric`"));
    }
    return switch (c.optionalText(key).orElse("")) {
      case "symmetric" -> Concentration.symmetric(start);
      case "asymmetric" -> Concentration.asymmetric(start);
      default -> throw c.refuse(key, "be a positive number, `symmetric` or `asymmetric`");
    };
  }

  private static Map<String, Kernel> kernels() {
    Map<String, Kernel> kernels = new LinkedHashMap<>();
    kernels.put("auto", Kernel.best());
    for (Kernel kernel : Kernel.values()) {
      kernels.put(kernel.name().toLowerCase(Locale.ROOT), kernel);
    }
    return kernels;
  }

  /** The model's own settings, once the number of words is known. */
  public TopicsSettings topicsSettings(int words) {
    return new TopicsSettings(topics, words, alpha, eta, innerIterations, innerTolerance, kernel);
  }
}
