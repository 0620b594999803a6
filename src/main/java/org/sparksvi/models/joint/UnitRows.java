package org.sparksvi.models.joint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.sparksvi.data.Block;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.data.LabelledBlock;

/**
 * Rows as a log joint sees them, in units that have a log density each: rows, or groups of rows.
 *
 * <p>Graphs are built for numbers of rows and of groups. So that a few graphs do for blocks of
 * groups of unlike sizes, these get rows without a weight, in a group of their own, up to the next
 * number of a coarse scale.
 */
final class UnitRows {
  /** Numbers of rows that graphs are built for, in an octave. */
  private static final int STEPS = 8;

  private final int id;
  private final int columns;
  private final long[] keys; // rows
  private final double[] weights; // rows
  private final double[] values; // rows × columns, row-major
  private final int[] groups; // of the rows, from 0, ascending; null where rows are the units
  private final int units;
  private final int real; // units that are no filling

  private UnitRows(
      int id,
      int columns,
      long[] keys,
      double[] weights,
      double[] values,
      int[] groups,
      int units,
      int real) {
    this.id = id;
    this.columns = columns;
    this.keys = keys;
    this.weights = weights;
    this.values = values;
    this.groups = groups;
    this.units = units;
    this.real = real;
  }

  /** Numbers of rows and of units that a graph is for. */
  record Size(int rows, int units, boolean grouped) {
    /** Rows that are units. */
    static Size of(int rows) {
      return new Size(rows, rows, false);
    }
  }

  static UnitRows of(Block block) {
    if (block instanceof GroupedBlock grouped) {
      return of(grouped);
    }
    DenseBlock dense = (DenseBlock) block;
    return new UnitRows(
        dense.id(),
        dense.columns(),
        dense.keys(),
        dense.weights(),
        dense.values(),
        null,
        dense.rows(),
        dense.rows());
  }

  private static UnitRows of(GroupedBlock block) {
    LabelledBlock members = block.members();
    int[] groups = new int[members.rows()];
    for (int g = 0; g < block.rows(); g++) {
      Arrays.fill(groups, block.start(g), block.start(g + 1), g);
    }
    LabelledBlock.Sides sides = members.sides();
    double[] values =
        members
            .dense()
            .orElseThrow(() -> new IllegalArgumentException("rows of groups must be dense"));
    return filled(
        new UnitRows(
            block.id(),
            members.columns(),
            sides.keys(),
            sides.weights(),
            values,
            groups,
            block.rows(),
            block.rows()));
  }

  /** The same with rows without weight in a group behind the others. */
  private static UnitRows filled(UnitRows rows) {
    int from = rows.keys.length;
    int to = coarse(from + 1);
    int units = coarse(rows.units + 1);
    long[] keys = Arrays.copyOf(rows.keys, to);
    double[] values = Arrays.copyOf(rows.values, to * rows.columns);
    int[] groups = Arrays.copyOf(rows.groups, to);
    for (int r = from; r < to; r++) {
      keys[r] = keys[from - 1];
      groups[r] = units - 1;
      System.arraycopy(values, (from - 1) * rows.columns, values, r * rows.columns, rows.columns);
    }
    return new UnitRows(
        rows.id,
        rows.columns,
        keys,
        Arrays.copyOf(rows.weights, to),
        values,
        groups,
        units,
        rows.real);
  }

  private static int coarse(int number) {
    int step = Math.max(1, Integer.highestOneBit(number) / STEPS);
    return (number + step - 1) / step * step;
  }

  /** The first units of some blocks, of at most so many rows, or one. */
  static UnitRows first(List<? extends Block> blocks, double most) {
    List<UnitRows> all = new ArrayList<>();
    int taken = 0;
    for (Block block : blocks) {
      UnitRows rows = block instanceof GroupedBlock grouped ? plain(grouped) : of(block);
      int more = rows.within((int) Math.min(most - taken, rows.keys.length), taken == 0);
      if (more > 0) {
        all.add(rows.cut(more));
      }
      taken += more;
      if (more < rows.keys.length) {
        break;
      }
    }
    return joined(all);
  }

  private static UnitRows plain(GroupedBlock block) {
    UnitRows rows = of(block);
    return rows.cut(block.members().rows());
  }

  /** Rows of the first units that have no more than some. */
  private int within(int most, boolean one) {
    if (groups == null || most >= keys.length) {
      return Math.max(0, most);
    }
    int cut = Math.max(0, most);
    int group = groups[cut];
    while (cut > 0 && groups[cut - 1] == group) {
      cut--;
    }
    if (cut == 0 && one) {
      while (cut < keys.length && groups[cut] == group) {
        cut++;
      }
    }
    return cut;
  }

  private UnitRows cut(int rows) {
    int left = groups == null ? rows : groups[rows - 1] + 1;
    return new UnitRows(
        id,
        columns,
        Arrays.copyOf(keys, rows),
        Arrays.copyOf(weights, rows),
        Arrays.copyOf(values, rows * columns),
        groups == null ? null : Arrays.copyOf(groups, rows),
        left,
        left);
  }

  private static UnitRows joined(List<UnitRows> all) {
    UnitRows first = all.get(0);
    int rows = all.stream().mapToInt(some -> some.keys.length).sum();
    long[] keys = new long[rows];
    double[] weights = new double[rows];
    double[] values = new double[rows * first.columns];
    int[] groups = first.groups == null ? null : new int[rows];
    int at = 0;
    int units = 0;
    for (UnitRows some : all) {
      int count = some.keys.length;
      System.arraycopy(some.keys, 0, keys, at, count);
      System.arraycopy(some.weights, 0, weights, at, count);
      System.arraycopy(some.values, 0, values, at * first.columns, some.values.length);
      for (int r = 0; groups != null && r < count; r++) {
        groups[at + r] = units + some.groups[r];
      }
      units += some.units;
      at += count;
    }
    return new UnitRows(0, first.columns, keys, weights, values, groups, units, units);
  }

  /**
   * Units of some weight; of groups all, with the values of another in rows without weight: what is
   * no number there would be none with a weight of 0 either.
   */
  UnitRows weighted() {
    if (groups != null) {
      return covered();
    }
    int[] kept = IntStream.range(0, units).filter(r -> weights[r] > 0).toArray();
    if (kept.length == units) {
      return this;
    }
    double[] some = new double[kept.length * columns];
    for (int i = 0; i < kept.length; i++) {
      System.arraycopy(values, kept[i] * columns, some, i * columns, columns);
    }
    return new UnitRows(
        id,
        columns,
        Arrays.stream(kept).mapToLong(r -> keys[r]).toArray(),
        Arrays.stream(kept).mapToDouble(r -> weights[r]).toArray(),
        some,
        null,
        kept.length,
        kept.length);
  }

  private UnitRows covered() {
    int[] some = IntStream.range(0, keys.length).filter(r -> weights[r] > 0).limit(1).toArray();
    if (some.length == 0) {
      return this;
    }
    double[] whole = values.clone();
    for (int r = 0; r < keys.length; r++) {
      if (weights[r] == 0) {
        System.arraycopy(values, some[0] * columns, whole, r * columns, columns);
      }
    }
    return new UnitRows(id, columns, keys, weights, whole, groups, units, real);
  }

  /**
   * The same where rows of groups that lack the observed column have a value there that the density
   * takes, and no weight.
   */
  UnitRows observing(List<String> names, Observed observed) {
    int place = observed == null ? -1 : names.indexOf(observed.column());
    if (groups == null || place < 0) {
      return this;
    }
    double[] known = weights.clone();
    double[] whole = values.clone();
    for (int r = 0; r < keys.length; r++) {
      if (Double.isNaN(whole[r * columns + place])) {
        known[r] = 0;
        whole[r * columns + place] = observed.acceptable();
      }
    }
    return new UnitRows(id, columns, keys, known, whole, groups, units, real);
  }

  /** A hash of values, weights and groups of the rows. */
  long content() {
    long hash = keys.length;
    for (int r = 0; r < keys.length; r++) {
      hash = mixed(hash, Double.doubleToRawLongBits(weights[r]));
      hash = mixed(hash, groups == null ? r : groups[r]);
    }
    for (double value : values) {
      hash = mixed(hash, Double.doubleToRawLongBits(value));
    }
    return hash;
  }

  private static long mixed(long hash, long more) {
    long sum = (hash ^ more) * 0x9e3779b97f4a7c15L;
    return sum ^ (sum >>> 29);
  }

  Size size() {
    return new Size(keys.length, units, groups != null);
  }

  int id() {
    return id;
  }

  int columns() {
    return columns;
  }

  boolean grouped() {
    return groups != null;
  }

  /** Units, those that fill up among them. */
  int units() {
    return units;
  }

  /** Units that are no filling; they are the first. */
  int real() {
    return real;
  }

  long[] keys() {
    return keys;
  }

  double[] values() {
    return values;
  }

  /** Of the rows. */
  double[] weights() {
    return weights;
  }

  /** The unit of each row. */
  int unit(int row) {
    return groups == null ? row : groups[row];
  }

  /** Weight of each unit's rows. */
  double[] unitWeights() {
    if (groups == null) {
      return weights;
    }
    double[] sums = new double[units];
    for (int r = 0; r < weights.length; r++) {
      sums[groups[r]] += weights[r];
    }
    return sums;
  }

  /** What a unit's log density counts: a row its weight, a group, whose rows have theirs, 1. */
  double[] factors() {
    if (groups == null) {
      return weights;
    }
    double[] ones = unitWeights();
    for (int u = 0; u < units; u++) {
      ones[u] = ones[u] > 0 ? 1 : 0;
    }
    return ones;
  }

  /** Sum of the weights. */
  double weight() {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    return sum;
  }

  /** One over the rows of each row's group, those without a weight among them. */
  double[] shares() {
    double[] counts = new double[units];
    for (int group : groups) {
      counts[group]++;
    }
    return Arrays.stream(groups).mapToDouble(group -> 1 / counts[group]).toArray();
  }

  int[] groups() {
    return groups;
  }
}
