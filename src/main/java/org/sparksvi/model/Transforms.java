package org.sparksvi.model;

import java.util.List;
import org.sparksvi.data.Block;

/** The face of a model that can say the posterior of each row. */
public interface Transforms<B extends Block> {

  /** The columns that a row receives. */
  List<Column> output();

  /** Transforms with the globals frozen at the round's parameters; safe for many threads. */
  RowTransforms<B> transforms(Round round);

  /** What is derived once an executor. */
  interface RowTransforms<B extends Block> {
    /** A transform for one task, with scratch of its own. */
    RowTransform<B> create();
  }

  /** One task's transform. */
  @FunctionalInterface
  interface RowTransform<B extends Block> {
    /** Overwrites {@code out}: rows × width of the columns, row-major. */
    void transform(B block, double[] out);
  }
}
