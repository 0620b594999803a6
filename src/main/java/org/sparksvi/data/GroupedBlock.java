package org.sparksvi.data;

import java.util.Arrays;
import java.util.List;

/**
 * Rows of numbers with roles, packed by group: the rows of a group lie in one block, one after
 * another, so that what belongs to the group alone can be inferred where its rows are.
 *
 * <p>The engine's row is a group here: whole groups are drawn into minibatches and held out. Sums
 * are scaled by the weight of the members, so figures per row stay figures per row of the data.
 */
public final class GroupedBlock implements Block {
  /** Rows that a group may have: all of them are in one block, and in one task's memory. */
  public static final int MOST_ROWS = 1 << 17;

  /** Parts that a group may have: their effects are found together, by a dense matrix. */
  public static final int MOST_PARTS = 2000;

  private final LabelledBlock members;
  private final int[] starts; // groups + 1

  /**
   * Takes rows whose groups are told by {@link LabelledBlock.Sides#groups}.
   *
   * @throws IllegalArgumentException if the rows of a group do not lie together, or are of more
   *     than {@link #MOST_PARTS} parts
   */
  public GroupedBlock(LabelledBlock members) {
    this.members = members;
    long[] groups = members.sides().groups();
    int[] found = new int[groups.length + 1];
    int count = 0;
    for (int r = 0; r < groups.length; r++) {
      if (r == 0 || groups[r] != groups[r - 1]) {
        found[count++] = r;
      }
    }
    found[count] = groups.length;
    this.starts = Arrays.copyOf(found, count + 1);
    long[] sorted = new long[count];
    for (int g = 0; g < count; g++) {
      sorted[g] = groups[found[g]];
    }
    Arrays.sort(sorted);
    int distinct = Math.min(1, count);
    for (int g = 1; g < count; g++) {
      distinct += sorted[g] == sorted[g - 1] ? 0 : 1;
    }
    if (distinct != count) {
      throw new IllegalArgumentException(
          "the rows of a group of block %d must lie together, but %d groups lie in %d pieces"
              .formatted(members.id(), distinct, count));
    }
    requireFewParts();
  }

  private void requireFewParts() {
    long[] parts = members.sides().subgroups();
    for (int g = 0; parts.length > 0 && g < rows(); g++) {
      if (starts[g + 1] - starts[g] > MOST_PARTS) {
        long own = Arrays.stream(parts, starts[g], starts[g + 1]).distinct().count();
        if (own > MOST_PARTS) {
          throw new IllegalArgumentException(
              "a group must have at most %d parts, but group %d has %d"
                  .formatted(MOST_PARTS, group(g), own));
        }
      }
    }
  }

  /** Builds one block of rows; copies them. Those of a group lie together. */
  public static GroupedBlock of(int id, int columns, List<DataRow> rows) {
    return new GroupedBlock(LabelledBlock.of(id, columns, rows));
  }

  @Override
  public int id() {
    return members.id();
  }

  /** Number of groups. */
  @Override
  public int rows() {
    return starts.length - 1;
  }

  /** Weight of the members. */
  @Override
  public double weight() {
    return members.weight();
  }

  @Override
  public double units() {
    return members.units();
  }

  /** The members. */
  @Override
  public int observations() {
    return members.rows();
  }

  @Override
  public GroupedBlock single(int group, int id) {
    return new GroupedBlock(members.some(starts[group], starts[group + 1], id));
  }

  /** Of a group, its first row. */
  @Override
  public String text(int group) {
    return members.text(starts[group]);
  }

  /** The rows, group after group. */
  public LabelledBlock members() {
    return members;
  }

  /** First row of a group among the members; that of the group behind the last is their number. */
  public int start(int group) {
    return starts[group];
  }

  /** Number by which the data know a group. */
  public long group(int group) {
    return members.sides().groups()[starts[group]];
  }
}
