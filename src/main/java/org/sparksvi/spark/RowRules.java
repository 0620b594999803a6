package org.sparksvi.spark;

import java.io.Serializable;

/** How the rows of one ingestion are put together and packed; works on executors. */
interface RowRules extends Serializable {

  /**
   * Makes rows of the items of one partition.
   *
   * @param tallies receives what is met on the way
   */
  RowAssembler assembler(IngestSettings settings, Tallies tallies);

  /** How training rows become blocks. */
  Packing<?> training();

  /** How held-out rows become blocks. */
  Packing<?> heldOut();
}
