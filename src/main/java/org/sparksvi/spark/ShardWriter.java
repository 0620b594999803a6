package org.sparksvi.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.sparksvi.data.Block;
import org.sparksvi.data.DataRow;
import org.sparksvi.store.BlockWriter;
import org.sparksvi.store.HadoopFiles;
import org.sparksvi.store.Shard;

/**
 * Cuts the rows of one shard into blocks and writes them; runs on executors.
 *
 * @param directory of the block store
 * @param columns of the data set
 * @param parts rows that are kept of one
 */
record ShardWriter<B extends Block>(
    SerializableConfiguration configuration,
    String directory,
    int columns,
    IngestSettings settings,
    RowKind.Packing<B> packing,
    int parts)
    implements Serializable {

  /** Writes one shard. */
  Shard write(int shard, Iterator<RowChunk> chunks) {
    List<B> blocks = new ArrayList<>();
    List<DataRow> pending = new ArrayList<>();
    int full = settings.blockSize() * parts;
    int first = shard * settings.blocksPerShard();
    while (chunks.hasNext()) {
      ByteBuffer bytes = ByteBuffer.wrap(chunks.next().bytes());
      while (bytes.hasRemaining()) {
        pending.add(RowBytes.read(bytes));
        if (pending.size() == full || (!bytes.hasRemaining() && !chunks.hasNext())) {
          blocks.add(packing.blocks().of(first + blocks.size(), columns, pending));
          pending.clear();
        }
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
