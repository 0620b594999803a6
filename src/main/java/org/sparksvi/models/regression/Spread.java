package org.sparksvi.models.regression;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import org.sparksvi.numeric.Cholesky;

/**
 * How groups' effects are spread, D = T Tᵀ, in the coordinates of a search for the best D:
 *
 * <pre>
 *   φ_jj = log T_jj     φ_ij = T_ij below the diagonal
 * </pre>
 *
 * <p>A change of T is T Δ with Δ lower triangular; sums over groups are by Δ, where they need no
 * inverse of T, which may be nearly singular.
 *
 * @param root T, q × q, lower, row-major
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Spread(RandomEffects effects, double[] root) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Least T_jj: below it effects are nothing beside the unit of the predictor. */
  static final double FLOOR = 1e-4;

  private static final double UP = 1.5; // most of a step of log T_jj
  private static final double DOWN = 4;

  static Spread of(RandomEffects effects, double[] packed) {
    int q = effects.count();
    double[] root = new double[q * q];
    for (int i = 0; i < q; i++) {
      for (int j = 0; j <= i; j++) {
        root[i * q + j] = packed[Design.packed(i, j)];
      }
    }
    return new Spread(effects, root);
  }

  /** T at first: the unit of the predictor. */
  static double[] start(RandomEffects effects) {
    double[] packed = new double[effects.packed()];
    for (int j = 0; j < effects.count(); j++) {
      packed[Design.packed(j, j)] = 1;
    }
    return packed;
  }

  /** T, lower triangle by rows. */
  double[] packed() {
    double[] packed = new double[effects.packed()];
    for (int i = 0; i < q(); i++) {
      for (int j = 0; j <= i; j++) {
        packed[Design.packed(i, j)] = at(i, j);
      }
    }
    return packed;
  }

  /** T with one coordinate moved. */
  Spread moved(int place, double by) {
    double[] packed = packed();
    int i = row(place);
    packed[place] =
        place == Design.packed(i, i) ? packed[place] * StrictMath.exp(by) : packed[place] + by;
    return of(effects, packed);
  }

  /** Whether a place is on the diagonal and at the floor. */
  boolean isHeld(int place) {
    int i = row(place);
    return place == Design.packed(i, i) && at(i, i) < 2 * FLOOR;
  }

  int q() {
    return effects.count();
  }

  double at(int i, int j) {
    return root[i * q() + j];
  }

  /** D_ii. */
  double variance(int i) {
    double sum = 0;
    for (int j = 0; j <= i; j++) {
      sum += at(i, j) * at(i, j);
    }
    return sum;
  }

  /** Of z·u at the columns' centres, where u are the effects that rows of a group share. */
  double variance(Units units) {
    double sum = 0;
    int shared = effects.shared();
    for (int j = 0; j < shared; j++) {
      double along = 0;
      for (int i = j; i < shared; i++) {
        int c = effects.columns().get(i);
        double z = c < 0 ? 1 : effects.centred(i) ? 0 : units.centre()[c] / units.scale()[c];
        along += z * at(i, j);
      }
      sum += along * along;
    }
    return sum;
  }

  /** What v is multiplied by to be the effects in the units of the data, slopes at columns of 0. */
  double[] inDataUnits(Units units) {
    int q = q();
    double[] out = new double[q * q];
    for (int i = 0; i < q; i++) {
      int c = effects.columns().get(i);
      for (int j = 0; j < q; j++) {
        out[i * q + j] = units.responseScale() * at(i, j);
        if (c >= 0) {
          out[i * q + j] /= units.scale()[c];
        } else if (effects.centred(i)) {
          for (int k = 0; k < q; k++) {
            int slope = effects.columns().get(k);
            if (slope >= 0 && effects.centred(k)) {
              double by = units.centre()[slope] / units.scale()[slope];
              out[i * q + j] -= units.responseScale() * by * at(k, j);
            }
          }
        }
      }
    }
    return out;
  }

  /** Whether D is singular but for the floor. */
  boolean isSingular() {
    for (int j = 0; j < q(); j++) {
      if (at(j, j) < 2 * FLOOR) {
        return true;
      }
    }
    return false;
  }

  /** log p(s, R). */
  double logPrior() {
    double sum = -effects.logNormaliser();
    for (int j = 0; j < q(); j++) {
      double variance = variance(j);
      sum += StrictMath.log(2) + effects.deviations().logDensity(variance);
      sum +=
          (effects.correlation() - 1) * (2 * StrictMath.log(at(j, j)) - StrictMath.log(variance));
    }
    return sum;
  }

  /**
   * Its derivatives by φ, and about less the second ones.
   *
   * @param slopes by place in the lower triangle
   * @param curvatures likewise
   */
  void prior(double[] slopes, double[] curvatures) {
    double more = effects.correlation() - 1;
    for (int i = 0; i < q(); i++) {
      double variance = variance(i);
      double precision = effects.deviations().precision(variance);
      for (int j = 0; j <= i; j++) {
        double by = unit(i, j);
        double slope = -(precision + 2 * more / variance) * at(i, j);
        slope += i == j ? 2 * more / at(i, i) : 0;
        slopes[Design.packed(i, j)] = by * slope;
        curvatures[Design.packed(i, j)] = by * by * (precision + 2 * more / variance);
      }
    }
  }

  /** dT_ij / dφ_ij. */
  private double unit(int i, int j) {
    return i == j ? at(i, i) : 1;
  }

  /** φ at a place of the lower triangle. */
  double coordinate(int i, int j) {
    return i == j ? StrictMath.log(at(i, i)) : at(i, j);
  }

  /**
   * Derivatives of Δ = T⁻¹ dT by φ: by place of φ, the lower triangle of Δ.
   *
   * @return places × places
   */
  double[] changes() {
    int q = q();
    int places = effects.packed();
    double[] changes = new double[places * places];
    double[] column = new double[q];
    for (int i = 0; i < q; i++) {
      for (int j = 0; j <= i; j++) {
        if (!effects.isFree(i, j)) {
          continue;
        }
        // T⁻¹ e_i dT_ij e_jᵀ: column j of Δ
        Arrays.fill(column, 0);
        for (int r = i; r < q; r++) {
          double sum = r == i ? unit(i, j) : 0;
          for (int m = i; m < r; m++) {
            sum -= at(r, m) * column[m];
          }
          column[r] = sum / at(r, r);
          changes[Design.packed(i, j) * places + Design.packed(r, j)] = column[r];
        }
      }
    }
    return changes;
  }

  /** Derivatives by φ from those by Δ. */
  static double[] slopes(double[] changes, double[] byChange) {
    int places = byChange.length;
    double[] slopes = new double[places];
    for (int a = 0; a < places; a++) {
      for (int b = 0; b < places; b++) {
        slopes[a] += changes[a * places + b] * byChange[b];
      }
    }
    return slopes;
  }

  /** Information by φ from that by Δ, both as lower triangles by rows. */
  static double[] information(double[] changes, double[] byChange, int places) {
    double[] half = new double[places * places];
    for (int a = 0; a < places; a++) {
      for (int b = 0; b < places; b++) {
        double sum = 0;
        for (int c = 0; c < places; c++) {
          sum += changes[a * places + c] * byChange[Design.packed(Math.max(b, c), Math.min(b, c))];
        }
        half[a * places + b] = sum;
      }
    }
    double[] information = new double[byChange.length];
    for (int a = 0; a < places; a++) {
      for (int d = 0; d <= a; d++) {
        double sum = 0;
        for (int b = 0; b < places; b++) {
          sum += half[a * places + b] * changes[d * places + b];
        }
        information[Design.packed(a, d)] = sum;
      }
    }
    return information;
  }

  /**
   * T after a step of Newton's method, of bounded length; what is at the floor and would fall
   * stays.
   *
   * @param slopes by φ
   * @param information by φ, lower triangle by rows
   * @return T, lower triangle by rows
   */
  double[] step(double[] slopes, double[] information) {
    int[] moving = Arrays.stream(effects.free()).filter(place -> !held(place, slopes)).toArray();
    double[] packed = packed();
    if (moving.length == 0) {
      return packed;
    }
    double[] step = newton(moving, slopes, information);
    double factor = 1;
    for (int m = 0; m < moving.length; m++) {
      int i = row(moving[m]);
      boolean diagonal = moving[m] == Design.packed(i, i);
      double length = diagonal ? 1 : Math.sqrt(variance(i));
      double most = (diagonal && step[m] < 0 ? DOWN : UP) * length;
      factor = Math.min(factor, most / Math.max(Math.abs(step[m]), Double.MIN_NORMAL));
    }
    for (int m = 0; m < moving.length; m++) {
      int place = moving[m];
      int i = row(place);
      double by = factor * step[m];
      packed[place] =
          place == Design.packed(i, i)
              ? Math.max(FLOOR, packed[place] * StrictMath.exp(by))
              : packed[place] + by;
    }
    return packed;
  }

  private boolean held(int place, double[] slopes) {
    int i = row(place);
    return place == Design.packed(i, i) && at(i, i) <= FLOOR && slopes[place] <= 0;
  }

  private static int row(int place) {
    int i = 0;
    while (Design.packed(i, i) < place) {
      i++;
    }
    return i;
  }

  /** By the information, with as much more on its diagonal as makes it positive. */
  static double[] newton(int[] moving, double[] slopes, double[] information) {
    int n = moving.length;
    double[] matrix = new double[n * n];
    double largest = Double.MIN_NORMAL;
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        int high = Math.max(moving[a], moving[b]);
        int low = Math.min(moving[a], moving[b]);
        matrix[a * n + b] = information[Design.packed(high, low)];
      }
      largest = Math.max(largest, matrix[a * n + a]);
    }
    for (double more = 1e-12 * largest; ; more *= 10) {
      double[] ridged = matrix.clone();
      for (int a = 0; a < n; a++) {
        ridged[a * n + a] += more;
      }
      Optional<Cholesky> cholesky = Cholesky.ifPositive(ridged, n);
      if (cholesky.isPresent()) {
        double[] step = new double[n];
        for (int a = 0; a < n; a++) {
          step[a] = slopes[moving[a]];
        }
        cholesky.get().solve(step, 0);
        return step;
      }
    }
  }
}
