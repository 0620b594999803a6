package org.sparksvi.laws;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Layout;
import org.sparksvi.bundle.Stored;
import org.sparksvi.bundle.TouchedRows;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.PackedTotal;
import org.sparksvi.engine.State;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Term;

/** Everything a value holds as bits, to see whether two are the same. */
public final class Bits {
  private Bits() {}

  public static long[] of(double... values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  /** The representation, not only the values. */
  public static long[] of(Bundle bundle) {
    return IntStream.range(0, bundle.layout().count())
        .mapToObj(bundle::stored)
        .flatMapToDouble(Bits::values)
        .mapToLong(Double::doubleToRawLongBits)
        .toArray();
  }

  private static DoubleStream values(Stored stored) {
    return DoubleStream.concat(
        DoubleStream.concat(Arrays.stream(stored.values()), DoubleStream.of(stored.scale())),
        DoubleStream.concat(
            Arrays.stream(stored.background()), Arrays.stream(widened(stored.singles()))));
  }

  private static double[] widened(float[] singles) {
    double[] values = new double[singles.length];
    Arrays.setAll(values, i -> singles[i]);
    return values;
  }

  /** All that later rounds depend on. */
  public static long[] of(State state) {
    return concat(
        of(state.parameters()),
        state.memory().stream().flatMapToLong(m -> Arrays.stream(of(m))).toArray(),
        new long[] {state.round(), state.progress().rounds()},
        Arrays.stream(state.quanta().exponents()).asLongStream().toArray(),
        of(state.progress().scores()),
        of(state.progress().boundSum(), state.progress().globalElbo(), state.progress().heldOut()));
  }

  public static long[] of(ExactTotal total) {
    PackedTotal packed = total.packed();
    return concat(
        Arrays.stream(packed.rows()).flatMapToInt(Arrays::stream).asLongStream().toArray(),
        Arrays.stream(packed.sums()).flatMapToLong(Arrays::stream).toArray(),
        packed.peaks(),
        packed.terms());
  }

  public static long[] of(Contribution contribution) {
    return of(values(contribution));
  }

  /** Statistics with all rows spelt out, then the terms. */
  public static double[] values(Contribution contribution) {
    Direction statistics = contribution.statistics();
    DoubleStream terms = Arrays.stream(Term.values()).mapToDouble(contribution::get);
    return DoubleStream.concat(
            IntStream.range(0, statistics.layout().count())
                .mapToObj(f -> field(statistics, f))
                .flatMapToDouble(Arrays::stream),
            terms)
        .toArray();
  }

  private static double[] field(Direction direction, int f) {
    Layout layout = direction.layout();
    if (layout.field(f).single()) {
      return widened(direction.singles(f));
    }
    if (!layout.field(f).rowSparse()) {
      return direction.values(f);
    }
    int columns = layout.field(f).columns();
    double[] all = new double[layout.field(f).size()];
    TouchedRows rows = direction.rows(f);
    for (int i = 0; i < rows.count(); i++) {
      System.arraycopy(rows.values(), rows.start(i), all, rows.row(i) * columns, columns);
    }
    return all;
  }

  private static long[] concat(long[]... parts) {
    return Arrays.stream(parts).flatMapToLong(LongStream::of).toArray();
  }
}
