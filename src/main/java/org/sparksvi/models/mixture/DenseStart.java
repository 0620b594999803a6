package org.sparksvi.models.mixture;

import java.util.Arrays;
import java.util.List;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.ColumnMoments;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Start;
import org.sparksvi.random.Purpose;

/**
 * Starting sums of Gaussian components: those of the sample's rows, each in the nearest of K
 * clusters, scaled to all N rows.
 */
final class DenseStart {
  /**
   * Added to each column's variance, so that no combination of columns is expected to be constant.
   */
  private static final double OWN_VARIANCE = 1e-6;

  private final Start<DenseBlock> start;
  private final List<DenseBlock> sample;
  private final int columns;
  private final double[] centre; // columns
  private final double[] scale; // columns
  private final double weight; // of the sample

  private DenseStart(
      Start<DenseBlock> start,
      List<DenseBlock> sample,
      double[] centre,
      double[] scale,
      double weight) {
    this.start = start;
    this.sample = sample;
    this.columns = centre.length;
    this.centre = centre;
    this.scale = scale;
    this.weight = weight;
  }

  /** Reads the sample's means and standard deviations. */
  static DenseStart of(Start<DenseBlock> start, int columns) {
    List<DenseBlock> sample = start.sample();
    ColumnMoments moments = ColumnMoments.of(start, columns);
    double weight = 0;
    for (DenseBlock block : sample) {
      weight += block.weight();
      requireNumbers(block);
    }
    if (!(weight > 0)) {
      throw new IllegalArgumentException(
          "the rows' weights must be positive together, but add up to %s in the start's %d rows"
              .formatted(weight, moments.rows()));
    }
    moments = moments.untilAllVary(start);
    double[] scale = Arrays.stream(moments.variances()).map(Math::sqrt).toArray();
    for (int d = 0; d < columns; d++) {
      if (!(scale[d] > 0)) {
        throw new IllegalArgumentException(
            "column %d must vary, but is %s in every row: leave it out"
                .formatted(d, moments.means()[d]));
      }
    }
    return new DenseStart(start, sample, moments.means(), scale, weight);
  }

  private static void requireNumbers(DenseBlock block) {
    for (int i = 0; i < block.values().length; i++) {
      if (Double.isNaN(block.values()[i])) {
        throw new IllegalArgumentException(
            "row %d of block %d has no number in column %d: a mixture must have all of them"
                .formatted(i / block.columns(), block.id(), i % block.columns()));
      }
    }
  }

  /** Writes centre, scale and sums. */
  void fill(GaussianComponents components, Bundle out) {
    System.arraycopy(centre, 0, out.values(GaussianComponents.CENTRE), 0, columns);
    System.arraycopy(scale, 0, out.values(GaussianComponents.SCALE), 0, columns);
    Clusters clusters = clusters(components.count());
    int[] labels = clusters.labels();
    GaussianTable any =
        new GaussianTable(components.count(), columns, true, GaussianTable.Tail.GAUSSIAN);
    GaussianWorker worker = new GaussianWorker(any, components.covariance(), centre, scale);
    Contribution sums = new Contribution(out.layout());
    double[] counts = sums.statistics().values(MixtureModel.COUNTS);
    double[] ignored = new double[components.count() * worker.chunk()];
    double[] weights = new double[worker.chunk()];
    int done = 0;
    for (DenseBlock block : sample) {
      worker.open(block);
      for (int from = 0; from < block.rows(); from += worker.chunk()) {
        int rows = Math.min(worker.chunk(), block.rows() - from);
        worker.weights(from, rows, weights);
        worker.logDensities(from, rows, ignored);
        double[] share = new double[components.count() * rows];
        for (int r = 0; r < rows; r++) {
          int k = labels[done++];
          share[k * rows + r] = weights[r];
          counts[k] += weights[r];
        }
        worker.add(rows, share);
      }
      worker.close(sums);
    }
    sums.scale(start.weight() / weight);
    copy(sums, out, MixtureModel.COUNTS);
    copy(sums, out, GaussianComponents.SUMS);
    copy(sums, out, GaussianComponents.SQUARES);
    if (out.layout().has(GaussianComponents.CORRELATIONS)) {
      fillCorrelations(out);
    }
  }

  /** Those of the sample; a column that does not vary in it is like no other. */
  private void fillCorrelations(Bundle out) {
    double[] squares = out.values(GaussianComponents.SQUARES);
    double[] means = new double[columns];
    double[] sums = out.values(GaussianComponents.SUMS);
    for (int i = 0; i < sums.length; i++) {
      means[i % columns] += sums[i] / start.weight();
    }
    double[] correlations = out.values(GaussianComponents.CORRELATIONS);
    for (int i = 0; i < squares.length; i++) {
      correlations[i % correlations.length] += squares[i] / start.weight();
    }
    int at = 0;
    for (int i = 0; i < columns; i++) {
      for (int j = i; j < columns; j++) {
        double moment = correlations[at] - means[i] * means[j];
        double own = moment > 0 ? moment : 1;
        correlations[at++] = i == j ? own + OWN_VARIANCE : moment;
      }
    }
  }

  private Clusters clusters(int count) {
    int rows = sample.stream().mapToInt(DenseBlock::rows).sum();
    double[] values = new double[rows * columns];
    double[] weights = new double[rows];
    int at = 0;
    for (DenseBlock block : sample) {
      System.arraycopy(block.weights(), 0, weights, at, block.rows());
      for (int i = 0; i < block.values().length; i++) {
        int d = i % columns;
        values[at * columns + i] = (block.values()[i] - centre[d]) / scale[d];
      }
      at += block.rows();
    }
    return Clusters.find(values, columns, weights, count, start.streams().stream(Purpose.START));
  }

  private static void copy(Contribution from, Bundle out, String field) {
    double[] values = from.statistics().values(field);
    System.arraycopy(values, 0, out.values(field), 0, values.length);
  }
}
