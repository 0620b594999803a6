package org.sparksvi.spark.resident;

import java.util.stream.IntStream;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.Quanta;
import org.sparksvi.engine.Units;
import org.sparksvi.engine.Work;
import org.sparksvi.engine.Workload;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Term;

/**
 * A work without a workload: every unit adds numbers of its own to a dense and to a row-sparse
 * field, and one row.
 *
 * @param exchange that numbers depend on, too
 */
record Sums(long exchange) implements Work {
  private static final long serialVersionUID = 1L;
  private static final int CELLS = 5;
  private static final int ROWS = 40;
  private static final Layout LAYOUT =
      Layout.of(Field.mixed("dense", 1, CELLS), Field.mixedRows("sparse", ROWS, 2));

  @Override
  public ExactTotal none() {
    return new ExactTotal(LAYOUT, Quanta.of(-20, -20));
  }

  @Override
  public ExactTotal over(Workload<?, ?> workload, Units units) {
    ExactTotal total = none();
    for (int unit = units.next(); unit != Units.NONE; unit = units.next()) {
      total.add(of(unit));
    }
    return total;
  }

  /** What a unit adds. */
  Contribution of(int unit) {
    Contribution contribution = new Contribution(LAYOUT);
    double value = unit + 1 + 0.25 * exchange;
    contribution.statistics().values(0)[unit % CELLS] += value;
    int at = contribution.statistics().rows(1).touch((int) ((unit + exchange) % ROWS));
    contribution.statistics().rows(1).values()[at] += value;
    contribution.statistics().rows(1).values()[at + 1] -= unit;
    contribution.add(Term.ROWS, 1);
    return contribution;
  }

  /** The total over some units, one after the other. */
  ExactTotal total(int... units) {
    return over(null, Units.of(units));
  }

  /** Units from 0. */
  static int[] units(int count) {
    return IntStream.range(0, count).toArray();
  }

  /** How many units a total is of. */
  static long counted(ExactTotal total) {
    return Math.round(total.read().get(Term.ROWS));
  }

  @Override
  public long bytes() {
    return 0;
  }

  @Override
  public String describe(int units) {
    return "sums " + exchange + ": " + units + " units";
  }
}
