package org.sparksvi.models.joint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Domain;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.model.Settlement;

/**
 * The place and the units that q's own parameters are written in, so that steps are of a like size
 * in all of them: ζ = c + U ζ′ with U lower triangular or diagonal, and q is a Gaussian of ζ′.
 *
 * <p>Fields that are all 0 say that ζ is ζ′.
 */
final class Reference {
  /** c, 1 × d; fixed. */
  static final String CENTRE = "centre";

  /** Logarithms of the diagonal of U, 1 × d; fixed. */
  static final String LOG_UNIT = "logUnit";

  /** U below its diagonal, by rows, 1 × d (d − 1) / 2, where it has factors; fixed. */
  static final String UNIT = "unit";

  private final int d;
  private final double[] centre;
  private final double[] u; // by rows: lower triangle, or the diagonal
  private final boolean triangular;
  private final double logDeterminant;

  private Reference(double[] centre, double[] u, boolean triangular, double logDeterminant) {
    this.d = centre.length;
    this.centre = centre;
    this.u = u;
    this.triangular = triangular;
    this.logDeterminant = logDeterminant;
  }

  static List<Field> fields(int d, boolean triangular) {
    Field place = Field.fixed(CENTRE, 1, d);
    Field scale = Field.fixed(LOG_UNIT, 1, d).within(Domain.LOGARITHM);
    return triangular
        ? List.of(place, scale, Field.fixed(UNIT, 1, d * (d - 1) / 2))
        : List.of(place, scale);
  }

  static boolean isTriangular(Layout layout) {
    return layout.has(UNIT);
  }

  static Reference of(Bundle parameters) {
    double[] centre = parameters.values(CENTRE);
    double[] logs = parameters.values(LOG_UNIT);
    boolean triangular = isTriangular(parameters.layout());
    int d = centre.length;
    double[] u = new double[triangular ? row(d) : d];
    double sum = 0;
    for (int i = 0; i < d; i++) {
      if (triangular) {
        System.arraycopy(parameters.values(UNIT), i * (i - 1) / 2, u, row(i), i);
      }
      u[triangular ? row(i) + i : i] = StrictMath.exp(logs[i]);
      sum += logs[i];
    }
    return new Reference(centre, u, triangular, sum);
  }

  /**
   * Writes one.
   *
   * @param factor U, d × d, row-major
   */
  static void write(double[] centre, double[] factor, Bundle into) {
    int d = centre.length;
    into.set(CENTRE, centre);
    for (int i = 0; i < d; i++) {
      into.values(LOG_UNIT)[i] = StrictMath.log(factor[i * d + i]);
      if (isTriangular(into.layout())) {
        System.arraycopy(factor, i * d, into.values(UNIT), i * (i - 1) / 2, i);
      }
    }
  }

  /** c. */
  static double[] centre(Bundle parameters) {
    return parameters.values(CENTRE);
  }

  /**
   * The same q around its own mean: c is there, and ζ′ around 0. Nothing where it is already, to
   * within a standard deviation.
   */
  static Optional<Settlement> moved(Gaussian q, Bundle parameters) {
    double[] mean = q.mean();
    double[] from = parameters.copyOf(CENTRE);
    double[] pull = q.pull(from);
    double square = 0;
    for (int i = 0; i < mean.length; i++) {
      square += (from[i] - mean[i]) * pull[i];
    }
    if (!(square > 1)) {
      return Optional.empty();
    }
    Bundle moved = parameters.copy();
    moved.set(CENTRE, mean);
    moved.set(Gaussian.MEAN, new double[mean.length]);
    return Optional.of(
        new Settlement(moved, Map.of(), "nodes are placed anew, around the posterior's mean"));
  }

  private static int row(int i) {
    return i * (i + 1) / 2;
  }

  double logDeterminant() {
    return logDeterminant;
  }

  private double unit(int i) {
    return u[triangular ? row(i) + i : i];
  }

  /** c + U ζ′. */
  double[] outside(double[] inside) {
    double[] out = new double[d];
    for (int i = 0; i < d; i++) {
      double sum = centre[i] + unit(i) * inside[i];
      for (int j = 0; triangular && j < i; j++) {
        sum += u[row(i) + j] * inside[j];
      }
      out[i] = sum;
    }
    return out;
  }

  /** U⁻¹ (ζ − c). */
  double[] inside(double[] outside) {
    double[] out = new double[d];
    for (int i = 0; i < d; i++) {
      double sum = outside[i] - centre[i];
      for (int j = 0; triangular && j < i; j++) {
        sum -= u[row(i) + j] * out[j];
      }
      out[i] = sum / unit(i);
    }
    return out;
  }

  /** Uᵀ g: derivatives by ζ′ of those by ζ. */
  double[] inward(double[] derivative) {
    double[] out = new double[d];
    for (int i = 0; i < d; i++) {
      out[i] += unit(i) * derivative[i];
      for (int j = 0; triangular && j < i; j++) {
        out[j] += u[row(i) + j] * derivative[i];
      }
    }
    return out;
  }

  /** U⁻ᵀ g: derivatives by ζ of those by ζ′. */
  double[] outward(double[] derivative) {
    double[] out = derivative.clone();
    for (int i = d - 1; i >= 0; i--) {
      out[i] /= unit(i);
      for (int j = 0; triangular && j < i; j++) {
        out[j] -= u[row(i) + j] * out[i];
      }
    }
    return out;
  }
}
