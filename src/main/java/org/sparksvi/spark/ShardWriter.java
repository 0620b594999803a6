package org.sparksvi.spark;

import java.io.ByteArrayInputStream;
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
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.CountRow;
import org.sparksvi.store.BlockCodec;
import org.sparksvi.store.BlockWriter;
import org.sparksvi.store.CompletionCodec;
import org.sparksvi.store.CountCodec;
import org.sparksvi.store.Files;
import org.sparksvi.store.Shard;

/**
 * Cuts the rows of one shard into blocks and writes them; runs on executors.
 *
 * @param directory of the block store
 * @param columns of the data set
 */
record ShardWriter(
    SerializableConfiguration configuration, String directory, int columns, IngestSettings settings)
    implements Serializable {

  /** Writes one shard of training blocks. */
  Shard training(int shard, Iterator<byte[]> rows) {
    List<CountBlock> blocks = new ArrayList<>();
    List<CountRow> pending = new ArrayList<>();
    int first = shard * settings.blocksPerShard();
    while (rows.hasNext()) {
      pending.add(row(new ByteArrayInputStream(rows.next())));
      if (pending.size() == settings.blockSize() || !rows.hasNext()) {
        blocks.add(CountBlock.of(first + blocks.size(), columns, pending));
        pending.clear();
      }
    }
    return write(shard, new CountCodec(), blocks);
  }

  /** Writes one shard of held-out blocks. */
  Shard heldOut(int shard, Iterator<byte[]> rows) {
    List<CompletionBlock> blocks = new ArrayList<>();
    List<CountRow> observed = new ArrayList<>();
    List<CountRow> scored = new ArrayList<>();
    int first = shard * settings.blocksPerShard();
    while (rows.hasNext()) {
      ByteArrayInputStream halves = new ByteArrayInputStream(rows.next());
      observed.add(row(halves));
      scored.add(row(halves));
      if (observed.size() == settings.blockSize() || !rows.hasNext()) {
        int id = first + blocks.size();
        blocks.add(
            new CompletionBlock(
                CountBlock.of(id, columns, observed), CountBlock.of(id, columns, scored)));
        observed.clear();
        scored.clear();
      }
    }
    return write(shard, new CompletionCodec(), blocks);
  }

  private static CountRow row(ByteArrayInputStream bytes) {
    SourceItem.Counts counts = RowCodec.read(bytes);
    return new CountRow(counts.key(), counts.columns(), counts.counts());
  }

  private <B extends Block> Shard write(int shard, BlockCodec<B> codec, List<B> blocks) {
    Path path = new Path(directory);
    Configuration hadoop = configuration.value();
    try {
      FileSystem fs = Files.of(path, hadoop);
      return BlockWriter.write(fs, path, shard, codec, blocks);
    } catch (IOException e) {
      throw new UncheckedIOException("writing shard %d to %s".formatted(shard, path), e);
    }
  }
}
