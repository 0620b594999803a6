package org.sparksvi.models.joint;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sparksvi.bundle.Field;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Round;
import org.sparksvi.models.joint.JointSettings.Method;
import org.sparksvi.models.joint.JointSettings.Posterior;
import org.sparksvi.numeric.Cholesky;

/**
 * The covariance that a mean field lacks, by how its means answer to the density: the part of the
 * means in the inverse of the bound's curvature over all of q's parameters.
 *
 * <pre>
 *   ζ_i = μ_i + c_i z_i,  c = e^ω     h_ij = c_i c_j ∂² log p / ∂ζ_i ∂ζ_j, at each draw
 *   A = −E[h_ij]     B = −E[h_ij z_j]     D = −E[h_ij z_i z_j] + I       of μ/c, μ/c and ω, ω
 *   Cov ζ = c (A − B D⁻¹ Bᵀ)⁻¹ c
 * </pre>
 *
 * <p>The unit matrix in D is −E[∂ log p / ∂ω], which is that of the entropy where q is the best.
 * Derivatives are central differences of gradients at few whitened draws: 2 d gradients per row and
 * draw. For a Gaussian posterior the covariance is exact.
 *
 * <p>Source: Giordano, Broderick and Jordan (2018), equation 10; Giordano, Ingram and Broderick
 * (2024), section 3.
 */
final class LinearResponse {
  /** Numbers of which columns are found one by one. */
  static final int MOST_NUMBERS = 300;

  private static final String MEANS = "meanMean";
  private static final String MIXED = "meanScale";
  private static final String SCALES = "scaleScale";

  /** Derivatives that are no numbers, or where the density is none. */
  private static final String LOST = "lost";

  /** Of a derivative: products and sums of such are still numbers. */
  private static final double LARGEST = 1e100;

  private static final int DRAWS = 16;

  /** Of differences, in standard deviations of q. */
  private static final double DIFFERENCE = 1e-3;

  /**
   * Of a variance over the conditional one. Of a curvature of 1 in units of q, what the other
   * numbers leave must be more than differences know, which is about their square.
   */
  private static final double MOST_INFLATION = 1e6;

  private final JointModel<?> model;
  private final int d;

  private LinearResponse(JointModel<?> model) {
    this.model = model;
    this.d = model.size();
  }

  /** Of a mean field that was searched for, over few numbers. */
  static Optional<LinearResponse> of(JointModel<?> model) {
    return model.posterior() == Posterior.MEAN_FIELD
            && model.settings().method() == Method.DETERMINISTIC
            && model.size() <= MOST_NUMBERS
        ? Optional.of(new LinearResponse(model))
        : Optional.empty();
  }

  /** Sums over rows, d × d each, and how many derivatives these lack. */
  List<Field> fields() {
    return List.of(
        Field.mixed(MEANS, d, d),
        Field.mixed(MIXED, d, d),
        Field.mixed(SCALES, d, d),
        Field.mixed(LOST, 1, 1));
  }

  /** Evaluations of a row, those of a derivative as three. */
  double evaluations() {
    return 3.0 * 2 * d * DRAWS;
  }

  /** log p at some ζ; adds its derivative. */
  private interface Gradient {
    double add(double[] at, double[] into);
  }

  /** Draws around a q, and what gradients there add. */
  final class At {
    private final double[][] noises;
    private final double[][] draws;
    private final double[] scales; // c

    private At(Round round) {
      Gaussian q = model.q(round.parameters());
      noises = Noise.whitened(round.streams(), DRAWS, d, 0);
      draws = Arrays.stream(noises).map(q::draw).toArray(double[][]::new);
      double[] one = new double[d];
      Arrays.fill(one, 1);
      double[] far = q.draw(one);
      scales = new double[d];
      Arrays.setAll(scales, i -> far[i] - q.mean()[i]);
    }

    /** Adds rows that a graph has, whose nodes are placed. */
    void add(Scope scope, UnitRows block, Contribution into) {
      double[] logs = new double[block.units()];
      into.statistics().values(LOST)[0] +=
          add(
              (at, gradient) -> {
                scope.setParameters(at);
                scope.forwardRows(logs);
                scope.backwardRows(block.factors(), gradient);
                return JointModel.dot(logs, block.factors());
              },
              into.statistics().values(MEANS),
              into.statistics().values(MIXED),
              into.statistics().values(SCALES));
    }

    /** Returns how many derivatives were left out, as no numbers. */
    private int add(Gradient density, double[] a, double[] b, double[] e) {
      int lost = 0;
      for (int s = 0; s < DRAWS; s++) {
        double[] z = noises[s];
        for (int j = 0; j < d; j++) {
          double[] ahead = new double[d];
          double[] behind = new double[d];
          double[] at = draws[s].clone();
          at[j] = draws[s][j] + DIFFERENCE * scales[j];
          double logs = density.add(at, ahead);
          at[j] = draws[s][j] - DIFFERENCE * scales[j];
          logs += density.add(at, behind);
          double[] h = new double[d];
          Arrays.setAll(h, i -> scales[i] * (ahead[i] - behind[i]) / (2 * DIFFERENCE * DRAWS));
          if (!Double.isFinite(logs) || !Arrays.stream(h).allMatch(x -> Math.abs(x) < LARGEST)) {
            lost++;
            continue;
          }
          for (int i = 0; i < d; i++) {
            a[i * d + j] -= h[i];
            b[i * d + j] -= h[i] * z[j];
            e[i * d + j] -= h[i] * z[i] * z[j];
          }
        }
      }
      return lost;
    }

    /**
     * Cov ζ, d × d; nothing where the bound has no maximum here, is nearly flat in some direction,
     * or the density was no number at a draw.
     */
    Optional<double[]> covariance(Contribution sum) {
      double[] a = sum.statistics().values(MEANS).clone();
      double[] b = sum.statistics().values(MIXED).clone();
      double[] e = sum.statistics().values(SCALES).clone();
      int lost = add(model::logPrior, a, b, e);
      if (lost > 0 || sum.statistics().values(LOST)[0] > 0) {
        return Optional.empty();
      }
      for (int i = 0; i < d; i++) {
        e[i * d + i] += 1;
      }
      return Cholesky.ifPositive(symmetric(e), d)
          .map(scale -> complement(symmetric(a), b, scale))
          .flatMap(this::inverse)
          .map(this::inUnits)
          .filter(covariance -> Arrays.stream(covariance).allMatch(Double::isFinite));
    }

    /** Of a curvature; nothing where it is not positive by more than differences know. */
    private Optional<double[]> inverse(double[] curvature) {
      return Cholesky.ifPositive(curvature, d)
          .map(Cholesky::inverse)
          .filter(
              inverse ->
                  IntStream.range(0, d)
                      .map(i -> i * (d + 1))
                      .allMatch(i -> inverse[i] * curvature[i] < MOST_INFLATION));
    }

    private double[] inUnits(double[] inverse) {
      double[] out = new double[d * d];
      Arrays.setAll(out, k -> scales[k / d] * inverse[k] * scales[k % d]);
      return out;
    }
  }

  At at(Round round) {
    return new At(round);
  }

  private double[] symmetric(double[] x) {
    double[] out = new double[d * d];
    Arrays.setAll(out, k -> 0.5 * (x[k] + x[k % d * d + k / d]));
    return out;
  }

  /** A − B D⁻¹ Bᵀ. */
  private double[] complement(double[] a, double[] b, Cholesky scale) {
    double[][] whitened = new double[d][]; // rows of B L⁻ᵀ
    for (int i = 0; i < d; i++) {
      whitened[i] = Arrays.copyOfRange(b, i * d, (i + 1) * d);
      scale.solveLower(whitened[i], 0);
    }
    double[] out = a.clone();
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        for (int k = 0; k < d; k++) {
          out[i * d + j] -= whitened[i][k] * whitened[j][k];
        }
      }
    }
    return out;
  }
}
