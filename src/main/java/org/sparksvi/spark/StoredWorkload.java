package org.sparksvi.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.JoinedBlocks;
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
 * @param training directories and kind of the training blocks
 * @param heldOut directory and kind of the held-out blocks, if there are any
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
   * @param directories of the stores, in the order of their blocks; none for no blocks
   * @param codec of the blocks
   */
  public record Store<B extends Block>(List<String> directories, BlockCodec<B> codec)
      implements java.io.Serializable {

    public Store {
      directories = List.copyOf(directories);
    }

    public static <B extends Block> Store<B> of(List<Path> directories, Class<B> blocks) {
      return new Store<>(directories.stream().map(Path::toString).toList(), BlockCodec.of(blocks));
    }

    public static <B extends Block> Store<B> of(Path directory, Class<B> blocks) {
      return of(List.of(directory), blocks);
    }

    /** No blocks. */
    public static <B extends Block> Store<B> none(Class<B> blocks) {
      return of(List.of(), blocks);
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
    List<StoredBlocks<B>> trained = stored(training);
    List<StoredBlocks<H>> scored = stored(heldOut);
    double rows = rows(trained) + rows(scored);
    return Workload.of(model, cached(trained, rows), cached(scored, rows));
  }

  private static double rows(List<? extends Blocks<?>> stores) {
    return stores.stream().mapToLong(Blocks::totalRows).sum();
  }

  /** Blocks with their part, by rows, of the memory for all. */
  private <T extends Block> Blocks<T> cached(List<StoredBlocks<T>> stores, double allRows) {
    double each = cacheShare * Runtime.getRuntime().maxMemory() / allRows;
    List<Blocks<T>> cached = new ArrayList<>();
    for (StoredBlocks<T> blocks : stores) {
      cached.add(blocks.cached((long) (each * blocks.totalRows())));
    }
    return cached.size() == 1 ? cached.get(0) : new JoinedBlocks<>(cached);
  }

  private <T extends Block> List<StoredBlocks<T>> stored(Store<T> store) {
    Configuration hadoop = configuration.value();
    List<StoredBlocks<T>> stores = new ArrayList<>();
    for (String name : store.directories()) {
      Path directory = new Path(name);
      try {
        stores.add(StoredBlocks.open(HadoopFiles.of(directory, hadoop), directory, store.codec()));
      } catch (IOException e) {
        throw new UncheckedIOException("opening the blocks of " + directory, e);
      }
    }
    return stores;
  }
}
