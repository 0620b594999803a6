package org.sparksvi.models.joint;

import java.util.Arrays;
import java.util.List;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Domain;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Resolution;
import org.sparksvi.models.joint.JointSettings.Posterior;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/**
 * q(ζ) = N(μ, Σ) of the unconstrained parameters, at some parameters of its own, by draws ζ = μ + C
 * z of standard normal z. Read by many threads.
 */
interface Gaussian {
  /** μ, 1 × d. */
  String MEAN = "mean";

  /** ω, logarithms of the diagonal of C, 1 × d. */
  String LOG_SCALE = "logScale";

  /** Longest step, as {@link #length} measures it. */
  double LONGEST = 0.5;

  double HALF_LOG_2_PI = 0.9189385332046727;

  /** The fields of q over d numbers. */
  static List<Field> fields(Posterior posterior, int d, int rank) {
    Field mean = Field.ascended(MEAN, 1, d).resolving(Resolution.COLUMNS);
    Field scale =
        Field.ascended(LOG_SCALE, 1, d).resolving(Resolution.COLUMNS).within(Domain.LOGARITHM);
    return switch (posterior) {
      case AUTO, MEAN_FIELD -> List.of(mean, scale);
      case FULL_RANK ->
          List.of(mean, scale, Field.ascended(FullGaussian.FACTOR, 1, d * (d - 1) / 2));
      case LOW_RANK -> List.of(mean, scale, Field.ascended(LowRankGaussian.FACTORS, d, rank));
    };
  }

  static Gaussian of(Posterior posterior, Bundle parameters) {
    Gaussian inner =
        switch (posterior) {
          case AUTO, MEAN_FIELD -> new DiagonalGaussian(parameters);
          case FULL_RANK -> new FullGaussian(parameters);
          case LOW_RANK -> new LowRankGaussian(parameters);
        };
    return new ReferencedGaussian(inner, Reference.of(parameters));
  }

  /**
   * Sets q to one around 0, with standard deviations that are all the same; factors of low rank are
   * a tenth of these, and any.
   */
  static void start(Bundle into, double scale, Streams streams) {
    Arrays.fill(into.values(LOG_SCALE), StrictMath.log(scale));
    if (into.layout().has(LowRankGaussian.FACTORS)) {
      RandomStream stream = streams.stream(Purpose.START, 1);
      double[] factors = into.values(LowRankGaussian.FACTORS);
      Arrays.setAll(factors, i -> 0.1 * scale * stream.normal());
    }
  }

  /** μ; read only. */
  double[] mean();

  /** Standard normal numbers that a draw is made of: d, and factors behind them. */
  int noises();

  /** ζ of some z. */
  double[] draw(double[] z);

  /** log q(ζ). */
  double log(double[] at);

  /** −∂ log q / ∂ζ = Σ⁻¹ (ζ − μ). */
  double[] pull(double[] at);

  /** In nats. */
  double entropy();

  /**
   * Adds what the derivative by ζ at the draw of some z says of q's parameters.
   *
   * @param share factor of the derivative
   */
  void add(double[] z, double[] derivative, double share, Direction into);

  /** Adds the derivative of the entropy. */
  void addEntropy(Direction into);

  /**
   * Turns gradients into natural gradients, those of the Kullback-Leibler geometry at q.
   *
   * <pre>
   *   μ: C Cᵀ g      C: C Φ(Cᵀ G),  Φ the lower triangle with half the diagonal
   * </pre>
   */
  void natural(Direction out);

  /**
   * How far a step of q's parameters would move its draws, beside how they differ: the larger of
   *
   * <pre>
   *   |C⁻¹ δμ| / √d     and     the size of C⁻¹ δC
   * </pre>
   */
  double length(Direction step);

  /**
   * The share of a step that may be taken: one that moves draws by no more than half of what they
   * differ by. Otherwise the few draws and rows of a round may ask for deviations e¹⁰⁰ times as
   * large, from where no later round returns.
   */
  default double share(Direction step) {
    return Math.min(1, LONGEST / length(step));
  }

  /**
   * Turns gradients, or differences of them, into directions that do not depend on the units of the
   * numbers: natural gradients, or what stands for them.
   */
  default void steepest(Direction out) {
    natural(out);
  }
}
