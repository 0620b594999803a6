package org.sparksvi.models.factor;

import java.util.List;
import org.sparksvi.model.Column;

/**
 * Where the numbers of a transformed row are.
 *
 * <pre>
 *   E z (q) | Cov z, lower triangle by rows (q (q+1) / 2) | log density | imputed values (D)
 * </pre>
 *
 * <p>Imputed values are the row's own where observed and their expectation where missing, in the
 * data's units. The log density is that of the observed values; of the Bayesian model it is the
 * bound, with expectations over loadings and noise.
 *
 * @param factors q
 * @param values D
 */
public record FactorOutput(int factors, int values) {

  static FactorOutput of(FactorSettings settings) {
    return new FactorOutput(settings.factors(), settings.columns());
  }

  /** Numbers of a row. */
  int width() {
    return imputed() + values;
  }

  /** The columns, in their order. */
  List<Column> columns() {
    return List.of(
        Column.vector("latentMean", factors, "E[z | x]"),
        Column.symmetric("latentCovariance", factors, "Cov[z | x]"),
        Column.number("logDensity", "log p of the observed values, in nats"),
        Column.vector("imputed", values, "the row, with expected values where any are missing"));
  }

  /** Where the covariance begins. */
  public int covariance() {
    return factors;
  }

  /** Where the log density is. */
  public int logDensity() {
    return covariance() + factors * (factors + 1) / 2;
  }

  /** Where the imputed values begin. */
  public int imputed() {
    return logDensity() + 1;
  }
}
