package org.sparksvi.spark;

import org.sparksvi.spark.input.RowSource;

/** Turns rows into blocks, wherever these are kept. */
public interface Ingestion {

  /** Makes training blocks, and held-out blocks of the fraction that the settings name. */
  Ingested training(RowSource source);

  /** The share of all training rows that became blocks, about, where it takes a sample of them. */
  default double trainingShare() {
    return 1;
  }

  /** Makes held-out blocks; rows of counts are split in two where their kind says so. */
  Ingested heldOut(RowSource source);

  /** Makes held-out blocks of halves; a row in one half only is left out. */
  Ingested heldOut(RowSource observed, RowSource scored);
}
