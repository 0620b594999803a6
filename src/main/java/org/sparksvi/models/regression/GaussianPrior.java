package org.sparksvi.models.regression;

import java.io.Serializable;
import java.util.Optional;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.numeric.Cholesky;

/**
 * The Gaussian that the prior of coefficients is, or is bounded by, in the model's units.
 *
 * @param diagonal of P₀
 * @param relative by coefficient, whether P₀ is in units of the noise: N(0, (τP₀)⁻¹)
 * @param given a Gaussian of all coefficients, in no unit of the noise; added to the diagonal
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record GaussianPrior(double[] diagonal, boolean[] relative, Optional<Given> given)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * A Gaussian with all covariances.
   *
   * @param means μ₀
   * @param precision P₀, lower triangle by rows
   */
  record Given(double[] means, double[] precision) implements Serializable {
    private static final long serialVersionUID = 1L;

    Given over(double inverse) {
      double[] scaled = precision.clone();
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] *= inverse;
      }
      return new Given(means, scaled);
    }

    /** (m − μ₀)ᵀ P₀ (m − μ₀). */
    double about(double[] m) {
      double[] apart = m.clone();
      for (int i = 0; i < m.length; i++) {
        apart[i] -= means[i];
      }
      double[] product = times(apart);
      double sum = 0;
      for (int i = 0; i < m.length; i++) {
        sum += apart[i] * product[i];
      }
      return sum;
    }

    /** log |P₀|. */
    double logDeterminant() {
      int p = means.length;
      double[] matrix = new double[p * p];
      for (int i = 0; i < p; i++) {
        System.arraycopy(precision, Design.packed(i, 0), matrix, i * p, i + 1);
      }
      return Cholesky.of(matrix, p, "the precision of the given prior").logDeterminant();
    }

    /** P₀ x. */
    double[] times(double[] x) {
      double[] product = new double[x.length];
      for (int i = 0, at = 0; i < x.length; i++) {
        for (int j = 0; j <= i; j++, at++) {
          product[i] += precision[at] * x[j];
          product[j] += i == j ? 0 : precision[at] * x[i];
        }
      }
      return product;
    }
  }

  /**
   * What parameters say.
   *
   * @param scales of priors that were found
   */
  static GaussianPrior of(
      RegressionSettings settings, Units units, Bundle parameters, Scales scales) {
    int p = settings.coefficients();
    double[] diagonal = new double[p];
    boolean[] relative = new boolean[p];
    if (settings.priors().given()) {
      Given given =
          new Given(
              parameters.values(Regression.GIVEN_MEANS),
              parameters.values(Regression.GIVEN_PRECISION));
      return new GaussianPrior(diagonal, relative, Optional.of(given));
    }
    Prior[] priors = settings.priors().byColumn(settings.columns());
    int[] factors = settings.priors().factorOf(settings.columns());
    for (int j = 0; j < p; j++) {
      relative[j] = settings.relative();
      if (settings.isIntercept(j)) {
        double unit = settings.unit(units);
        diagonal[j] = settings.interceptPrior().precision(0) * unit * unit;
        continue;
      }
      int column = settings.column(j);
      if (factors[column] >= 0) {
        double t = scales.deviations()[factors[column]];
        diagonal[j] = 1 / (t * t);
        relative[j] = settings.likelihood().noise().isPresent();
      } else {
        double unit = settings.unit(units, column);
        double square = scales.squares().length == 0 ? 0 : scales.squares()[settings.place(j)];
        diagonal[j] = priors[column].precision(square) / (unit * unit);
      }
    }
    return new GaussianPrior(diagonal, relative, Optional.empty());
  }

  /** Over τ: what is not relative is divided by E τ, whose inverse this is. */
  GaussianPrior over(double inverse) {
    double[] scaled = diagonal.clone();
    for (int j = 0; j < scaled.length; j++) {
      scaled[j] *= relative[j] ? 1 : inverse;
    }
    return new GaussianPrior(scaled, relative, given.map(all -> all.over(inverse)));
  }

  /** Adds P₀ to a matrix, of which the lower triangle is looked at. */
  void addTo(double[] matrix) {
    int p = diagonal.length;
    for (int i = 0; i < p; i++) {
      matrix[i * p + i] += diagonal[i];
      for (int j = 0; given.isPresent() && j <= i; j++) {
        matrix[i * p + j] += given.get().precision()[Design.packed(i, j)];
      }
    }
  }

  /** Adds P₀ to a lower triangle by rows. */
  void addToPacked(double[] packed) {
    for (int i = 0; i < diagonal.length; i++) {
      packed[Design.packed(i, i)] += diagonal[i];
    }
    for (int i = 0; given.isPresent() && i < packed.length; i++) {
      packed[i] += given.get().precision()[i];
    }
  }

  /** The diagonal of all of P₀. */
  double own(int j) {
    return diagonal[j] + given.map(all -> all.precision()[Design.packed(j, j)]).orElse(0.0);
  }

  /** h + P₀ μ₀. */
  double[] natural(double[] rows) {
    double[] natural = rows.clone();
    if (given.isPresent()) {
      double[] more = given.get().times(given.get().means());
      for (int i = 0; i < natural.length; i++) {
        natural[i] += more[i];
      }
    }
    return natural;
  }

  /** Of what is not relative, mᵀ P₀ (m − μ₀). */
  double held(double[] m) {
    double sum = 0;
    for (int j = 0; j < m.length; j++) {
      sum += relative[j] ? 0 : diagonal[j] * m[j] * m[j];
    }
    if (given.isPresent()) {
      double[] product = given.get().times(m);
      for (int j = 0; j < m.length; j++) {
        sum += product[j] * (m[j] - given.get().means()[j]);
      }
    }
    return sum;
  }

  /** Of what is not relative, tr(P₀ Λ⁻¹). */
  double traced(Coefficients q) {
    double sum = 0;
    for (int j = 0; j < diagonal.length; j++) {
      sum += relative[j] || diagonal[j] == 0 ? 0 : diagonal[j] * q.variance(j);
    }
    return given.isPresent() ? sum + traced(given.get(), q.covariance()) : sum;
  }

  private static double traced(Given given, double[] covariance) {
    int p = given.means().length;
    double sum = 0;
    for (int i = 0, at = 0; i < p; i++) {
      for (int j = 0; j <= i; j++, at++) {
        sum += (i == j ? 1 : 2) * given.precision()[at] * covariance[i * p + j];
      }
    }
    return sum;
  }

  /** Coefficients whose prior is not in units of the noise. */
  int own() {
    int count = 0;
    for (boolean each : relative) {
      count += each ? 0 : 1;
    }
    return count;
  }

  /** Whether the prior says nothing but in units of the noise. */
  boolean isFlat() {
    for (int j = 0; j < diagonal.length; j++) {
      if (!relative[j] && diagonal[j] != 0) {
        return false;
      }
    }
    return given.isEmpty();
  }
}
