package org.sparksvi.models.joint;

import java.util.Arrays;
import org.sparksvi.numeric.Cholesky;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/** Standard normal numbers that draws are made of, in pairs z and −z. */
final class Noise {
  private Noise() {}

  /** Of a round: the same for all blocks. */
  static double[][] of(Streams streams, long round, int draws, int size) {
    double[][] z = new double[draws][size];
    for (int s = 0; s < draws; s += 2) {
      RandomStream stream = streams.stream(Purpose.DRAW, round, s / 2);
      for (int j = 0; j < size; j++) {
        z[s][j] = stream.normal();
        z[s + 1][j] = -z[s][j];
      }
    }
    return z;
  }

  /**
   * Of all rounds, whitened, so that the bound of q is not better at these draws than at others by
   * what happens to be their covariance. Where there are draws enough, their second moments are
   * those of the standard normal: every quadratic function has its expectation. Where there are
   * not, the squares are, the factors' moments are, and nothing goes along with factors.
   *
   * @param d numbers that are drawn
   * @param factors further numbers, behind these
   */
  static double[][] whitened(Streams streams, int draws, int d, int factors) {
    double[][] z = of(streams, 0, draws, d + factors);
    if (draws / 2 >= d + factors) {
      whiten(z, 0, d + factors);
      return z;
    }
    if (factors > 0) {
      whiten(z, d, factors);
    }
    for (int j = 0; j < d; j++) {
      for (int a = d; a < d + factors; a++) {
        double along = moment(z, j, a);
        for (double[] one : z) {
          one[j] -= along * one[a];
        }
      }
      double root = Math.sqrt(moment(z, j, j));
      for (double[] one : z) {
        one[j] /= root;
      }
    }
    return z;
  }

  private static double moment(double[][] z, int i, int j) {
    double sum = 0;
    for (double[] one : z) {
      sum += one[i] * one[j];
    }
    return sum / z.length;
  }

  private static void whiten(double[][] z, int from, int size) {
    double[] moments = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        moments[i * size + j] = moment(z, from + i, from + j);
      }
    }
    Cholesky factor = Cholesky.of(moments, size, "the second moments of the draws");
    for (double[] one : z) {
      factor.solveLower(one, from);
    }
  }

  /** Of draws from a finished q: independent of each other and of those of the training. */
  static double[] apart(Streams streams, long draw, int size) {
    RandomStream stream = streams.stream(Purpose.EVIDENCE, draw);
    double[] z = new double[size];
    Arrays.setAll(z, j -> stream.normal());
    return z;
  }
}
