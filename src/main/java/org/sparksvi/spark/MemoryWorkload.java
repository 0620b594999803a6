package org.sparksvi.spark;

import org.sparksvi.data.Block;
import org.sparksvi.engine.Workload;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.Model;

/** A model and blocks that travel with it. */
record MemoryWorkload<B extends Block, H extends Block, M extends Model<B> & HeldOut<H>>(
    M model, PackedBlocks<B> training, PackedBlocks<H> heldOut) implements WorkloadSource {

  @Override
  public Workload<B, H> open() {
    return Workload.of(model, training.unpacked(), heldOut.unpacked());
  }
}
