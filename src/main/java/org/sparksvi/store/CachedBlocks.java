package org.sparksvi.store;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.ToLongFunction;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;

/**
 * Blocks of which those used last are kept in memory, up to a number of bytes.
 *
 * <p>Safe for many threads; those that want the same block at the same time share one read. A block
 * larger than the whole bound is read anew each time.
 */
public final class CachedBlocks<B extends Block> implements Blocks<B> {
  private final Blocks<B> blocks;
  private final long maxBytes;
  private final ToLongFunction<B> size;
  private final Map<Integer, CompletableFuture<B>> reads = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes; // of the finished reads that are kept; guarded by reads

  /**
   * A cache that is empty.
   *
   * @param maxBytes bound on what is kept; 0 keeps nothing
   * @param size of a block in bytes
   */
  public CachedBlocks(Blocks<B> blocks, long maxBytes, ToLongFunction<B> size) {
    if (maxBytes < 0) {
      throw new IllegalArgumentException(
          "bytes of cached blocks must be at least 0, but were " + maxBytes);
    }
    this.blocks = blocks;
    this.maxBytes = maxBytes;
    this.size = size;
  }

  @Override
  public int count() {
    return blocks.count();
  }

  @Override
  public int rows(int block) {
    return blocks.rows(block);
  }

  @Override
  public long totalRows() {
    return blocks.totalRows();
  }

  @Override
  public double totalWeight() {
    return blocks.totalWeight();
  }

  /** Bytes of the blocks that are kept. */
  public long bytes() {
    synchronized (reads) {
      return bytes;
    }
  }

  @Override
  public B read(int block) {
    CompletableFuture<B> mine = new CompletableFuture<>();
    CompletableFuture<B> first;
    synchronized (reads) {
      first = reads.get(block);
      if (first == null) {
        reads.put(block, mine);
      }
    }
    return first == null ? load(block, mine) : await(block, first);
  }

  private B load(int block, CompletableFuture<B> read) {
    try {
      B loaded = blocks.read(block);
      keep(block, read, loaded);
      return loaded;
    } finally {
      if (!read.isDone()) {
        forget(block, read);
        read.cancel(false);
      }
    }
  }

  /** The block another thread reads; where that one fails, its trouble may not be ours. */
  private B await(int block, CompletableFuture<B> read) {
    try {
      return read.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for block " + block, e);
    } catch (ExecutionException | java.util.concurrent.CancellationException e) {
      return blocks.read(block);
    }
  }

  private void keep(int block, CompletableFuture<B> read, B loaded) {
    long more = size.applyAsLong(loaded);
    synchronized (reads) {
      if (more > maxBytes) {
        reads.remove(block, read);
      } else {
        bytes += more;
        read.complete(loaded);
        evict(block);
      }
    }
    read.complete(loaded);
  }

  private void forget(int block, CompletableFuture<B> read) {
    synchronized (reads) {
      reads.remove(block, read);
    }
  }

  /** Drops the blocks used longest ago, but neither the newest nor one being read. */
  private void evict(int newest) {
    Iterator<Map.Entry<Integer, CompletableFuture<B>>> oldest = reads.entrySet().iterator();
    while (bytes > maxBytes && oldest.hasNext()) {
      Map.Entry<Integer, CompletableFuture<B>> entry = oldest.next();
      if (entry.getKey() != newest && entry.getValue().isDone()) {
        bytes -= size.applyAsLong(entry.getValue().getNow(null));
        oldest.remove();
      }
    }
  }
}
