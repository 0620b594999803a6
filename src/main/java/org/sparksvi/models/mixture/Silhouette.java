package org.sparksvi.models.mixture;

import java.util.Arrays;

/**
 * How much nearer rows are to those of their own component than to those of the nearest other one.
 *
 * <pre>
 *   s_n = (b_n − a_n) / max(a_n, b_n)
 *   a_n mean distance to the other rows of its component, b_n the least mean distance to another's
 * </pre>
 *
 * <p>Rousseeuw (1987). A row that is alone in its component counts 0.
 */
public final class Silhouette {
  private final double[] values; // rows × columns
  private final int[] labels;
  private final int columns;
  private final int components;

  /**
   * Of rows in units in which distances have a meaning.
   *
   * @param values rows × columns
   * @param labels component of each row, below {@code components}
   */
  public Silhouette(double[] values, int[] labels, int components) {
    this.values = values;
    this.labels = labels;
    this.columns = values.length / Math.max(1, labels.length);
    this.components = components;
  }

  /** Mean of s; NaN where all rows are of one component. */
  public double mean() {
    int[] counts = new int[components];
    for (int label : labels) {
      counts[label]++;
    }
    double sum = 0;
    double[] distances = new double[components];
    for (int n = 0; n < labels.length; n++) {
      Arrays.fill(distances, 0);
      for (int m = 0; m < labels.length; m++) {
        distances[labels[m]] += distance(n, m);
      }
      double nearest = Double.POSITIVE_INFINITY;
      for (int k = 0; k < components; k++) {
        if (k != labels[n] && counts[k] > 0) {
          nearest = Math.min(nearest, distances[k] / counts[k]);
        }
      }
      if (nearest == Double.POSITIVE_INFINITY) {
        return Double.NaN;
      }
      int others = counts[labels[n]] - 1;
      double own = others == 0 ? 0 : distances[labels[n]] / others;
      double largest = Math.max(own, nearest);
      sum += others == 0 || largest == 0 ? 0 : (nearest - own) / largest;
    }
    return sum / labels.length;
  }

  private double distance(int n, int m) {
    double square = 0;
    for (int d = 0; d < columns; d++) {
      double off = values[n * columns + d] - values[m * columns + d];
      square += off * off;
    }
    return Math.sqrt(square);
  }
}
