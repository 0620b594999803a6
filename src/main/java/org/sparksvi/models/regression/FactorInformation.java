package org.sparksvi.models.regression;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.sparksvi.models.regression.ColumnPriors.Factor;
import org.sparksvi.numeric.Cholesky;

/**
 * What rows and priors say of the deviations of factors, by φ_k = log t_k.
 *
 * <pre>
 *   slope    Σ_l E w_l² / t² − L                          w: the effects of the L levels
 *   Fisher's information of two factors   2 Σ M_lm²       M = I − S / (t t′),  S = Cov w
 * </pre>
 *
 * <p>with τ besides where normal noise is found: then what the noise takes, tr M_k tr M_k′ / α, is
 * left out, since it is found anew for every t.
 *
 * @param slopes of bound and log prior
 * @param information K × K, row-major
 * @param traces tr M, the information on log t and the log variance of the noise at once
 * @param noiseShape α, infinite where there is no noise
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record FactorInformation(
    double[] slopes, double[] information, double[] traces, double noiseShape) {

  static FactorInformation of(Posterior posterior) {
    List<Factor> factors = posterior.settings().priors().factors();
    double[] deviations = posterior.scales().deviations();
    Coefficients q = posterior.q();
    double[] covariance = q.covariance();
    int count = factors.size();
    double[] slopes = new double[count];
    double[] traces = new double[count];
    double[] fisher = new double[count * count];
    for (int k = 0; k < count; k++) {
      double t = deviations[k];
      boolean relative = !q.noise().known();
      for (int l : factors.get(k).columns()) {
        slopes[k] += q.square(l, relative) / (t * t) - 1;
        traces[k] += 1 - covariance[l * (q.p() + 1)] / (t * t);
      }
      for (int other = 0; other <= k; other++) {
        double by = t * deviations[other];
        double sum = 0;
        for (int l : factors.get(k).columns()) {
          for (int m : factors.get(other).columns()) {
            double each = (l == m ? 1 : 0) - covariance[l * q.p() + m] / by;
            sum += 2 * each * each;
          }
        }
        fisher[k * count + other] = sum;
        fisher[other * count + k] = sum;
      }
    }
    double[] bend = new double[count * count]; // second derivatives are not Fisher's at a slope
    double[] noise = new double[count * count];
    for (int k = 0; k < count; k++) {
      bend[k * (count + 1)] = 2 * slopes[k];
      for (int other = 0; other < count; other++) {
        noise[k * count + other] =
            q.noise().known() ? 0 : traces[k] * traces[other] / q.noise().shape();
      }
    }
    double[] information = lessIfPositive(fisher, bend, count);
    information = lessIfPositive(information, noise, count);
    for (int k = 0; k < count; k++) {
      double variance = deviations[k] * deviations[k];
      double precision = factors.get(k).deviation().precision(variance) * variance;
      slopes[k] -= precision;
      information[k * (count + 1)] += precision;
    }
    return new FactorInformation(slopes, information, traces, q.noise().shape());
  }

  private static double[] lessIfPositive(double[] information, double[] taken, int count) {
    double[] less = information.clone();
    for (int i = 0; i < less.length; i++) {
      less[i] -= taken[i];
    }
    return Cholesky.ifPositive(less.clone(), count).isPresent() ? less : information;
  }

  /** A step of Newton's method; 0 of what is held. */
  double[] step(IntPredicate held) {
    int count = slopes.length;
    int[] moving = IntStream.range(0, count).filter(k -> !held.test(k)).toArray();
    double[] step = new double[count];
    double[] packed = new double[count * (count + 1) / 2];
    for (int k = 0; k < count; k++) {
      for (int other = 0; other <= k; other++) {
        packed[Design.packed(k, other)] = information[k * count + other];
      }
    }
    double[] found = moving.length == 0 ? new double[0] : Spread.newton(moving, slopes, packed);
    for (int m = 0; m < moving.length; m++) {
      step[moving[m]] = found[m];
    }
    return step;
  }

  /**
   * Standard deviation of log t_k + ½ log σ², where σ² is the variance of the noise that t² is a
   * multiple of; empty where rows say nothing of t.
   */
  OptionalDouble uncertainty(int k) {
    int count = slopes.length;
    Optional<Cholesky> root = Cholesky.ifPositive(information.clone(), count);
    if (root.isEmpty()) {
      return OptionalDouble.empty();
    }
    // log σ² given t has the variance 1/α, and falls by tr M / α for each unit of log t
    double[] by = new double[count];
    for (int i = 0; i < count; i++) {
      by[i] = (i == k ? 1 : 0) - 0.5 * traces[i] / noiseShape;
    }
    return OptionalDouble.of(Math.sqrt(root.get().inverseQuadratic(by) + 0.25 / noiseShape));
  }
}
