package org.sparksvi.engine;

import java.util.Arrays;
import java.util.Optional;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.bundle.RowIndex;
import org.sparksvi.bundle.TouchedRows;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Term;
import org.sparksvi.model.Terms;
import org.sparksvi.numeric.ExactSum;
import org.sparksvi.numeric.FixedPoint;
import org.sparksvi.numeric.FloatKernels;
import org.sparksvi.numeric.Quantum;
import org.sparksvi.numeric.SinglePairs;

/**
 * A sum of contributions that does not depend on their order or grouping.
 *
 * <p>Every number is rounded once, to a multiple of its field's quantum, and then added as an
 * integer; those of single precision lie in pairs. Row-sparse fields hold only touched rows.
 * Overflow shows in the peaks, which add up as well: where the sum of all addends' magnitudes might
 * not fit, the engine repeats the round with a larger quantum.
 */
public final class ExactTotal {
  private static final Term[] TERMS = Term.values();

  private static final FloatKernels KERNELS = FloatKernels.best();

  private static final long[] NONE = {};

  private final Layout layout;
  private final Quanta quanta;
  private final Quantum[] units; // by quantum of the layout
  private final RowIndex[] index; // by field; null where dense
  private final long[][] sums; // by field; all values or none yet, or touched rows × columns
  private final Peaks peaks;
  private final ExactSum[] terms; // by term

  public ExactTotal(Layout layout, Quanta quanta) {
    this.layout = layout;
    this.quanta = quanta;
    index = new RowIndex[layout.count()];
    sums = new long[layout.count()][];
    peaks = new Peaks(layout);
    units = new Quantum[layout.quanta()];
    Arrays.setAll(units, q -> new Quantum(quanta.exponent(q)));
    for (int f = 0; f < layout.count(); f++) {
      Field field = layout.field(f);
      index[f] = field.rowSparse() ? new RowIndex(field.rows()) : null;
      sums[f] = NONE;
    }
    terms = new ExactSum[TERMS.length];
    Arrays.setAll(terms, t -> new ExactSum());
  }

  /** Adds what one block contributes; reads it. */
  public void add(Contribution contribution) {
    Direction statistics = contribution.statistics();
    for (int f = 0; f < sums.length; f++) {
      int quantum = layout.quantum(f);
      int exponent = quanta.exponent(quantum);
      if (index[f] != null) {
        addRows(f, statistics.rows(f));
      } else if (layout.field(f).single()) {
        float[] values = statistics.singles(f);
        float perQuantum = Math.scalb(1f, -exponent);
        int largest = KERNELS.addPairs(values, 0, values.length, perQuantum, dense(f), 0);
        peaks.add(quantum, SinglePairs.peak(largest, exponent));
      } else if (layout.field(f).quanta() == 1) {
        double[] values = statistics.values(f);
        peaks.add(quantum, FixedPoint.peak(values, 0, values.length, exponent));
        units[quantum].add(values, 0, values.length, dense(f), 0);
      } else {
        addResolved(f, statistics.values(f));
      }
    }
    addTerms(contribution);
  }

  /** Adds the named numbers of what one block contributes, and nothing else; reads it. */
  public void addTerms(Contribution contribution) {
    for (Term term : TERMS) {
      terms[term.ordinal()].add(contribution.get(term));
    }
  }

  /** Accumulators of a dense field: one a value, or one for two of single precision. */
  static int accumulators(Field field) {
    return field.single() ? SinglePairs.longs(field.size()) : field.size();
  }

  /** The accumulators of a dense field. */
  private long[] dense(int f) {
    if (sums[f] == NONE) {
      sums[f] = new long[accumulators(layout.field(f))];
    }
    return sums[f];
  }

  /** Adds the values of a field that has several quanta. */
  private void addResolved(int f, double[] values) {
    Field field = layout.field(f);
    int first = layout.quantum(f);
    long[] largest = new long[field.quanta()];
    for (int i = 0; i < values.length; i++) {
      int q = field.quantum(i);
      largest[q] = Math.max(largest[q], FixedPoint.size(values[i]));
      units[first + q].add(values, i, 1, dense(f), i);
    }
    for (int q = 0; q < largest.length; q++) {
      peaks.add(first + q, FixedPoint.peak(largest[q], quanta.exponent(first + q)));
    }
  }

  private void addRows(int f, TouchedRows rows) {
    int columns = layout.field(f).columns();
    int quantum = layout.quantum(f);
    int exponent = quanta.exponent(quantum);
    peaks.add(quantum, FixedPoint.peak(rows.values(), 0, rows.count() * columns, exponent));
    reserve(f, rows.count());
    for (int i = 0; i < rows.count(); i++) {
      int to = touch(f, rows.row(i));
      units[quantum].add(rows.values(), rows.start(i), columns, sums[f], to);
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

  /** Adds another total over the same layout and quanta, whose arrays this one may keep. */
  public void add(PackedTotal other) {
    peaks.add(other.peaks());
    for (int f = 0; f < sums.length; f++) {
      long[] added = other.sums()[f];
      if (index[f] == null) {
        addDense(f, added, other.from()[f]);
      } else {
        addRows(f, other.rows()[f], other.rows()[f].length, added);
      }
    }
    int at = 0;
    for (ExactSum term : terms) {
      term.add(ExactSum.read(other.terms(), at));
      at = ExactSum.end(other.terms(), at);
    }
  }

  /** The same, of a total that nobody uses any more. */
  public void add(ExactTotal other) {
    peaks.add(other.peaks.toArray());
    for (int f = 0; f < sums.length; f++) {
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
    if (sums[f] == NONE && added.length == accumulators(layout.field(f))) {
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
  public PackedTotal packed() {
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
    long[] packedTerms =
        Arrays.stream(terms).map(ExactSum::longs).flatMapToLong(Arrays::stream).toArray();
    return new PackedTotal(rows, new int[sums.length], values, peaks.toArray(), packedTerms);
  }

  /**
   * Refuses a total that cannot be one over this layout.
   *
   * @throws IllegalArgumentException naming field, rule and value
   */
  public void check(PackedTotal other) {
    other.check(layout);
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

  /** The same for the bits of floats, two in each accumulator. */
  void addBits(int f, int row, float[] from) {
    reserve(f, 1);
    int to = touch(f, row);
    for (int i = 0; i < from.length; i++) {
      long bits = Float.floatToRawIntBits(from[i]) & 0xffffffffL;
      sums[f][to + (i >> 1)] += (i & 1) == 0 ? bits : bits << Integer.SIZE;
    }
  }

  /** Overwrites {@code out} with the floats whose bits a row holds. */
  void readBits(int f, int row, float[] out) {
    reserve(f, 1);
    int from = touch(f, row);
    for (int i = 0; i < out.length; i++) {
      long bits = sums[f][from + (i >> 1)];
      out[i] = Float.intBitsToFloat((int) ((i & 1) == 0 ? bits : bits >> Integer.SIZE));
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
    return peaks.fit();
  }

  /**
   * A resolution at which all should be added up again, because a sum does not fit or addends are
   * small beside this one; empty where this one suits.
   *
   * @param attempt how often this has been done
   * @param addends how many there were
   */
  public Optional<Quanta> better(int attempt, int addends) {
    Quanta better = following(attempt);
    boolean suits = fits() && (!peaks.coarse(addends) || better.equals(quanta));
    return suits ? Optional.empty() : Optional.of(better);
  }

  /** What the size of the addends tells of the sums. */
  Peaks peaks() {
    return peaks;
  }

  /** The quanta that suit the next sums over the same layout. */
  Quanta following(int attempt) {
    return quanta.following(layout, peaks.magnitudes(quanta), attempt);
  }

  /** The total as numbers; rows ascend. */
  public Contribution read() {
    Contribution total = new Contribution(layout);
    read(1, Slices.ONE_BY_ONE, total);
    return total;
  }

  /** Overwrites a contribution with the total times a factor; rows ascend. */
  void read(double factor, Slices slices, Contribution out) {
    int[] lengths = new int[sums.length];
    for (int f = 0; f < sums.length; f++) {
      if (index[f] != null || sums[f] == NONE) {
        out.statistics().clear(f);
      }
      if (index[f] != null) {
        readRows(f, factor, out.statistics().rows(f));
      } else if (sums[f] != NONE) {
        lengths[f] = layout.field(f).size();
      }
    }
    slices.of(lengths, (f, from) -> read(f, from, factor, out.statistics()));
    out.clearTerms();
    for (Term term : TERMS) {
      out.add(term, factor * terms[term.ordinal()].value());
    }
  }

  private void read(int f, int from, double factor, Direction out) {
    int n = Slices.end(from, layout.field(f).size()) - from;
    Field field = layout.field(f);
    int quantum = layout.quantum(f);
    if (field.single()) {
      float perQuantum = (float) (factor * FixedPoint.quantum(quanta.exponent(quantum)));
      KERNELS.readPairs(sums[f], from / 2, n, perQuantum, out.singles(f), from);
      return;
    }
    int together = field.quanta() == 1 ? n : 1;
    for (int i = from; i < from + n; i += together) {
      units[quantum + field.quantum(i)].read(sums[f], i, together, out.values(f), i);
    }
    multiply(out.values(f), from, n, factor);
  }

  private void readRows(int f, double factor, TouchedRows out) {
    int columns = layout.field(f).columns();
    out.reserve(index[f].count());
    for (int row : sortedRows(f)) {
      int to = out.touch(row);
      int from = index[f].slot(row) * columns;
      units[layout.quantum(f)].read(sums[f], from, columns, out.values(), to);
      multiply(out.values(), to, columns, factor);
    }
  }

  private static void multiply(double[] values, int from, int n, double factor) {
    for (int i = from; i < from + n; i++) {
      values[i] *= factor;
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
}
