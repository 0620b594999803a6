package org.sparksvi.models.regression;

import java.util.Arrays;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Term;
import org.sparksvi.numeric.Cholesky;
import org.sparksvi.numeric.SpecialFunctions;

/**
 * The log density of a group's responses together: with normal noise that of Student's t, over
 * coefficients, effects and noise; otherwise its bound. What expected responses miss them by, and
 * their intervals, are of each row as the other rows of its group tell it.
 */
final class MixedScorer implements LocalStep<GroupedBlock> {
  private static final double[] SHARES = {1 - 2 * Predictive.TAIL, 0.9, 0.5};
  private static final double LOG_TWO_PI = 1.8378770664093453;

  private final MixedRows rows;
  private final GroupFit fit;
  private final Predictive predictive;
  private final Noise noise;
  private final double scale;
  private final OtherRows others = new OtherRows();
  private final double[] moments = new double[2];

  MixedScorer(MixedRows rows) {
    this.rows = rows;
    this.fit = new GroupFit(rows);
    Posterior fixed = rows.posterior().fixed();
    this.noise = fixed.q().noise();
    this.predictive = rows.posterior().likelihood().predictive(noise);
    this.scale = fixed.units().responseScale();
  }

  @Override
  public void accumulate(GroupedBlock block, Contribution into) {
    rows.load(block);
    double logScale = StrictMath.log(scale);
    double sum = 0;
    double weight = 0;
    double errors = 0;
    double[] inside = new double[SHARES.length];
    for (int g = 0; g < block.rows(); g++) {
      int[] speaking = speaking(block.start(g), block.start(g + 1));
      if (speaking.length == 0) {
        continue;
      }
      fit.fit(block.start(g), block.start(g + 1), rows.local(g));
      double log =
          noise.known() ? fit.expected() - fit.divergence() : student(speaking, rows.local(g));
      double own = 0; // weight of the group
      sum += log;
      for (int r : speaking) {
        double w = rows.weight(r);
        double y = rows.response(r);
        others.read(fit, r);
        predictive.moments(others.mean(), others.variance(), moments);
        double error = scale * (y - moments[0]);
        double depth = predictive.depth(y, others.mean(), others.variance());
        own += w;
        errors += w * error * error;
        for (int i = 0; i < SHARES.length; i++) {
          inside[i] += depth >= 0.5 * (1 - SHARES[i]) ? w : 0;
        }
      }
      weight += own;
      into.addScored(log - own * logScale, own);
    }
    into.add(Term.HELD_OUT_LOG_PROBABILITY, sum - weight * logScale);
    into.add(Term.HELD_OUT_UNITS, weight);
    into.add(Term.HELD_OUT_SQUARED_ERROR, errors);
    into.add(Term.HELD_OUT_HITS, inside[0]);
    into.add(Term.HELD_OUT_HITS_90, inside[1]);
    into.add(Term.HELD_OUT_HITS_50, inside[2]);
  }

  private int[] speaking(int from, int to) {
    int[] found = new int[to - from];
    int count = 0;
    for (int r = from; r < to; r++) {
      if (rows.speaks(r)) {
        found[count++] = r;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /**
   * log t of 2α degrees, about x·m, of scale β/α (W⁻¹ + A Aᵀ), where A = (z̃, L⁻¹ x) by rows; a row
   * of weight w is w rows.
   */
  private double student(int[] group, int effects) {
    int n = group.length;
    int width = effects + rows.p();
    double[] a = new double[n * width]; // √w A
    double[] rest = new double[n]; // √w (y − x·m)
    double count = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      int r = group[i];
      double root = Math.sqrt(rows.weight(r));
      rest[i] = root * (rows.response(r) - rows.product(r) - rows.offset(r));
      for (int j = 0; j < rows.q(); j++) {
        a[i * width + rows.place(r, j)] = root * rows.effect(r, j);
      }
      for (int c = 0; c < rows.p(); c++) {
        a[i * width + effects + c] = root * rows.whitened(r, c);
      }
      count += rows.weight(r);
      squares += rest[i] * rest[i];
    }
    double[] spread; // I + A Aᵀ, or I + Aᵀ A
    double quadratic;
    Cholesky cholesky;
    if (n <= width) {
      spread = gram(a, n, width, width, 1);
      cholesky = Cholesky.of(spread, n, "the covariance of a group's responses");
      quadratic = cholesky.inverseQuadratic(rest);
    } else {
      spread = gram(a, width, n, 1, width);
      cholesky = Cholesky.of(spread, width, "the covariance of a group's responses");
      double[] along = new double[width];
      for (int i = 0; i < n; i++) {
        for (int c = 0; c < width; c++) {
          along[c] += a[i * width + c] * rest[i];
        }
      }
      quadratic = squares - cholesky.inverseQuadratic(along);
    }
    double shape = noise.shape() + 0.5 * count;
    return SpecialFunctions.logGamma(shape)
        - SpecialFunctions.logGamma(noise.shape())
        - 0.5 * count * (LOG_TWO_PI + StrictMath.log(noise.rate()))
        - 0.5 * cholesky.logDeterminant()
        - shape * StrictMath.log1p(0.5 * Math.max(0, quadratic) / noise.rate());
  }

  /** I + products of n vectors of a length, from one to the next and within one. */
  private static double[] gram(double[] a, int n, int length, int next, int within) {
    double[] gram = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = i == j ? 1 : 0;
        for (int k = 0; k < length; k++) {
          sum += a[i * next + k * within] * a[j * next + k * within];
        }
        gram[i * n + j] = sum;
        gram[j * n + i] = sum;
      }
    }
    return gram;
  }
}
