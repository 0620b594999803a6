package org.sparksvi.job.generate;

import java.io.Serializable;

/**
 * Rows to draw from a mixture of Gaussians.
 *
 * @param rows N
 * @param columns D
 * @param components K
 * @param separation standard deviation of the components' means, where components are about 1 wide
 * @param concentration prior of the weights
 * @param seed names the rows
 * @param partRows rows of a part file
 */
public record RowsSettings(
    long rows,
    int columns,
    int components,
    double separation,
    double concentration,
    long seed,
    int partRows)
    implements Serializable {

  private static final long MOST_NUMBERS = 1L << 26; // components × columns², which tasks hold

  public RowsSettings {
    Requirement.require(rows >= 1, "--rows", "be at least 1", rows);
    Requirement.require(columns >= 1, "--columns", "be at least 1", columns);
    Requirement.require(components >= 1, "--components", "be at least 1", components);
    Requirement.require(
        (double) components * columns * columns <= MOST_NUMBERS,
        "--components times the square of --columns",
        "be at most " + MOST_NUMBERS,
        (double) components * columns * columns);
    Requirement.require(
        separation >= 0 && separation <= 1e6, "--separation", "be in [0, 1e6]", separation);
    Requirement.require(
        Requirement.positive(concentration), "--concentration", "be positive", concentration);
    Requirement.require(partRows >= 1, "--part-rows", "be at least 1", partRows);
    Requirement.require(
        (rows - 1) / partRows < Integer.MAX_VALUE,
        "--rows",
        "be fewer than 2^31 part files of --part-rows",
        rows);
  }

  /** Number of part files. */
  int parts() {
    return (int) ((rows - 1) / partRows) + 1;
  }

  /** First row of a part. */
  long first(int part) {
    return (long) part * partRows;
  }

  /** The row behind the last one of a part. */
  long end(int part) {
    return Math.min(rows, first(part) + partRows);
  }
}
