package org.sparksvi.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.data.Block;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DataRow;
import org.sparksvi.format.ByteSource;
import org.sparksvi.format.Dtype;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.SafetensorsFile;

final class BlockStoreTest {
  private static final CountCodec COUNTS = new CountCodec();
  private static final int BLOCK_SIZE = 8;

  @TempDir Path directory;
  private FileSystem fs;
  private org.apache.hadoop.fs.Path path;

  @BeforeEach
  void open() throws IOException {
    fs = StoreFixtures.fileSystem(directory);
    path = StoreFixtures.path(directory);
  }

  @Test
  void blocksComeBackAsTheyWere() throws IOException {
    List<CountBlock> blocks = StoreFixtures.blocks(83, BLOCK_SIZE);

    store(COUNTS, blocks, 3);

    StoredBlocks<CountBlock> stored = StoredBlocks.open(fs, path, COUNTS);
    assertEquals(blocks.size(), stored.count());
    assertEquals(83, stored.totalRows());
    assertEquals(blocks.stream().mapToDouble(Block::units).sum(), stored.index().units());
    for (int b = blocks.size() - 1; b >= 0; b--) {
      assertEquals(blocks.get(b).rows(), stored.rows(b));
      assertSame(blocks.get(b), stored.read(b));
    }
  }

  @Test
  void completionBlocksComeBackAsTheyWere() throws IOException {
    List<CompletionBlock> blocks = StoreFixtures.completions(29, BLOCK_SIZE);

    store(new CompletionCodec(), blocks, 2);

    StoredBlocks<CompletionBlock> stored = StoredBlocks.open(fs, path, new CompletionCodec());
    for (int b = 0; b < blocks.size(); b++) {
      assertSame(blocks.get(b).observed(), stored.read(b).observed());
      assertSame(blocks.get(b).heldOut(), stored.read(b).heldOut());
    }
    assertThrows(FormatException.class, () -> StoredBlocks.open(fs, path, COUNTS));
  }

  @Test
  void countsTakeTheNarrowestTypeThatHoldsThem() throws IOException {
    double[] largest = {255, 65_535, 0.5, 0.1};
    Dtype[] types = {Dtype.U8, Dtype.U16, Dtype.F32, Dtype.F64};

    for (int i = 0; i < largest.length; i++) {
      DataRow row = DataRow.counts(i, new int[] {1, 3}, new double[] {largest[i], 7});
      CountBlock block = CountBlock.of(0, 5, List.of(row));
      store(COUNTS, List.of(block), 1);

      assertSame(block, StoredBlocks.open(fs, path, COUNTS).read(0));
      try (ByteSource source = ByteSource.open(directory.resolve("part-00000.safetensors"))) {
        assertEquals(types[i], SafetensorsFile.open(source).dtype("counts"));
      }
    }
  }

  @Test
  void moreDistinctColumnsThanACharCountsComeBack() throws IOException {
    int columns = Character.MAX_VALUE + 2;
    int[] all = new int[columns];
    double[] counts = new double[columns];
    Arrays.setAll(all, i -> i);
    Arrays.fill(counts, 2);
    CountBlock block = CountBlock.of(0, columns, List.of(DataRow.counts(1, all, counts)));

    store(COUNTS, List.of(block), 1);

    assertSame(block, StoredBlocks.open(fs, path, COUNTS).read(0));
  }

  @Test
  void theFingerprintNamesTheDataHoweverItIsPutIntoShards() throws IOException {
    List<CountBlock> blocks = StoreFixtures.blocks(83, BLOCK_SIZE);

    String one = store(COUNTS, blocks, 1).fingerprint();
    String many = store(COUNTS, blocks, 4).fingerprint();
    String fewer = store(COUNTS, blocks.subList(0, 9), 4).fingerprint();
    String smaller = store(COUNTS, StoreFixtures.blocks(83, 4), 4).fingerprint();

    assertEquals(one, many);
    assertNotEquals(one, fewer);
    assertNotEquals(one, smaller);
  }

  @Test
  void whatAnEarlierAttemptLeftIsGone() throws IOException {
    List<CountBlock> blocks = StoreFixtures.blocks(83, BLOCK_SIZE);
    store(COUNTS, blocks, 5);
    java.nio.file.Files.writeString(directory.resolve(".part-00009.safetensors.x.tmp"), "torn");

    store(COUNTS, blocks, 2);

    TreeSet<String> names = new TreeSet<>();
    for (var status : fs.listStatus(path)) {
      names.add(status.getPath().getName());
    }
    assertEquals(
        List.of("index.json", "part-00000.safetensors", "part-00001.safetensors"),
        List.copyOf(names));
  }

  @Test
  void anAttemptThatIsRetriedLeavesOneFile() throws IOException {
    List<CountBlock> blocks = StoreFixtures.blocks(20, BLOCK_SIZE);
    java.nio.file.Files.writeString(directory.resolve("part-00000.safetensors"), "torn");

    Shard first = BlockWriter.write(fs, path, 0, COUNTS, blocks);
    byte[] bytes = java.nio.file.Files.readAllBytes(directory.resolve("part-00000.safetensors"));
    Shard second = BlockWriter.write(fs, path, 0, COUNTS, blocks);

    assertEquals(first.sha256(), second.sha256());
    assertArrayEquals(
        bytes, java.nio.file.Files.readAllBytes(directory.resolve("part-00000.safetensors")));
    assertEquals(1, fs.listStatus(path).length);
  }

  @Test
  void propertiesAreKept() throws IOException {
    BlockIndex.commit(fs, path, COUNTS, 5, 8, List.of(), Map.of("skipped", "3", "empty", "1"));

    BlockIndex index = BlockIndex.read(fs, path);

    assertEquals(Map.of("skipped", "3", "empty", "1"), index.properties());
    assertEquals(0, index.blocks());
    assertEquals(0, index.totalRows());
    assertTrue(BlockIndex.exists(fs, path));
  }

  @Test
  void holesAndOverlapsAreRefused() throws IOException {
    List<CountBlock> blocks = StoreFixtures.blocks(40, BLOCK_SIZE);
    Shard first = BlockWriter.write(fs, path, 0, COUNTS, blocks.subList(0, 2));
    Shard last = BlockWriter.write(fs, path, 1, COUNTS, blocks.subList(3, 5));
    Shard again = BlockWriter.write(fs, path, 2, COUNTS, blocks.subList(0, 3));

    assertRefused("shard 1 must begin with block 2, but begins with 3", first, last);
    assertRefused("shard 2 must begin with block 2, but begins with 0", first, again, last);
    assertRefused("shard 0 must begin with block 2, but begins with 0", first, first);
    assertFalse(BlockIndex.exists(fs, path));
  }

  @Test
  void aShortBlockBeforeTheLastIsRefused() throws IOException {
    List<CountBlock> blocks = StoreFixtures.blocks(40, BLOCK_SIZE);
    Shard shard = BlockWriter.write(fs, path, 0, COUNTS, blocks);

    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                BlockIndex.commit(
                    fs, path, COUNTS, StoreFixtures.COLUMNS, 9, List.of(shard), Map.of()));

    assertEquals(
        "shard 0 must hold blocks of 9 rows, of which only the last may be shorter, but block 0 has 8",
        e.getMessage());
  }

  private void assertRefused(String message, Shard... shards) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                BlockIndex.commit(
                    fs,
                    path,
                    COUNTS,
                    StoreFixtures.COLUMNS,
                    BLOCK_SIZE,
                    List.of(shards),
                    Map.of()));
    assertEquals(message, e.getMessage());
  }

  private <B extends Block> BlockIndex store(BlockCodec<B> codec, List<B> blocks, int shards)
      throws IOException {
    List<Shard> written = new ArrayList<>();
    int each = (blocks.size() + shards - 1) / shards;
    for (int s = 0; s * each < blocks.size(); s++) {
      int to = Math.min((s + 1) * each, blocks.size());
      written.add(0, BlockWriter.write(fs, path, s, codec, blocks.subList(s * each, to)));
    }
    B first = blocks.get(0);
    return BlockIndex.commit(
        fs, path, codec, codec.columns(first), first.rows(), written, Map.of());
  }

  static void assertSame(CountBlock wanted, CountBlock block) {
    assertEquals(wanted.id(), block.id());
    assertEquals(wanted.columns(), block.columns());
    assertEquals(wanted.rows(), block.rows());
    for (int r = 0; r < wanted.rows(); r++) {
      assertEquals(wanted.key(r), block.key(r));
    }
    assertArrayEquals(wanted.start(), block.start());
    assertArrayEquals(wanted.distinct(), block.distinct());
    assertArrayEquals(wanted.place(), block.place());
    assertArrayEquals(wanted.counts(), block.counts());
  }
}
