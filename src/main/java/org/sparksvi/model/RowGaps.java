package org.sparksvi.model;

import java.util.Optional;
import java.util.OptionalDouble;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.bundle.Resolution;
import org.sparksvi.data.Block;

/**
 * The gap of posteriors of rows: sums over rows of log p(x | globals) and its bound.
 *
 * @param perRow floating-point operations of a row, roughly
 * @param perUnit the same of a unit, such as a token
 * @param refines whether bounds of posteriors that were moved on are added as well
 * @param steps that add rows by {@link #add}
 */
public record RowGaps<H extends Block>(
    double perRow, double perUnit, boolean refines, Steps<H> steps) implements Evidence<H> {
  private static final String GAP = "gap";
  private static final int WEIGHT = 0;
  private static final int ROWS = 1;
  private static final int ELBO = 2;
  private static final int EVIDENCE = 3;
  private static final int VARIANCE = 4;
  private static final int UNRELIABLE = 5;
  private static final int REFINED = 6;
  private static final Layout LAYOUT =
      Layout.of(Field.mixed(GAP, 1, REFINED + 1).resolving(Resolution.COLUMNS));

  /** Derives steps from a round's parameters; sent to executors. */
  @FunctionalInterface
  public interface Steps<H extends Block> extends java.io.Serializable {
    LocalSteps<H> of(Round round);
  }

  /**
   * Adds a row.
   *
   * @param elbo of its q, in nats
   * @param logEvidence log p(x | globals), or an estimate
   * @param error standard error of the estimate
   * @param reliable whether the estimate and its error are
   */
  public static void add(
      Contribution into,
      double weight,
      double elbo,
      double logEvidence,
      double error,
      boolean reliable) {
    double[] sums = into.statistics().values(GAP);
    sums[WEIGHT] += weight;
    sums[ROWS] += 1;
    sums[ELBO] += weight * elbo;
    sums[EVIDENCE] += weight * logEvidence;
    sums[VARIANCE] += weight * weight * error * error;
    sums[UNRELIABLE] += reliable ? 0 : 1;
  }

  /** Adds the bound of a row's q that was moved on. */
  public static void addRefined(Contribution into, double weight, double elbo) {
    into.statistics().values(GAP)[REFINED] += weight * elbo;
  }

  @Override
  public double operations(double rows, double units) {
    return perRow * rows + perUnit * units;
  }

  @Override
  public Layout layout() {
    return LAYOUT;
  }

  @Override
  public LocalSteps<H> steps(Round round) {
    return steps.of(round);
  }

  @Override
  public Gap gap(Round round, Contribution sum) {
    double[] sums = sum.statistics().values(GAP);
    return new Gap(
        sums[WEIGHT],
        sums[ROWS],
        sums[ELBO],
        refines ? OptionalDouble.of(sums[REFINED]) : OptionalDouble.empty(),
        sums[EVIDENCE],
        Math.sqrt(sums[VARIANCE]),
        sums[UNRELIABLE],
        Optional.empty());
  }
}
