package org.sparksvi.spark;

import java.util.Map;

/**
 * What rows are, to ingestion: how they are put together, and what blocks they become.
 *
 * @param <S> what delivers such rows
 */
@FunctionalInterface
public interface RowKind<S extends RowSource> {

  /** The rules for the rows of some sources; called by ingestion only. */
  RowRules rules(Map<Role, S> sources);
}
