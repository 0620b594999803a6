package org.sparksvi.rows;

import java.io.Serializable;

/** The values of added columns, made of a model's output; sent to executors. */
@FunctionalInterface
public interface RowColumns extends Serializable {

  /**
   * The columns of one row.
   *
   * @param from where the row's output begins
   */
  Object[] of(double[] output, int from);
}
