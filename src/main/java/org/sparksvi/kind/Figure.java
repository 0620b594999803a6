package org.sparksvi.kind;

import java.util.List;
import java.util.Locale;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Term;

/**
 * A number that says how good a model is.
 *
 * @param key in JSON
 * @param label for people
 * @param value the number
 * @param digits behind the point, for people
 * @param remark behind the number, for people; may be empty
 */
public record Figure(String key, String label, double value, int digits, String remark) {

  public static Figure of(String key, String label, double value) {
    return new Figure(key, label, value, 6, "");
  }

  /** The mean log density of rows, by their weight. */
  public static List<Figure> logDensity(Contribution sum) {
    double weight = sum.get(Term.HELD_OUT_UNITS);
    return List.of(
        of(
            "heldOutLogDensityPerRow",
            "held-out log density per row",
            sum.get(Term.HELD_OUT_LOG_PROBABILITY) / weight));
  }

  /**
   * The criterion of Schwarz (1978) of the scored rows, which should be those of the training: −2 Σ
   * log p + parameters · log rows. Of models of the same rows the lowest explains them best.
   *
   * @param parameters free ones, of a model by maximum likelihood
   */
  public static Figure bic(Contribution sum, double parameters) {
    double rows = sum.get(Term.HELD_OUT_UNITS);
    return new Figure(
        "bic",
        "BIC",
        -2 * sum.get(Term.HELD_OUT_LOG_PROBABILITY) + parameters * Math.log(rows),
        4,
        "%.0f free parameters; of the rows of the training, lower is better".formatted(parameters));
  }

  /** The figure on a line of its own. */
  public String line() {
    String number = String.format(Locale.ROOT, "%s: %.".concat(digits + "f"), label, value);
    return remark.isEmpty() ? number + "\n" : "%s (%s)\n".formatted(number, remark);
  }
}
