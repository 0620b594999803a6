package org.sparksvi.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.Workload;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.Model;
import org.sparksvi.store.BlockCodec;
import org.sparksvi.store.HadoopFiles;
import org.sparksvi.store.StoredBlocks;

/**
 * A model and its blocks in a store, opened on each executor with a cache of bounded size.
 *
 * @param configuration for Hadoop's file systems
 * @param model it is trained or scored
 * @param training directory and kind of the training blocks
 * @param heldOut directory and kind of the held-out blocks; an empty directory for none
 * @param cacheShare of the executor's largest heap that cached blocks may take together, in (0, 1)
 */
public record StoredWorkload<B extends Block, H extends Block, M extends Model<B> & HeldOut<H>>(
    SerializableConfiguration configuration,
    M model,
    Store<B> training,
    Store<H> heldOut,
    double cacheShare)
    implements WorkloadSource {

  /**
   * Where blocks are.
   *
   * @param directory of the store; empty for none
   * @param codec of its blocks
   */
  public record Store<B extends Block>(String directory, BlockCodec<B> codec)
      implements java.io.Serializable {

    public static <B extends Block> Store<B> of(Path directory, Class<B> blocks) {
      return new Store<>(directory.toString(), BlockCodec.of(blocks));
    }

    /** No blocks. */
    public static <B extends Block> Store<B> none(Class<B> blocks) {
      return new Store<>("", BlockCodec.of(blocks));
    }
  }

  public StoredWorkload {
    if (!(cacheShare > 0 && cacheShare < 1)) {
      throw new IllegalArgumentException(
          "the share of memory for blocks must be in (0, 1), but was " + cacheShare);
    }
  }

  @Override
  public Workload<B, H> open() {
    Optional<StoredBlocks<B>> trained = stored(training);
    Optional<StoredBlocks<H>> scored = stored(heldOut);
    double rows = rows(trained) + rows(scored);
    return Workload.of(model, cached(trained, rows), cached(scored, rows));
  }

  private static double rows(Optional<? extends Blocks<?>> blocks) {
    return blocks.map(Blocks::totalRows).orElse(0L);
  }

  /** Blocks with their part, by rows, of the memory for all. */
  private <T extends Block> Blocks<T> cached(Optional<StoredBlocks<T>> blocks, double allRows) {
    if (blocks.isEmpty()) {
      return new MemoryBlocks<>(List.of());
    }
    double share = cacheShare * rows(blocks) / allRows;
    return blocks.get().cached((long) (share * Runtime.getRuntime().maxMemory()));
  }

  private <T extends Block> Optional<StoredBlocks<T>> stored(Store<T> store) {
    if (store.directory().isEmpty()) {
      return Optional.empty();
    }
    Path directory = new Path(store.directory());
    Configuration hadoop = configuration.value();
    try {
      return Optional.of(
          StoredBlocks.open(HadoopFiles.of(directory, hadoop), directory, store.codec()));
    } catch (IOException e) {
      throw new UncheckedIOException("opening the blocks of " + directory, e);
    }
  }
}
