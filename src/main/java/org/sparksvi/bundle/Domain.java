package org.sparksvi.bundle;

/** Which numbers a field may hold; squares of them are finite. */
public enum Domain {
  /** Any. */
  REAL(-1e150, 1e150, "finite and at most 1e150 in size"),
  /** Such as counts, and sums of squares. */
  NOT_NEGATIVE(0, 1e150, "at least 0 and at most 1e150"),
  /** Such as scales, and parameters of Gamma and Dirichlet distributions. */
  POSITIVE(1e-150, 1e150, "at least 1e-150 and at most 1e150"),
  /** Logarithms of positive numbers, whose steps are kept moderate. */
  LOGARITHM(-345, 345, "from -345 to 345");

  private final double least;
  private final double most;
  private final String rule;

  Domain(double least, double most, String rule) {
    this.least = least;
    this.most = most;
    this.rule = rule;
  }

  public boolean holds(double value) {
    return value >= least && value <= most;
  }

  /** The rule in words, to follow "must be". */
  public String rule() {
    return rule;
  }
}
