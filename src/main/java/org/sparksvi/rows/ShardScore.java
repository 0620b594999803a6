package org.sparksvi.rows;

import java.io.Serializable;
import org.sparksvi.engine.PackedTotal;

/**
 * The score of a shard's rows.
 *
 * @param problem what is wrong with it; empty where it is finite
 */
record ShardScore(PackedTotal total, String problem) implements Serializable {}
