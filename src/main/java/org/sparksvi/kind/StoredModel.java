package org.sparksvi.kind;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.Block;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.Model;
import org.sparksvi.spark.StoredWorkload;
import org.sparksvi.spark.StoredWorkload.Store;
import org.sparksvi.spark.WorkloadSource;
import org.sparksvi.store.BlockCodec;

/**
 * A model and the kinds of blocks that it is trained and scored on.
 *
 * @param training kind of the training blocks
 * @param heldOut kind of the held-out blocks
 */
public record StoredModel<B extends Block, H extends Block, M extends Model<B> & HeldOut<H>>(
    M model, BlockCodec<B> training, BlockCodec<H> heldOut) {

  public Layout layout() {
    return model.layout();
  }

  /**
   * What executors open.
   *
   * @param trainingBlocks directory; empty for none
   * @param heldOutBlocks directory; empty for none
   * @param cacheShare of the executor's largest heap that cached blocks may take, in (0, 1)
   */
  public WorkloadSource workload(
      Configuration hadoop, String trainingBlocks, String heldOutBlocks, double cacheShare) {
    return new StoredWorkload<>(
        new SerializableConfiguration(hadoop),
        model,
        new Store<>(trainingBlocks, training),
        new Store<>(heldOutBlocks, heldOut),
        cacheShare);
  }
}
