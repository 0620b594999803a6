package org.sparksvi.rows;

import java.io.Serializable;
import java.util.List;
import org.sparksvi.data.Block;

/** Adds up something of the blocks of a shard; sent to executors. */
interface BlockScorer extends Serializable {
  ShardScore score(List<? extends Block> blocks);
}
