package org.sparksvi.models.mixture;

import java.util.Arrays;
import org.sparksvi.numeric.Cholesky;

/** How far components have moved. */
final class Divergence {
  private Divergence() {}

  /**
   * KL(N(m, S) || N(m', S')) of each component.
   *
   * <pre>
   *   ½ (tr S'⁻¹ S + (m − m')ᵀ S'⁻¹ (m − m') − D + log |S'| − log |S|)
   * </pre>
   *
   * @param means components × columns
   * @param covariances components × columns × columns
   * @param oldMeans m'
   * @param oldCovariances S'
   */
  static double[] ofGaussians(
      int columns,
      double[] means,
      double[] covariances,
      double[] oldMeans,
      double[] oldCovariances) {
    int square = columns * columns;
    double[] divergences = new double[means.length / columns];
    for (int k = 0; k < divergences.length; k++) {
      String what = "the covariance of component " + k;
      Cholesky now = Cholesky.of(slice(covariances, k, square), columns, what);
      Cholesky old = Cholesky.of(slice(oldCovariances, k, square), columns, what);
      double[] shift = slice(means, k, columns);
      for (int d = 0; d < columns; d++) {
        shift[d] -= oldMeans[k * columns + d];
      }
      double sum = old.inverseQuadratic(shift) - columns;
      sum += old.logDeterminant() - now.logDeterminant();
      double[] column = new double[columns];
      for (int j = 0; j < columns; j++) { // tr S'⁻¹ S = Σ |L'⁻¹ L_j|², S = L Lᵀ
        for (int i = 0; i < columns; i++) {
          column[i] = now.factor()[i * columns + j];
        }
        sum += old.inverseQuadratic(column);
      }
      divergences[k] = 0.5 * sum;
    }
    return divergences;
  }

  private static double[] slice(double[] all, int k, int size) {
    return Arrays.copyOfRange(all, k * size, (k + 1) * size);
  }
}
