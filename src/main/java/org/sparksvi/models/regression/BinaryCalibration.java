package org.sparksvi.models.regression;

import java.util.ArrayList;
import java.util.List;
import org.sparksvi.bundle.Direction;

/**
 * How probabilities of 1 compare with responses, of rows that were evaluated.
 *
 * @param areaUnderCurve AUC: how often a row that is 1 was said to be likelier 1 than one that is 0
 *     (Hanley and McNeil, 1982), rows in a bin of 0.01 of the log odds taken as ties; NaN where all
 *     rows are the same
 * @param groups rows by tenths of the probability, those that have some
 */
public record BinaryCalibration(double areaUnderCurve, List<Group> groups) {
  private static final int TENTHS = 10;

  /**
   * Rows of which about the same was said.
   *
   * @param said their mean probability of 1
   * @param seen the share that is 1
   * @param weight of them
   */
  public record Group(double said, double seen, double weight) {}

  public BinaryCalibration {
    groups = List.copyOf(groups);
  }

  /** Of sums over the fields of {@link Regression#tallies}, of 0 and 1. */
  public static BinaryCalibration of(Direction sums) {
    return of(sums, 0);
  }

  /** The same of one class among others, which all are 0. */
  public static BinaryCalibration of(Direction sums, int among) {
    double[] counts = ProbabilityTally.counts(sums, among);
    int bins = ProbabilityTally.BINS;
    double[] ones = new double[TENTHS];
    double[] weights = new double[TENTHS];
    double[] said = new double[TENTHS];
    double pairs = 0;
    double below = 0; // zeros in the bins before
    double all = 0; // ones
    for (int b = 0; b < bins; b++) {
      double one = counts[b];
      double zero = counts[bins + b];
      pairs += one * (below + 0.5 * zero);
      below += zero;
      all += one;
      double weight = one + zero;
      if (weight > 0) {
        int tenth = (int) Math.min(TENTHS - 1, TENTHS * counts[2 * bins + b] / weight);
        ones[tenth] += one;
        weights[tenth] += weight;
        said[tenth] += counts[2 * bins + b];
      }
    }
    List<Group> groups = new ArrayList<>();
    for (int t = 0; t < TENTHS; t++) {
      if (weights[t] > 0) {
        groups.add(new Group(said[t] / weights[t], ones[t] / weights[t], weights[t]));
      }
    }
    return new BinaryCalibration(pairs / (all * below), groups);
  }

  /** Mean distance of said and seen by weight: the expected calibration error. */
  public double error() {
    double sum = 0;
    double weight = 0;
    for (Group group : groups) {
      sum += group.weight() * Math.abs(group.said() - group.seen());
      weight += group.weight();
    }
    return sum / weight;
  }
}
