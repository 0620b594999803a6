package org.sparksvi.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.sparksvi.data.Block;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.format.DocwordReader;
import org.sparksvi.format.OnInvalid;
import org.sparksvi.random.RowOrder;
import org.sparksvi.random.Streams;
import org.sparksvi.store.BlockCodec;
import org.sparksvi.store.CompletionCodec;
import org.sparksvi.store.CountCodec;
import org.sparksvi.store.StoredBlocks;

/**
 * The blocks that a docword file must become, made in process by sorting all rows in memory.
 *
 * @param training blocks of the rows that are not held out
 * @param heldOut blocks of the others, in halves
 */
record IngestionOracle(List<CountBlock> training, List<CompletionBlock> heldOut) {
  private static final CompletionSplit SPLIT = new CompletionSplit(1);

  /** Rows of one file, of which a fraction is held out. */
  static IngestionOracle of(DocwordCorpus corpus, IngestSettings settings) throws IOException {
    RowOrder order = new RowOrder(new Streams(settings.seed()));
    List<DataRow> training = new ArrayList<>();
    List<DataRow> observed = new ArrayList<>();
    List<DataRow> scored = new ArrayList<>();
    for (DataRow row : rows(corpus, order).values()) {
      if (order.heldOut(row.key(), settings.heldOutFraction())) {
        observed.add(SPLIT.half(row, true));
        scored.add(SPLIT.half(row, false));
      } else {
        training.add(row);
      }
    }
    return new IngestionOracle(
        MemoryBlocks.pack(CountBlock::of, corpus.words(), training, settings.blockSize()).blocks(),
        completion(corpus.words(), observed, scored, settings.blockSize()));
  }

  /** Rows of two files, of which those with both halves count. */
  static IngestionOracle ofHalves(
      DocwordCorpus observed, DocwordCorpus scored, IngestSettings settings) throws IOException {
    RowOrder order = new RowOrder(new Streams(settings.seed()));
    Map<Long, DataRow> first = rows(observed, order);
    Map<Long, DataRow> second = rows(scored, order);
    first.keySet().retainAll(second.keySet());
    second.keySet().retainAll(first.keySet());
    return new IngestionOracle(
        List.of(),
        completion(
            observed.words(),
            List.copyOf(first.values()),
            List.copyOf(second.values()),
            settings.blockSize()));
  }

  /** Rows by key, in the order of their places. */
  private static Map<Long, DataRow> rows(DocwordCorpus corpus, RowOrder order) throws IOException {
    Map<Long, DataRow> rows = new TreeMap<>(Comparator.comparing(order::place));
    DocwordReader.read(
        new ByteArrayInputStream(corpus.text().getBytes(StandardCharsets.UTF_8)),
        "corpus",
        OnInvalid.FAIL,
        (document, words, counts) ->
            rows.put((long) document, DataRow.counts(document, words, counts)));
    return rows;
  }

  private static List<CompletionBlock> completion(
      int columns, List<DataRow> observed, List<DataRow> scored, int blockSize) {
    List<CountBlock> first =
        MemoryBlocks.pack(CountBlock::of, columns, observed, blockSize).blocks();
    List<CountBlock> second =
        MemoryBlocks.pack(CountBlock::of, columns, scored, blockSize).blocks();
    List<CompletionBlock> blocks = new ArrayList<>();
    for (int b = 0; b < first.size(); b++) {
      blocks.add(new CompletionBlock(first.get(b), second.get(b)));
    }
    return blocks;
  }

  /** The training blocks of a store. */
  static List<CountBlock> trainingBlocks(Path store) throws IOException {
    return read(store, new CountCodec());
  }

  /** The held-out blocks of a store. */
  static List<CompletionBlock> heldOutBlocks(Path store) throws IOException {
    return read(store, new CompletionCodec());
  }

  /** Compares with the training blocks of a store. */
  void assertTraining(Path store) throws IOException {
    List<CountBlock> stored = trainingBlocks(store);
    assertEquals(training.size(), stored.size(), "training blocks");
    for (CountBlock block : training) {
      assertSame(block, stored.get(block.id()), "training block " + block.id());
    }
  }

  /** Compares with the held-out blocks of a store. */
  void assertHeldOut(Path store) throws IOException {
    List<CompletionBlock> stored = heldOutBlocks(store);
    assertEquals(heldOut.size(), stored.size(), "held-out blocks");
    for (CompletionBlock block : heldOut) {
      CompletionBlock read = stored.get(block.id());
      assertSame(block.observed(), read.observed(), "observed half of block " + block.id());
      assertSame(block.heldOut(), read.heldOut(), "scored half of block " + block.id());
    }
  }

  private static <B extends Block> List<B> read(Path store, BlockCodec<B> codec)
      throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(store.toUri());
    StoredBlocks<B> stored =
        StoredBlocks.open(path.getFileSystem(new Configuration()), path, codec);
    return IntStream.range(0, stored.count()).mapToObj(stored::read).toList();
  }

  private static void assertSame(CountBlock expected, CountBlock actual, String what) {
    assertEquals(expected.id(), actual.id(), what);
    assertEquals(expected.columns(), actual.columns(), what + ", columns");
    assertArrayEquals(keys(expected), keys(actual), what + ", keys");
    assertArrayEquals(expected.start(), actual.start(), what + ", start");
    assertArrayEquals(expected.distinct(), actual.distinct(), what + ", distinct");
    assertArrayEquals(expected.place(), actual.place(), what + ", place");
    assertArrayEquals(expected.counts(), actual.counts(), what + ", counts");
  }

  static long[] keys(CountBlock block) {
    long[] keys = new long[block.rows()];
    for (int row = 0; row < keys.length; row++) {
      keys[row] = block.key(row);
    }
    return keys;
  }
}
