package org.sparksvi.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.sparksvi.data.Block;
import org.sparksvi.store.BlockWriter;
import org.sparksvi.store.HadoopFiles;
import org.sparksvi.store.Shard;

/**
 * Writes the blocks of shards; runs on executors.
 *
 * @param directory of the block store
 * @param blocks makes them of rows
 */
record ShardWriter<B extends Block>(
    SerializableConfiguration configuration, String directory, ShardBlocks<B> blocks)
    implements Serializable {

  /** Writes one shard. */
  Shard write(int shard, Iterator<RowChunk> chunks) {
    Path path = new Path(directory);
    Configuration hadoop = configuration.value();
    try {
      FileSystem fs = HadoopFiles.of(path, hadoop);
      return BlockWriter.write(fs, path, shard, blocks.packing().codec(), blocks.of(shard, chunks));
    } catch (IOException e) {
      throw new UncheckedIOException("writing shard %d to %s".formatted(shard, path), e);
    }
  }
}
