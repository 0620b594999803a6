package org.sparksvi.models.joint;

import java.util.ArrayList;
import java.util.List;
import org.sparksvi.bundle.Field;
import org.sparksvi.models.joint.JointSettings.Method;
import org.sparksvi.models.joint.JointSettings.Posterior;

/**
 * What q of a size is like.
 *
 * @param posterior never {@link Posterior#AUTO}
 * @param size unconstrained numbers, d
 * @param factors of low rank; 0 elsewhere
 * @param draws a round
 * @param asked whether the posterior was asked for
 */
record Shape(Posterior posterior, int size, int factors, int draws, boolean asked) {
  /** Draws a round of gradients, by default. */
  private static final int FEW_DRAWS = 8;

  /** Least draws that are the same in all rounds, by default. */
  private static final int SOME_DRAWS = 100;

  /** Numbers whose covariance is an array: the largest d whose d (d + 1) is one of an int. */
  private static final int MOST_FULL = 46_340;

  static Shape of(JointSettings settings, int size) {
    boolean asked = settings.posterior() != Posterior.AUTO;
    Posterior posterior = asked ? settings.posterior() : chosen(size);
    if (size == 1 && posterior == Posterior.FULL_RANK) {
      posterior = Posterior.MEAN_FIELD; // the same
    }
    if (posterior == Posterior.FULL_RANK && size > MOST_FULL) {
      throw new IllegalArgumentException(
          "a posterior of full rank must be over at most %d unconstrained numbers, but has %d"
              .formatted(MOST_FULL, size));
    }
    int factors = posterior == Posterior.LOW_RANK ? Math.min(settings.rank(), size) : 0;
    // covariances need all second moments, and factors theirs
    int white = posterior == Posterior.FULL_RANK ? size : factors + 1;
    int least = Math.max(SOME_DRAWS, 2 * white);
    int usual = settings.method() == Method.DETERMINISTIC ? least : FEW_DRAWS;
    int draws = settings.draws() > 0 ? settings.draws() : usual;
    if (settings.method() == Method.DETERMINISTIC && draws < 2 * factors) {
      throw new IllegalArgumentException(
          "draws that are the same in all rounds must be at least %d for %d factors, but are %d"
              .formatted(2 * factors, factors, draws));
    }
    return new Shape(posterior, size, factors, draws, asked);
  }

  private static Posterior chosen(int size) {
    return size <= JointSettings.MOST_FULL ? Posterior.FULL_RANK : Posterior.LOW_RANK;
  }

  List<Field> fields() {
    List<Field> fields = new ArrayList<>(Gaussian.fields(posterior, size, factors));
    fields.addAll(Reference.fields(size, posterior == Posterior.FULL_RANK));
    return fields;
  }

  SharedNoise noise(Method method) {
    return new SharedNoise(method, draws, size, factors);
  }

  /** In a sentence. */
  String reason() {
    String numbers = size == 1 ? "1 unconstrained number" : size + " unconstrained numbers";
    String word =
        switch (posterior) {
          case AUTO, MEAN_FIELD -> "mean field";
          case FULL_RANK -> "full rank";
          case LOW_RANK -> "low rank, with %d factors".formatted(factors);
        };
    String because =
        asked
            ? "as asked for"
            : "since there are %s than %d"
                .formatted(
                    size <= JointSettings.MOST_FULL ? "no more" : "more", JointSettings.MOST_FULL);
    return "a Gaussian of %s over %s, %s".formatted(word, numbers, because);
  }
}
