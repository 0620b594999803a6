package org.sparksvi.spark;

import java.util.Map;

/** Rows of counts as {@link CountRows} has them, but scored whole where they are held out. */
public record WholeCountRows() implements RowKind<CountSource> {

  @Override
  public RowRules rules(Map<Role, CountSource> sources) {
    return CountRules.of(new CountWhole(), sources);
  }
}
