package org.sparksvi.spark;

import java.util.Map;

/** Rows of numbers: whole, and scored whole where they are held out. */
public record DenseRows() implements RowKind<DenseSource> {

  @Override
  public RowRules rules(Map<Role, DenseSource> sources) {
    return new DenseRules();
  }
}
