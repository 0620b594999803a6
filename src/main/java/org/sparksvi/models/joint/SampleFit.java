package org.sparksvi.models.joint;

import java.util.Arrays;
import java.util.Optional;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.Block;
import org.sparksvi.model.NumericalException;
import org.sparksvi.model.Start;
import org.sparksvi.numeric.Cholesky;
import org.sparksvi.numeric.SymmetricEigen;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.Streams;

/**
 * Where the training begins, and in which units: a mean field of the first rows, which stand for
 * all, and the curvature there.
 *
 * <pre>
 *   max Σ_s [ N/n Σ_rows log p(row | μ + e^ω z_s) + log p ] / S + Σ ω
 *   H = −∇² log p at μ     S H S = V diag(λ) Vᵀ, S = diag e^ω     Σ = S V diag(1 / max(|λ|, ε)) Vᵀ S
 * </pre>
 *
 * <p>The curvature is that of central differences of the gradient. Units have a small floor ε, so
 * that columns of unlike scales become alike; q begins with a larger one, so that it is not wide
 * where the curvature at one point says little.
 */
final class SampleFit {
  /** Most rows that are looked at. */
  private static final int MOST_ROWS = 2000;

  /** Elements of a graph that are evaluated for them, about. */
  private static final double MOST_ELEMENTS = 400_000;

  private static final int LEAST_ROWS = 100;

  /** Rows of groups that are looked at once more from there, and rows times numbers. */
  private static final int MORE_ROWS = 60_000;

  private static final double MOST_DERIVATIVES = 2e6;

  /** Nats that are not worth a step there. */
  private static final double MORE_GAIN = 0.1;

  /** Times that nodes are placed there. */
  private static final int PLACED = 2;

  private static final int DRAWS = 16;
  private static final int STEPS = 500;

  /** Scales below that of the start that are tried where it is too large. */
  private static final int SMALLER = 3;

  /** Nats that are not worth a step. */
  private static final double GAIN = 1e-3;

  /** Scales change by a factor of e² in a step, at most. */
  private static final double LONGEST = 2;

  /** Curvatures beside those of a mean field that q begins with, at least. */
  private static final double FLOOR = 0.02;

  /** The same of units, which differences still tell from none. */
  private static final double LEAST = 1e-6;

  /** Of differences, in standard deviations of the mean field. */
  private static final double DIFFERENCE = 1e-3;

  /** Numbers of which a whole matrix is kept here. */
  private static final int MOST_NUMBERS = 1000;

  private final JointModel<?> model;
  private final Scope scope;
  private final int rows;
  private final double[] weights;
  private final boolean isAll; // whether the sample is all there is
  private final int d;

  private SampleFit(JointModel<?> model, UnitRows rows, double factor) {
    this.model = model;
    this.rows = rows.size().rows();
    this.isAll = factor <= 1;
    this.scope = model.scopes().build(rows.size());
    scope.setRows(rows);
    this.weights = Arrays.stream(rows.factors()).map(weight -> factor * weight).toArray();
    this.d = model.size();
  }

  /** Writes the start's place and units; nothing where the bound is no number. */
  static <B extends Block> void write(JointModel<B> model, Start<B> start, Bundle into) {
    UnitRows rows = sample(model, start);
    if (rows.weight() > 0 && model.size() <= MOST_NUMBERS) {
      new SampleFit(model, rows, start.weight() / rows.weight()).write(start, into);
    }
  }

  /**
   * Groups are few where rows are: those that stand behind the first, if they are several times as
   * many.
   */
  private Optional<SampleFit> more(Start<?> start) {
    UnitRows more =
        UnitRows.first(start.sample(), Math.min(MORE_ROWS, Math.ceil(MOST_DERIVATIVES / d)));
    return more.grouped() && model.integrates() && more.size().rows() >= 2 * rows
        ? Optional.of(new SampleFit(model, more, start.weight() / more.weight()))
        : Optional.empty();
  }

  private static UnitRows sample(JointModel<?> model, Start<?> start) {
    double most =
        Math.max(LEAST_ROWS, MOST_ELEMENTS / model.scopes().elementsPerRow(start.blocks().rows(0)));
    return UnitRows.first(start.sample(), Math.ceil(Math.min(most, MOST_ROWS)));
  }

  private void write(Start<?> start, Bundle into) {
    Streams streams = start.streams();
    double[][] noises = Noise.whitened(new Streams(streams.name(Purpose.START, 0)), DRAWS, d, 0);
    double scale = model.settings().startScale();
    if (isAll) {
      requireFelt(noises, scale);
    }
    Ascent ascent = begin(noises, scale);
    for (int smaller = 0; smaller < SMALLER && !ascent.isFinite(); smaller++) {
      scale *= 0.01; // columns may be so large that e to the power of them is no number
      ascent = begin(noises, scale);
    }
    ascent.climb(STEPS, GAIN);
    if (!ascent.isFinite()) {
      return; // the first round will say what is wrong
    }
    double[] scales = new double[d];
    for (int i = 0; i < d; i++) {
      scales[i] = StrictMath.exp(ascent.at()[d + i]);
    }
    SampleFit last = more(start).orElse(this);
    double[] first = Arrays.copyOf(ascent.at(), d);
    double[] centre = last == this ? first : last.highest(first, scales);
    double[] diagonal = new double[d * d];
    for (int i = 0; i < d; i++) {
      diagonal[i * d + i] = scales[i];
    }
    Reference.write(centre, diagonal, into);
    Gaussian.start(into, 1, streams);
    if (Reference.isTriangular(into.layout())) {
      double[] curvature = last.curvature(centre, scales);
      if (Arrays.stream(curvature).allMatch(Double::isFinite)) {
        SymmetricEigen eigen = SymmetricEigen.of(curvature, d, "the curvature at the start");
        double[] unit = factor(eigen, scales, LEAST);
        Reference.write(centre, unit, into);
        FullGaussian.write(quotient(unit, factor(eigen, scales, FLOOR)), into);
      }
    }
  }

  /**
   * Where the density is highest, near a point and in some units. Nodes stay while it is looked
   * for, so that it is one function; then they go there, and it is looked for once more.
   */
  private double[] highest(double[] from, double[] units) {
    double[] near = from;
    for (int placed = 0; placed < PLACED; placed++) {
      double[] centre = near;
      Ascent ascent = new Ascent(new Density(centre, units), new double[d], d, LONGEST);
      ascent.climb(STEPS, MORE_GAIN);
      if (!ascent.isFinite()) {
        return near;
      }
      near = outside(centre, units, ascent.at());
    }
    return near;
  }

  private static double[] outside(double[] centre, double[] units, double[] x) {
    double[] at = new double[x.length];
    Arrays.setAll(at, i -> centre[i] + units[i] * x[i]);
    return at;
  }

  /** log p of the rows and the prior around a centre, where nodes are, in some units. */
  private final class Density implements Ascent.Function {
    private final double[] centre;
    private final double[] units;

    Density(double[] centre, double[] units) {
      this.centre = centre;
      this.units = units;
    }

    @Override
    public double at(double[] x, double[] gradient) {
      Arrays.fill(gradient, 0);
      double log = log(centre, outside(centre, units, x), gradient);
      Arrays.setAll(gradient, i -> gradient[i] * units[i]);
      return log;
    }

    @Override
    public double[] metric(double[] x) {
      double[] ones = new double[d];
      Arrays.fill(ones, 1);
      return ones;
    }
  }

  /** What neither rows nor a prior feel has no posterior: its scale would grow for ever. */
  private void requireFelt(double[][] noises, double scale) {
    boolean[] felt = new boolean[d];
    for (double[] z : noises) {
      double[] slope = new double[d];
      log(new double[d], Arrays.stream(z).map(x -> scale * x).toArray(), slope);
      for (int i = 0; i < d; i++) {
        felt[i] |= slope[i] != 0; // or no number
      }
    }
    for (int i = 0; i < d; i++) {
      if (!felt[i]) {
        throw new NumericalException(
            0,
            "parameter '%s' has no prior and does nothing to the rows: give it a prior, or leave it out"
                .formatted(model.coordinates().get(i)));
      }
    }
  }

  private Ascent begin(double[][] noises, double scale) {
    double[] from = new double[2 * d];
    Arrays.fill(from, d, 2 * d, StrictMath.log(scale));
    return new Ascent(new Bound(noises), from, d, LONGEST);
  }

  /** log p of the rows, which stand for all, and the prior; adds the derivative. */
  private double log(double[] centre, double[] at, double[] slope) {
    scope.placeLocals(centre);
    scope.setParameters(at);
    double[] logs = new double[weights.length];
    scope.forwardRows(logs);
    scope.backwardRows(weights, slope);
    return JointModel.dot(logs, weights) + model.logPrior(at, slope);
  }

  /** The bound of a mean field but for a constant, by μ and ω. */
  private final class Bound implements Ascent.Function {
    private final double[][] noises;

    Bound(double[][] noises) {
      this.noises = noises;
    }

    @Override
    public double at(double[] x, double[] gradient) {
      Arrays.fill(gradient, 0);
      double sum = 0;
      for (double[] z : noises) {
        double[] draw = new double[d];
        double[] slope = new double[d];
        for (int i = 0; i < d; i++) {
          draw[i] = x[i] + StrictMath.exp(x[d + i]) * z[i];
        }
        // draws of a first, wide q may be far from its mean for nodes that are placed there
        sum += log(draw, draw, slope) / noises.length;
        for (int i = 0; i < d; i++) {
          gradient[i] += slope[i] / noises.length;
          gradient[d + i] += slope[i] * (draw[i] - x[i]) / noises.length;
        }
      }
      for (int i = 0; i < d; i++) {
        sum += x[d + i];
        gradient[d + i] += 1;
      }
      return sum;
    }

    /** The inverse of Fisher's information of q. */
    @Override
    public double[] metric(double[] x) {
      double[] out = new double[2 * d];
      for (int i = 0; i < d; i++) {
        out[i] = StrictMath.exp(2 * x[d + i]);
        out[d + i] = 0.5;
      }
      return out;
    }
  }

  /** S H S. */
  private double[] curvature(double[] centre, double[] scales) {
    double[] h = new double[d * d];
    for (int j = 0; j < d; j++) {
      double[][] slopes = new double[2][d];
      for (int side = 0; side < 2; side++) {
        double[] at = centre.clone();
        at[j] += (side == 0 ? -DIFFERENCE : DIFFERENCE) * scales[j];
        log(centre, at, slopes[side]);
      }
      for (int i = 0; i < d; i++) {
        double half = 0.5 * scales[i] * (slopes[0][i] - slopes[1][i]) / (2 * DIFFERENCE);
        h[i * d + j] += half;
        h[j * d + i] += half;
      }
    }
    return h;
  }

  /** The factor of Σ; what is not concave has this floor at least, and q begins with it. */
  private double[] factor(SymmetricEigen eigen, double[] scales, double least) {
    double[] covariance = new double[d * d];
    for (int k = 0; k < d; k++) {
      double value = eigen.values()[k];
      double variance = 1 / (value > 0 ? Math.max(value, least) : Math.max(-value, FLOOR));
      for (int i = 0; i < d; i++) {
        double left = variance * scales[i] * eigen.vectors()[k * d + i];
        for (int j = 0; j <= i; j++) {
          covariance[i * d + j] += left * scales[j] * eigen.vectors()[k * d + j];
        }
      }
    }
    return Cholesky.of(covariance, d, "the covariance at the start").factor();
  }

  /** U⁻¹ C of lower triangles. */
  private double[] quotient(double[] u, double[] c) {
    double[] out = new double[d * d];
    for (int j = 0; j < d; j++) {
      for (int i = j; i < d; i++) {
        double sum = c[i * d + j];
        for (int k = j; k < i; k++) {
          sum -= u[i * d + k] * out[k * d + j];
        }
        out[i * d + j] = sum / u[i * d + i];
      }
    }
    return out;
  }
}
