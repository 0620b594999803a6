package org.sparksvi.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Geometry;
import org.sparksvi.bundle.Layout;
import org.sparksvi.bundle.Stored;

/**
 * Where shards end, side by side in one total: each shard writes rows of its own, so that its
 * doubles arrive bit for bit however the total was grouped.
 *
 * <p>Dense fields travel whole, floats two in an accumulator. A row-sparse field sends its scale,
 * its background and the stored rows that differ from the start; where a bundle multiplied its
 * scale out, that is all of them. Averages keep the lazy representation:
 *
 * <pre>
 *   scale = Σ w_p scale_p          background = Σ w_p background_p
 *   stored = Σ (w_p scale_p / scale) stored_p
 * </pre>
 *
 * <p>so that rows no shard touched stay as they are, and the average of one shard is that shard.
 */
final class ShardEnds {
  private final int shards;
  private final List<Layout> bundles;
  private final int reportSize;
  private final Layout layout;

  /**
   * The layout of results.
   *
   * @param start parameters, then memory; lends its layouts
   * @param reportSize numbers that a shard sends beside its bundles
   */
  ShardEnds(int shards, List<Bundle> start, int reportSize) {
    this.shards = shards;
    this.bundles = start.stream().map(Bundle::layout).toList();
    this.reportSize = reportSize;
    List<Field> fields = new ArrayList<>();
    for (int b = 0; b < bundles.size(); b++) {
      for (Field field : moving(b)) {
        String name = b + " " + field.name();
        if (field.rowSparse()) {
          fields.add(side(name, field.rows(), field.columns()));
          fields.add(side(name + " background", 1, field.rows() + 1));
        } else {
          fields.add(side(name, 1, ExactTotal.accumulators(field)));
        }
      }
    }
    fields.add(side("report", 1, reportSize));
    this.layout = Layout.of(fields);
  }

  /** Fixed fields stay as they are and do not travel. */
  private List<Field> moving(int bundle) {
    return bundles.get(bundle).fields().stream()
        .filter(field -> field.geometry() != Geometry.FIXED)
        .toList();
  }

  private Field side(String name, int rows, int columns) {
    long all = (long) shards * rows;
    if (all * columns > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "%d shards of %d x %d values of field '%s' are more than one total holds, %d; use fewer"
              .formatted(shards, rows, columns, name, Integer.MAX_VALUE - 8));
    }
    return Field.mixedRows(name, (int) all, columns);
  }

  ExactTotal none() {
    int[] exponents = new int[layout.count()];
    return new ExactTotal(layout, Quanta.of(exponents));
  }

  /** Writes where a shard ended; reads the rest. */
  void write(int shard, List<Bundle> start, List<Bundle> end, double[] report, ExactTotal into) {
    int at = 0;
    for (int b = 0; b < bundles.size(); b++) {
      for (Field field : moving(b)) {
        int f = bundles.get(b).index(field.name());
        Stored stored = end.get(b).stored(f);
        if (field.rowSparse()) {
          writeRows(shard, at++, start.get(b).stored(f).values(), stored.values(), into);
          into.addBits(at++, shard, scaleAndBackground(stored), 0);
        } else if (field.single()) {
          into.addBits(at++, shard, stored.singles());
        } else {
          into.addBits(at++, shard, stored.values(), 0);
        }
      }
    }
    into.addBits(at, shard, report, 0);
  }

  private void writeRows(int shard, int at, double[] from, double[] to, ExactTotal into) {
    int columns = layout.field(at).columns();
    int rows = layout.field(at).rows() / shards;
    for (int r = 0; r < rows; r++) {
      int start = r * columns;
      if (!Arrays.equals(from, start, start + columns, to, start, start + columns)) {
        into.addBits(at, shard * rows + r, to, start);
      }
    }
  }

  private static double[] scaleAndBackground(Stored stored) {
    double[] both = new double[stored.background().length + 1];
    both[0] = stored.scale();
    System.arraycopy(stored.background(), 0, both, 1, stored.background().length);
    return both;
  }

  /** What a shard reported. */
  double[] report(ExactTotal from, int shard) {
    double[] report = new double[reportSize];
    from.readBits(layout.count() - 1, shard, report);
    return report;
  }

  /**
   * Overwrites bundles, which hold the start, with the average of where shards ended.
   *
   * @param weights by shard, summing to 1; 0 for shards that did not run
   */
  void average(ExactTotal from, double[] weights, List<Bundle> average) {
    int at = 0;
    for (int b = 0; b < bundles.size(); b++) {
      for (Field field : moving(b)) {
        int f = bundles.get(b).index(field.name());
        Stored start = average.get(b).stored(f);
        if (field.rowSparse()) {
          double[] both = mean(from, at + 1, weights);
          averageRows(from, at, shares(from, at + 1, weights, both[0]), start.values());
          double[] background = Arrays.copyOfRange(both, 1, both.length);
          average.get(b).restore(f, new Stored(start.values(), both[0], background));
          at += 2;
        } else if (field.single()) {
          averageSingles(from, at++, weights, start.singles());
        } else {
          double[] values = mean(from, at++, weights);
          System.arraycopy(values, 0, start.values(), 0, values.length);
        }
      }
    }
  }

  private double[] mean(ExactTotal from, int at, double[] weights) {
    double[] one = new double[layout.field(at).columns()];
    double[] mean = new double[one.length];
    boolean first = true;
    for (int p = 0; p < shards; p++) {
      if (weights[p] > 0) {
        from.readBits(at, p, one);
        add(first, weights[p], one, 0, mean);
        first = false;
      }
    }
    return mean;
  }

  private void averageSingles(ExactTotal from, int at, double[] weights, float[] average) {
    float[] one = new float[average.length];
    double[] mean = new double[average.length];
    Arrays.fill(mean, -0.0); // to which adding keeps every bit
    for (int p = 0; p < shards; p++) {
      if (weights[p] > 0) {
        from.readBits(at, p, one);
        for (int i = 0; i < mean.length; i++) {
          mean[i] += weights[p] * one[i];
        }
      }
    }
    for (int i = 0; i < mean.length; i++) {
      average[i] = (float) mean[i];
    }
  }

  /** {@code w_p scale_p / scale}, by shard. */
  private double[] shares(ExactTotal from, int at, double[] weights, double scale) {
    double[] one = new double[layout.field(at).columns()];
    double[] shares = new double[shards];
    for (int p = 0; p < shards; p++) {
      if (weights[p] > 0) {
        from.readBits(at, p, one);
        shares[p] = weights[p] * one[0] / scale;
      }
    }
    return shares;
  }

  /** Overwrites the rows that some shard touched; to a shard that did not, a row is as it was. */
  private void averageRows(ExactTotal from, int at, double[] shares, double[] values) {
    int columns = layout.field(at).columns();
    int rows = layout.field(at).rows() / shards;
    BitSet sent = new BitSet();
    BitSet touched = new BitSet();
    for (int row : from.sortedRows(at)) {
      sent.set(row);
      touched.set(row % rows);
    }
    double[] one = new double[columns];
    double[] mean = new double[columns];
    for (int r = touched.nextSetBit(0); r >= 0; r = touched.nextSetBit(r + 1)) {
      boolean first = true;
      for (int p = 0; p < shards; p++) {
        boolean moved = sent.get(p * rows + r);
        if (moved) {
          from.readBits(at, p * rows + r, one);
        }
        if (shares[p] > 0) {
          add(first, shares[p], moved ? one : values, moved ? 0 : r * columns, mean);
          first = false;
        }
      }
      System.arraycopy(mean, 0, values, r * columns, columns);
    }
  }

  /** {@code sum + weight · values}; a sum begins as its first addend, which keeps every bit. */
  private static void add(boolean first, double weight, double[] values, int from, double[] sum) {
    for (int c = 0; c < sum.length; c++) {
      double added = weight * values[from + c];
      sum[c] = first ? added : sum[c] + added;
    }
  }
}
