package org.sparksvi.models.mixture;

import java.util.Arrays;
import org.sparksvi.random.RandomStream;

/**
 * Clusters of rows by k-means: the start of Arthur and Vassilvitskii (2007), then a few steps of
 * Lloyd (1982).
 */
final class Clusters {
  private static final int STEPS = 10;

  private final double[] values; // rows × columns
  private final int columns;
  private final double[] weights; // rows
  private final double[] centres; // clusters × columns
  private final int[] labels; // rows

  private Clusters(double[] values, int columns, double[] weights, int clusters) {
    this.values = values;
    this.columns = columns;
    this.weights = weights;
    this.centres = new double[clusters * columns];
    this.labels = new int[weights.length];
  }

  /** Clusters some rows; keeps the arrays. */
  static Clusters find(
      double[] values, int columns, double[] weights, int clusters, RandomStream stream) {
    Clusters found = new Clusters(values, columns, weights, clusters);
    found.spread(stream);
    for (int step = 0; step < STEPS && found.assign(); step++) {
      found.centre();
    }
    return found;
  }

  /** The cluster of each row; the live array. */
  int[] labels() {
    return labels;
  }

  /** Each further centre is a row drawn by its squared distance from those before. */
  private void spread(RandomStream stream) {
    double[] distances = new double[weights.length];
    Arrays.fill(distances, 1);
    int clusters = centres.length / columns;
    for (int k = 0; k < clusters; k++) {
      int row = draw(distances, stream.uniform());
      System.arraycopy(values, row * columns, centres, k * columns, columns);
      for (int r = 0; r < distances.length; r++) {
        double distance = distance(r, k);
        distances[r] = k == 0 ? distance : Math.min(distances[r], distance);
      }
    }
  }

  private int draw(double[] distances, double uniform) {
    double total = 0;
    for (int r = 0; r < distances.length; r++) {
      total += weights[r] * distances[r];
    }
    double left = uniform * total;
    int last = 0;
    for (int r = 0; r < distances.length; r++) {
      double mass = weights[r] * distances[r];
      if (mass > 0) {
        last = r;
        left -= mass;
        if (left < 0) {
          return r;
        }
      }
    }
    return last;
  }

  private double distance(int row, int cluster) {
    double sum = 0;
    for (int d = 0; d < columns; d++) {
      double off = values[row * columns + d] - centres[cluster * columns + d];
      sum += off * off;
    }
    return sum;
  }

  /** Whether some row changed its cluster. */
  private boolean assign() {
    boolean changed = false;
    int clusters = centres.length / columns;
    for (int r = 0; r < labels.length; r++) {
      int nearest = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int k = 0; k < clusters; k++) {
        double distance = distance(r, k);
        if (distance < least) {
          least = distance;
          nearest = k;
        }
      }
      changed |= labels[r] != nearest;
      labels[r] = nearest;
    }
    return changed;
  }

  private void centre() {
    double[] counts = new double[centres.length / columns];
    double[] sums = new double[centres.length];
    for (int r = 0; r < labels.length; r++) {
      counts[labels[r]] += weights[r];
      for (int d = 0; d < columns; d++) {
        sums[labels[r] * columns + d] += weights[r] * values[r * columns + d];
      }
    }
    for (int i = 0; i < centres.length; i++) {
      double count = counts[i / columns];
      centres[i] = count > 0 ? sums[i] / count : centres[i];
    }
  }
}
