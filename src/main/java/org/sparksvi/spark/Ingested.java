package org.sparksvi.spark;

import java.util.Optional;
import org.sparksvi.spark.input.IngestTally;
import org.sparksvi.store.BlockIndex;

/**
 * What ingestion made.
 *
 * @param training index of the training blocks, if any were asked for
 * @param heldOut index of the held-out blocks, if there are any
 * @param tally what readers met
 */
public record Ingested(
    Optional<BlockIndex> training, Optional<BlockIndex> heldOut, IngestTally tally) {}
