package org.sparksvi.models.regression;

import java.util.Arrays;
import java.util.Optional;
import org.sparksvi.numeric.Cholesky;

/**
 * The posterior of one group's effects given the coefficients, u = T v:
 *
 * <pre>
 *   q(v | β, τ) = N(v̄ − S E (β − m), S / τ)     S⁻¹ = I + Σ a z̃ z̃ᵀ     E = Σ a z̃ xᵀ     z̃ = Tᵀ z
 *   v̄ = S Σ (g + a z̃·v̄) z̃                       a, g: sites of the rows, weights included
 * </pre>
 *
 * <p>That is the joint Gaussian of coefficients and effects, exact with normal noise; otherwise
 * sites and posterior are a fixed point, the maximum of the group's bound
 *
 * <pre>
 *   F = Σ w E l − KL(q(v, β) || N(0, I) q(β))
 * </pre>
 *
 * <p>Effects are those that the group's rows share and behind them one of each part of it.
 *
 * <p>The maximum is sought by steps that are halved until F does not fall. Serves one task; its
 * arrays are scratch.
 */
final class GroupFit {
  private static final int MOST = 100;
  private static final int HALVINGS = 40;
  private static final double MOST_AT_FIRST = 1e12;
  private static final double DIGITS = 1e-10;

  /** What rounding may lose of F, relative. */
  private static final double ROUNDING = 1e-12;

  private final MixedRows rows;
  private final Sites sites;
  private final boolean exact;
  private final double precision; // E τ
  private final int p;
  private final int active; // effects of a row
  private int q; // effects of the group
  private final double[] covariance = new double[1];
  private final double[] mean1 = new double[1]; // of the one predictor that sites are asked for
  private final double[] site = new double[3];

  private Natural at;
  private Natural next;
  private Natural target;
  private int from;
  private int to;
  private Cholesky factor;
  private double[] means; // v̄; this and those below as long as the largest group needs
  private double[] spread; // S, q × q
  private double[] slopes; // − S E L⁻ᵀ: of v by whitened coefficients; q × p
  private double[] predictors = {}; // by row of the group
  private double[] variances = {};
  private double[] own = {}; // share of the variance that is S's
  private double[] pulls = {}; // g
  private double[] curvatures = {}; // a
  private double expected;
  private double divergence;
  private int iterations;
  private boolean settled;

  /** Σ a z̃ z̃ᵀ, Σ (g + a z̃·v̄) z̃ and E L⁻ᵀ. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Natural(double[] gram, double[] pull, double[] across) {
    static Natural zeros(int q, int p) {
      return new Natural(new double[q * q], new double[q], new double[q * p]);
    }

    void clear(int q, int p) {
      Arrays.fill(gram, 0, q * q, 0);
      Arrays.fill(pull, 0, q, 0);
      Arrays.fill(across, 0, q * p, 0);
    }

    /** Moves toward another. */
    void move(Natural from, double rate, Natural toward, int q, int p) {
      blend(from.gram, rate, toward.gram, gram, q * q);
      blend(from.pull, rate, toward.pull, pull, q);
      blend(from.across, rate, toward.across, across, q * p);
    }

    private static void blend(double[] from, double rate, double[] toward, double[] out, int n) {
      for (int i = 0; i < n; i++) {
        out[i] = rate == 1 ? toward[i] : from[i] + rate * (toward[i] - from[i]);
      }
    }
  }

  GroupFit(MixedRows rows) {
    this.rows = rows;
    MixedPosterior posterior = rows.posterior();
    Noise noise = posterior.fixed().q().noise();
    this.sites = posterior.likelihood().over(noise);
    this.exact = !noise.known();
    this.precision = noise.mean();
    this.p = rows.p();
    this.active = rows.q();
    resize(active);
  }

  /** Makes room for as many effects. */
  private void resize(int effects) {
    this.q = effects;
    if (means != null && q <= means.length) {
      return;
    }
    this.means = new double[q];
    this.spread = new double[q * q];
    this.slopes = new double[q * p];
    this.at = Natural.zeros(q, p);
    this.next = Natural.zeros(q, p);
    this.target = Natural.zeros(q, p);
  }

  /**
   * Finds the posterior from the rows of a group that have responses, which has so many effects.
   * Where {@link #MOST} steps do not reach the maximum, it is what they came to: its bound holds,
   * and is lower.
   */
  void fit(int first, int end, int effects) {
    resize(effects);
    from = first;
    to = end;
    if (predictors.length < end - first) {
      int size = Math.max(end - first, 2 * predictors.length);
      predictors = new double[size];
      variances = new double[size];
      own = new double[size];
      pulls = new double[size];
      curvatures = new double[size];
    }
    at.clear(q, p);
    place(at);
    double bound = evaluate();
    for (double more = 1; !Double.isFinite(bound) && more < MOST_AT_FIRST; more *= 10) {
      for (int i = 0; i < q; i++) {
        at.gram()[i * q + i] = more; // effects as vague as the prior can be too far for the rows
      }
      place(at);
      bound = evaluate();
    }
    settled = true;
    for (iterations = 1; iterations <= MOST; iterations++) {
      collect(target);
      if (exact) {
        place(target);
        evaluate();
        return;
      }
      if (arrived(target)) {
        return;
      }
      double reached = search(target, bound);
      if (Double.isNaN(reached)) {
        return;
      }
      bound = reached;
    }
    settled = false;
  }

  /** Whether the last fit came to rest: no step that is left would raise its bound. */
  boolean settled() {
    return settled;
  }

  /** Takes the longest step toward a target that does not lower the bound. */
  private double search(Natural target, double bound) {
    double least = bound - ROUNDING * Math.abs(bound);
    double rate = 1;
    for (int h = 0; h < HALVINGS; h++, rate /= 2) {
      next.move(at, rate, target, q, p);
      if (place(next)) {
        double reached = evaluate();
        if (reached >= least && reached < Double.POSITIVE_INFINITY) {
          Natural before = at;
          at = next;
          next = before;
          return reached;
        }
      }
    }
    place(at);
    evaluate();
    return Double.NaN;
  }

  /** Whether the sums of the sites are those that they were found at. */
  private boolean arrived(Natural target) {
    return near(at.gram, target.gram, q * q)
        && near(at.pull, target.pull, q)
        && near(at.across, target.across, q * p);
  }

  private static boolean near(double[] one, double[] other, int n) {
    double apart = 0;
    double size = 1;
    for (int i = 0; i < n; i++) {
      apart = Math.max(apart, Math.abs(one[i] - other[i]));
      size = Math.max(size, Math.abs(other[i]));
    }
    return apart <= DIGITS * size;
  }

  /** S, v̄ and slopes of natural parameters; false where S⁻¹ is not positive. */
  private boolean place(Natural natural) {
    double[] inverse = Arrays.copyOf(natural.gram(), q * q);
    for (int i = 0; i < q; i++) {
      inverse[i * q + i] += 1;
    }
    Optional<Cholesky> found = Cholesky.ifPositive(inverse, q);
    if (found.isEmpty()) {
      return false;
    }
    factor = found.get();
    System.arraycopy(factor.inverse(), 0, spread, 0, q * q);
    System.arraycopy(natural.pull(), 0, means, 0, q);
    factor.solve(means, 0);
    Arrays.fill(slopes, 0, q * p, 0);
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < q; j++) {
        double by = spread[i * q + j];
        for (int c = 0; c < p; c++) {
          slopes[i * p + c] -= by * natural.across()[j * p + c];
        }
      }
    }
    return true;
  }

  /** Predictors and sites of the rows; returns F. */
  private double evaluate() {
    expected = 0;
    for (int r = from; r < to; r++) {
      int at = r - from;
      double mean = rows.product(r) + rows.offset(r);
      double inner = 0;
      for (int i = 0; i < active; i++) {
        double z = rows.effect(r, i);
        int row = rows.place(r, i);
        mean += z * means[row];
        double sum = 0;
        for (int j = 0; j < active; j++) {
          sum += spread[row * q + rows.place(r, j)] * rows.effect(r, j);
        }
        inner += z * sum;
      }
      predictors[at] = mean;
      own[at] = inner;
      variances[at] = inner + sloped(r);
      if (rows.speaks(r)) {
        mean1[0] = mean;
        covariance[0] = variances[at];
        sites.expectAll(rows.response(r), mean1, covariance, site);
        double weight = rows.weight(r);
        expected += weight * site[0];
        pulls[at] = weight * site[1];
        curvatures[at] = weight * site[2];
      } else {
        pulls[at] = 0;
        curvatures[at] = 0;
      }
    }
    divergence = 0.5 * (factor.logDeterminant() - q);
    for (int i = 0; i < q; i++) {
      divergence += 0.5 * (spread[i * q + i] + precision * means[i] * means[i]);
    }
    for (int i = 0; i < q * p; i++) {
      divergence += 0.5 * slopes[i] * slopes[i];
    }
    return expected - divergence;
  }

  /** Variance of a row's predictor by the coefficients. */
  private double sloped(int row) {
    double sum = 0;
    for (int c = 0; c < p; c++) {
      double slope = rows.whitened(row, c);
      for (int i = 0; i < active; i++) {
        slope += slopes[rows.place(row, i) * p + c] * rows.effect(row, i);
      }
      sum += slope * slope;
    }
    return sum;
  }

  /** The sums of the sites. */
  private void collect(Natural out) {
    out.clear(q, p);
    for (int r = from; r < to; r++) {
      double a = curvatures[r - from];
      double g = pulls[r - from];
      double along = 0;
      for (int i = 0; i < active; i++) {
        along += rows.effect(r, i) * means[rows.place(r, i)];
      }
      for (int i = 0; i < active; i++) {
        double z = rows.effect(r, i);
        int row = rows.place(r, i);
        out.pull()[row] += (g + a * along) * z;
        for (int j = 0; j < active; j++) {
          out.gram()[row * q + rows.place(r, j)] += a * z * rows.effect(r, j);
        }
        for (int c = 0; c < p; c++) {
          out.across()[row * p + c] += a * z * rows.whitened(r, c);
        }
      }
    }
  }

  /** Σ w E l. */
  double expected() {
    return expected;
  }

  /** KL of the effects, over the coefficients. */
  double divergence() {
    return divergence;
  }

  int iterations() {
    return iterations;
  }

  /** log |S⁻¹|. */
  double logDeterminant() {
    return factor.logDeterminant();
  }

  /** The factor of S⁻¹. */
  Cholesky factor() {
    return factor;
  }

  double mean(int i) {
    return means[i];
  }

  /** S_ij. */
  double spread(int i, int j) {
    return spread[i * q + j];
  }

  /** Covariance of v̄ over the coefficients, over the noise's variance. */
  double sloped(int i, int j) {
    double sum = 0;
    for (int c = 0; c < p; c++) {
      sum += slopes[i * p + c] * slopes[j * p + c];
    }
    return sum;
  }

  /** − S E L⁻ᵀ: of v̄ by a whitened coefficient. */
  double slope(int i, int coefficient) {
    return slopes[i * p + coefficient];
  }

  /** Mean of a row's predictor, its offset included; rows by their number in the block. */
  double predictor(int row) {
    return predictors[row - from];
  }

  /** Its variance, over that of the noise. */
  double variance(int row) {
    return variances[row - from];
  }

  /** What of it is left where the coefficients are known. */
  double own(int row) {
    return own[row - from];
  }

  /** w g of a row. */
  double pull(int row) {
    return pulls[row - from];
  }

  /** w a of a row. */
  double curvature(int row) {
    return curvatures[row - from];
  }
}
