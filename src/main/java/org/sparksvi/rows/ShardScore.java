package org.sparksvi.rows;

import java.io.Serializable;
import org.sparksvi.engine.PackedTotal;

/**
 * The score of a shard's rows.
 *
 * @param blocks how many they fill
 * @param problem what is wrong with it; empty where it is finite
 */
record ShardScore(PackedTotal total, int blocks, String problem) implements Serializable {}
