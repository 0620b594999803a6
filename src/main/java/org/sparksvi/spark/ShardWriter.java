package org.sparksvi.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.sparksvi.data.Block;
import org.sparksvi.store.BlockWriter;
import org.sparksvi.store.HadoopFiles;
import org.sparksvi.store.Shard;

/**
 * Cuts the rows of one shard into blocks and writes them; runs on executors.
 *
 * @param directory of the block store
 * @param columns of the data set
 */
record ShardWriter<B extends Block>(
    SerializableConfiguration configuration,
    String directory,
    int columns,
    IngestSettings settings,
    Packing<B> packing)
    implements Serializable {

  /** Writes one shard. */
  Shard write(int shard, Iterator<byte[]> rows) {
    List<B> blocks = new ArrayList<>();
    List<byte[]> pending = new ArrayList<>();
    int first = shard * settings.blocksPerShard();
    while (rows.hasNext()) {
      pending.add(rows.next());
      if (pending.size() == settings.blockSize() || !rows.hasNext()) {
        blocks.add(packing.pack(first + blocks.size(), columns, pending));
        pending.clear();
      }
    }
    Path path = new Path(directory);
    Configuration hadoop = configuration.value();
    try {
      FileSystem fs = HadoopFiles.of(path, hadoop);
      return BlockWriter.write(fs, path, shard, packing.codec(), blocks);
    } catch (IOException e) {
      throw new UncheckedIOException("writing shard %d to %s".formatted(shard, path), e);
    }
  }
}
