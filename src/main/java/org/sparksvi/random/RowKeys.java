package org.sparksvi.random;

/**
 * 64-bit keys of rows, which survive reading the data again in other splits and orders.
 *
 * <p>Each is a chain of {@link SplitMix64#mix(long, long)} over the content. They are part of what
 * is stored, and never change.
 */
public final class RowKeys {
  private static final long TEXT = 1; // starts of chains, so that kinds do not meet
  private static final long COUNTS = 2;
  private static final long NUMBERS = 3;
  private static final long ROLES = 4;
  private static final int CHARS = 4; // in a long

  private RowKeys() {}

  /** Key of a row that is a text of its own. */
  public static long ofText(String text) {
    int length = text.length();
    long key = SplitMix64.mix(TEXT, length);
    for (int from = 0; from < length; from += CHARS) {
      long word = 0;
      for (int i = from; i < Math.min(from + CHARS, length); i++) {
        word = word << Character.SIZE | text.charAt(i);
      }
      key = SplitMix64.mix(key, word);
    }
    return key;
  }

  /** Key of the line that begins at a byte of a file; the file's name is relative to the input. */
  public static long ofLine(String file, long offset) {
    return SplitMix64.mix(ofText(file), offset);
  }

  /** Key of a row that is counts: the first {@code size} of them, columns ascending. */
  public static long ofCounts(int[] columns, double[] counts, int size) {
    long key = SplitMix64.mix(COUNTS, size);
    for (int i = 0; i < size; i++) {
      key = SplitMix64.mix(key, columns[i]);
      key = SplitMix64.mix(key, Double.doubleToLongBits(counts[i]));
    }
    return key;
  }

  /** Key of a row that is numbers with a weight; NaN and zero must have one form each. */
  public static long ofNumbers(double[] values, double weight) {
    long key = SplitMix64.mix(NUMBERS, values.length);
    for (double value : values) {
      key = SplitMix64.mix(key, Double.doubleToLongBits(value));
    }
    return SplitMix64.mix(key, Double.doubleToLongBits(weight));
  }

  /** What a further row of the same key, counted from 1, has its place by. */
  public static long ofOccurrence(long key, long occurrence) {
    return SplitMix64.mix(key, occurrence);
  }

  /**
   * Key of a row of real numbers with roles: the values that are not 0, columns ascending; the same
   * for a sparse and a dense row. NaN and zero must have one form each.
   */
  public static long ofRoles(
      int[] columns,
      double[] values,
      double weight,
      double response,
      double offset,
      long group,
      long subgroup) {
    long key = ROLES;
    for (int i = 0; i < values.length; i++) {
      if (values[i] != 0) {
        key = SplitMix64.mix(key, columns == null ? i : columns[i]);
        key = SplitMix64.mix(key, Double.doubleToLongBits(values[i]));
      }
    }
    for (double role : new double[] {weight, response, offset}) {
      key = SplitMix64.mix(key, Double.doubleToLongBits(role));
    }
    key = SplitMix64.mix(key, group);
    return subgroup == 0 ? key : SplitMix64.mix(key, subgroup);
  }
}
