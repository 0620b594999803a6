package org.sparksvi.engine;

import java.util.Arrays;
import java.util.List;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.bundle.RowIndex;
import org.sparksvi.bundle.Rows;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Term;
import org.sparksvi.model.Terms;
import org.sparksvi.numeric.ExactSum;
import org.sparksvi.numeric.FixedPoint;
import org.sparksvi.numeric.Quantum;

/**
 * A sum of contributions that does not depend on their order or grouping.
 *
 * <p>Every number is rounded once, to a multiple of its field's quantum, and then added as an
 * integer. Row-sparse fields hold only touched rows. Overflow shows in the peaks, which add up as
 * well: where the sum of all addends' magnitudes might not fit, the engine repeats the round with a
 * larger quantum.
 */
public final class ExactTotal {
  private static final Term[] TERMS = Term.values();

  /** Addends of this mean peak are rounded to 2^-30 of the largest. */
  private static final long FINE_PEAK = 1L << 8;

  private static final long[] NONE = {};

  private final Layout layout;
  private final Quanta quanta;
  private final Quantum[] units; // by field
  private final RowIndex[] index; // by field; null where dense
  private final long[][] sums; // by field; all values or none yet, or touched rows × columns
  private final long[] peaks; // by field
  private final ExactSum[] terms; // by term

  public ExactTotal(Layout layout, Quanta quanta) {
    this.layout = layout;
    this.quanta = quanta;
    index = new RowIndex[layout.count()];
    sums = new long[layout.count()][];
    peaks = new long[layout.count()];
    units = new Quantum[layout.count()];
    Arrays.setAll(units, f -> new Quantum(quanta.exponent(f)));
    for (int f = 0; f < layout.count(); f++) {
      Field field = layout.field(f);
      index[f] = field.rowSparse() ? new RowIndex() : null;
      sums[f] = NONE;
    }
    terms = new ExactSum[TERMS.length];
    Arrays.setAll(terms, t -> new ExactSum());
  }

  /** Adds what one block contributes; reads it. */
  public void add(Contribution contribution) {
    Direction statistics = contribution.statistics();
    for (int f = 0; f < sums.length; f++) {
      int exponent = quanta.exponent(f);
      if (index[f] == null) {
        double[] values = statistics.values(f);
        raisePeak(f, FixedPoint.peak(values, 0, values.length, exponent));
        units[f].add(values, 0, values.length, dense(f), 0);
      } else {
        addRows(f, statistics.rows(f), exponent);
      }
    }
    for (Term term : TERMS) {
      terms[term.ordinal()].add(contribution.get(term));
    }
  }

  /** The accumulators of a dense field. */
  private long[] dense(int f) {
    if (sums[f] == NONE) {
      sums[f] = new long[layout.field(f).size()];
    }
    return sums[f];
  }

  private void addRows(int f, Rows rows, int exponent) {
    int columns = layout.field(f).columns();
    raisePeak(f, FixedPoint.peak(rows.values(), 0, rows.count() * columns, exponent));
    reserve(f, rows.count());
    for (int i = 0; i < rows.count(); i++) {
      int to = touch(f, rows.row(i));
      units[f].add(rows.values(), rows.start(i), columns, sums[f], to);
    }
  }

  /** Makes room for so many more rows, of which some may be there already. */
  private void reserve(int f, int rows) {
    Field field = layout.field(f);
    long needed = (long) Math.min(field.rows(), index[f].count() + rows) * field.columns();
    if (needed > sums[f].length) {
      long doubled = Math.min(field.size(), 2L * sums[f].length);
      sums[f] = Arrays.copyOf(sums[f], (int) Math.max(needed, doubled));
    }
  }

  private int touch(int f, int row) {
    int columns = layout.field(f).columns();
    return index[f].slot(row) * columns;
  }

  private void raisePeak(int f, long peak) {
    peaks[f] = FixedPoint.addPeaks(peaks[f], peak);
  }

  /** Adds another total over the same layout and quanta, whose arrays this one may keep. */
  public void add(Packed other) {
    for (int f = 0; f < sums.length; f++) {
      raisePeak(f, other.peaks()[f]);
      long[] added = other.sums()[f];
      if (index[f] == null) {
        addDense(f, added, other.from()[f]);
      } else {
        addRows(f, other.rows()[f], other.rows()[f].length, added);
      }
    }
    for (int t = 0; t < terms.length; t++) {
      terms[t].add(
          ExactSum.of(other.terms()[3 * t], other.terms()[3 * t + 1], other.terms()[3 * t + 2]));
    }
  }

  /** The same, of a total that nobody uses any more. */
  public void add(ExactTotal other) {
    for (int f = 0; f < sums.length; f++) {
      raisePeak(f, other.peaks[f]);
      if (index[f] == null) {
        addDense(f, other.sums[f], 0);
      } else {
        addRows(f, other.index[f].rows(), other.index[f].count(), other.sums[f]);
      }
    }
    for (int t = 0; t < terms.length; t++) {
      terms[t].add(other.terms[t]);
    }
  }

  /** Adds rows in the order in which they are stored. */
  private void addRows(int f, int[] rows, int count, long[] added) {
    int columns = layout.field(f).columns();
    if (index[f].count() == 0) {
      for (int i = 0; i < count; i++) {
        index[f].slot(rows[i]);
      }
      sums[f] = added;
      return;
    }
    reserve(f, count);
    for (int i = 0; i < count; i++) {
      addLongs(added, i * columns, columns, sums[f], touch(f, rows[i]));
    }
  }

  private void addDense(int f, long[] added, int from) {
    if (sums[f] == NONE && added.length == layout.field(f).size()) {
      sums[f] = added;
    } else if (added.length > 0) {
      addLongs(added, 0, added.length, dense(f), from);
    }
  }

  private static void addLongs(long[] from, int start, int n, long[] into, int at) {
    for (int i = 0; i < n; i++) {
      into[at + i] += from[start + i];
    }
  }

  /** The total as arrays of primitives, to send; rows ascend. */
  public Packed packed() {
    int[][] rows = new int[sums.length][];
    long[][] values = new long[sums.length][];
    for (int f = 0; f < sums.length; f++) {
      if (index[f] == null) {
        rows[f] = new int[0];
        values[f] = sums[f];
      } else {
        int columns = layout.field(f).columns();
        rows[f] = sortedRows(f);
        values[f] = new long[rows[f].length * columns];
        for (int i = 0; i < rows[f].length; i++) {
          System.arraycopy(
              sums[f], index[f].slot(rows[f][i]) * columns, values[f], i * columns, columns);
        }
      }
    }
    long[] packedTerms = new long[3 * terms.length];
    for (int t = 0; t < terms.length; t++) {
      packedTerms[3 * t] = terms[t].high();
      packedTerms[3 * t + 1] = terms[t].low();
      packedTerms[3 * t + 2] = terms[t].peak();
    }
    return new Packed(rows, new int[sums.length], values, peaks.clone(), packedTerms);
  }

  /**
   * Refuses a total that cannot be one over this layout.
   *
   * @throws IllegalArgumentException naming field, rule and value
   */
  public void check(Packed other) {
    TotalCheck.check(layout, other);
  }

  /**
   * Adds the bits of doubles to a row of a row-sparse field. Where one result alone writes a row,
   * its doubles arrive as they were sent; quanta and peaks take no part.
   */
  void addBits(int f, int row, double[] from, int start) {
    reserve(f, 1);
    int to = touch(f, row);
    for (int c = 0; c < layout.field(f).columns(); c++) {
      sums[f][to + c] += Double.doubleToRawLongBits(from[start + c]);
    }
  }

  /** Overwrites {@code out} with the doubles whose bits a row holds; a row without any is zero. */
  void readBits(int f, int row, double[] out) {
    reserve(f, 1);
    int from = touch(f, row);
    for (int c = 0; c < layout.field(f).columns(); c++) {
      out[c] = Double.longBitsToDouble(sums[f][from + c]);
    }
  }

  /** Touched rows of a row-sparse field, ascending. */
  int[] sortedRows(int f) {
    int[] rows = new int[index[f].count()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = index[f].row(i);
    }
    Arrays.sort(rows);
    return rows;
  }

  public Quanta quanta() {
    return quanta;
  }

  /** Whether every sum is certain to fit its accumulator, and every addend was finite. */
  public boolean fits() {
    for (long peak : peaks) {
      if (!FixedPoint.fits(peak)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether some field's addends are so small beside the quantum that rounding them may show.
   *
   * @param addends how many contributions were added
   */
  boolean coarse(int addends) {
    for (long peak : peaks) {
      if (peak > 0 && peak / addends < FINE_PEAK) {
        return true;
      }
    }
    return false;
  }

  /** An upper bound of the sums' magnitude, by field; infinite where it did not fit. */
  public double[] magnitudes() {
    double[] magnitudes = new double[peaks.length];
    for (int f = 0; f < peaks.length; f++) {
      magnitudes[f] = FixedPoint.magnitude(peaks[f], quanta.exponent(f));
    }
    return magnitudes;
  }

  /** The total in doubles; rows ascend. */
  public Contribution read() {
    Contribution total = new Contribution(layout);
    read(total);
    return total;
  }

  /** Overwrites a contribution with the total in doubles; rows ascend. */
  void read(Contribution total) {
    total.clear();
    for (int f = 0; f < sums.length; f++) {
      if (index[f] == null) {
        double[] out = total.statistics().values(f);
        units[f].read(sums[f], 0, sums[f].length, out, 0);
      } else {
        int columns = layout.field(f).columns();
        Rows out = total.statistics().rows(f);
        out.reserve(index[f].count());
        for (int row : sortedRows(f)) {
          int to = out.touch(row);
          int from = index[f].slot(row) * columns;
          units[f].read(sums[f], from, columns, out.values(), to);
        }
      }
    }
    for (Term term : TERMS) {
      total.add(term, terms[term.ordinal()].value());
    }
  }

  /** The named numbers of the total. */
  public Terms terms() {
    Terms read = new Terms();
    for (Term term : TERMS) {
      read.add(term, terms[term.ordinal()].value());
    }
    return read;
  }

  /**
   * A total, or a part of one, as arrays of primitives.
   *
   * @param rows touched rows by field, ascending; empty where dense
   * @param from place of the first accumulator by field, where dense
   * @param sums accumulators by field
   * @param peaks by field
   * @param terms high, low and peak, by term
   */
  @SuppressWarnings("ArrayRecordComponent") // a message, compared by nobody
  public record Packed(int[][] rows, int[] from, long[][] sums, long[] peaks, long[] terms)
      implements java.io.Serializable {

    /** Parts of at most so many accumulators, or of one row, that add up to this. */
    public List<Packed> cut(int most) {
      long size = 0;
      for (long[] some : sums) {
        size += some.length;
      }
      return size <= most ? List.of(this) : new Cutter(this, most).parts();
    }
  }
}
