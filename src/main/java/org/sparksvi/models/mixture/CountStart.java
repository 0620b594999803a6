package org.sparksvi.models.mixture;

import java.util.Arrays;
import java.util.List;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.CountBlock;
import org.sparksvi.model.Start;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;

/**
 * Starting sums of count components: K rows of the sample, each drawn by how unlike it is to those
 * before (one less the cosine of the square roots), and every row with the one it is most like.
 */
final class CountStart {
  private final CountComponents components;
  private final Start<CountBlock> start;
  private final List<CountBlock> sample;
  private final int rows;

  CountStart(CountComponents components, Start<CountBlock> start) {
    this.components = components;
    this.start = start;
    this.sample = start.sample();
    this.rows = sample.stream().mapToInt(CountBlock::rows).sum();
    for (CountBlock block : sample) {
      if (block.columns() != components.columns()) {
        throw new IllegalArgumentException(
            "rows must have %d columns, but have %d"
                .formatted(components.columns(), block.columns()));
      }
    }
  }

  void fill(Bundle out) {
    int[] labels = labels();
    int count = components.count();
    double[] sums = new double[components.columns() * count];
    double[] counts = out.values(MixtureModel.COUNTS);
    double scale = start.weight() / rows;
    int row = 0;
    for (CountBlock block : sample) {
      for (int r = 0; r < block.rows(); r++) {
        int k = labels[row++];
        counts[k] += scale;
        for (int i = block.start()[r]; i < block.start()[r + 1]; i++) {
          int w = block.distinct()[block.place()[i]];
          sums[w * count + k] += scale * components.kind().weigh(block.counts()[i]);
        }
      }
    }
    out.set(CountComponents.SUMS, sums);
  }

  private int[] labels() {
    RandomStream stream = start.streams().stream(Purpose.START);
    int[] labels = new int[rows];
    double[] nearest = new double[rows];
    Arrays.fill(nearest, 1);
    double[] likeness = new double[rows];
    for (int k = 0; k < components.count(); k++) {
      likenesses(draw(nearest, stream.uniform()), likeness);
      for (int r = 0; r < rows; r++) {
        double unlike = Math.max(0, 1 - likeness[r]);
        if (k == 0 || unlike < nearest[r]) {
          nearest[r] = unlike;
          labels[r] = k;
        }
      }
    }
    return labels;
  }

  private static int draw(double[] masses, double uniform) {
    double left = uniform * Arrays.stream(masses).sum();
    int last = 0;
    for (int r = 0; r < masses.length; r++) {
      if (masses[r] > 0) {
        last = r;
        left -= masses[r];
        if (left < 0) {
          return r;
        }
      }
    }
    return last;
  }

  /** The cosines of the square roots of all rows with those of one. */
  private void likenesses(int centre, double[] out) {
    double[] roots = new double[components.columns()];
    int row = 0;
    for (CountBlock block : sample) {
      if (centre >= row && centre < row + block.rows()) {
        int r = centre - row;
        double norm = norm(block, r);
        for (int i = block.start()[r]; i < block.start()[r + 1]; i++) {
          roots[block.distinct()[block.place()[i]]] = root(block, i) / norm;
        }
      }
      row += block.rows();
    }
    row = 0;
    for (CountBlock block : sample) {
      for (int r = 0; r < block.rows(); r++) {
        double sum = 0;
        for (int i = block.start()[r]; i < block.start()[r + 1]; i++) {
          sum += root(block, i) * roots[block.distinct()[block.place()[i]]];
        }
        out[row++] = sum > 0 ? sum / norm(block, r) : 0;
      }
    }
  }

  private double root(CountBlock block, int entry) {
    return Math.sqrt(components.kind().weigh(block.counts()[entry]));
  }

  private double norm(CountBlock block, int row) {
    double sum = 0;
    for (int i = block.start()[row]; i < block.start()[row + 1]; i++) {
      sum += components.kind().weigh(block.counts()[i]);
    }
    return Math.sqrt(sum);
  }
}
