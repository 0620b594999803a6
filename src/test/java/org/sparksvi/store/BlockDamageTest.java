package org.sparksvi.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.data.CountBlock;
import org.sparksvi.format.ByteSource;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Json;
import org.sparksvi.format.Manifest;
import org.sparksvi.random.SplitMix64;

final class BlockDamageTest {
  private static final CountCodec COUNTS = new CountCodec();
  private static final int BLOCK_SIZE = 8;

  @TempDir Path directory;
  private FileSystem fs;
  private org.apache.hadoop.fs.Path path;
  private List<CountBlock> blocks;
  private Path shard;

  @BeforeEach
  void write() throws IOException {
    fs = StoreFixtures.fileSystem(directory);
    path = StoreFixtures.path(directory);
    blocks = StoreFixtures.blocks(43, BLOCK_SIZE);
    shard = directory.resolve("part-00001.safetensors");
    store(directory, blocks);
  }

  private void store(Path at, List<CountBlock> stored) throws IOException {
    org.apache.hadoop.fs.Path to = StoreFixtures.path(at);
    List<Shard> shards =
        List.of(
            BlockWriter.write(fs, to, 0, COUNTS, stored.subList(0, 3)),
            BlockWriter.write(fs, to, 1, COUNTS, stored.subList(3, 6)));
    BlockIndex.commit(fs, to, COUNTS, StoreFixtures.COLUMNS, BLOCK_SIZE, shards, Map.of());
  }

  @Test
  void aBlockIsReadWithoutItsNeighbours() throws IOException {
    StoredBlocks<CountBlock> stored = StoredBlocks.open(fs, path, COUNTS);
    try (Counting source = new Counting(ByteSource.open(shard))) {
      stored.read(source, 1, 3);
      source.reads = 0;
      source.touched.clear();

      CountBlock block = stored.read(source, 1, 4);

      int entries = block.counts().length;
      int bytes =
          block.rows() * (Long.BYTES + Integer.BYTES)
              + block.distinct().length * Integer.BYTES
              + entries * (Character.BYTES + Byte.BYTES);
      assertEquals(bytes, source.touched.cardinality());
      assertEquals(5, source.reads);
    }
  }

  @Test
  void aTruncatedShardIsRecognised() throws IOException {
    byte[] whole = Files.readAllBytes(shard);
    StoredBlocks<CountBlock> before = StoredBlocks.open(fs, path, COUNTS);
    before.read(3);
    for (int length : new int[] {0, 7, 100, whole.length / 2, whole.length - 1}) {
      Files.write(shard, Arrays.copyOf(whole, length));

      StoredBlocks<CountBlock> stored = StoredBlocks.open(fs, path, COUNTS);

      FormatException e = assertThrows(FormatException.class, () -> stored.read(5));
      assertTrue(
          e.getMessage()
              .contains("shard must have %d bytes, but has %d".formatted(whole.length, length)),
          e.getMessage());
      assertThrows(FormatException.class, () -> before.read(5));
    }
  }

  @Test
  void aMissingShardIsRecognised() throws IOException {
    Files.delete(shard);

    StoredBlocks<CountBlock> stored = StoredBlocks.open(fs, path, COUNTS);

    stored.read(0);
    assertTrue(
        assertThrows(FormatException.class, () -> stored.read(5))
            .getMessage()
            .endsWith("part-00001.safetensors: shard is missing"));
  }

  @Test
  void aShardOfOtherDataIsRecognised(@TempDir Path other) throws IOException {
    List<CountBlock> changed = StoreFixtures.blocks(44, BLOCK_SIZE);
    store(other, changed.subList(0, 6));
    Files.copy(
        other.resolve("part-00000.safetensors"),
        directory.resolve("part-00000.safetensors"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    StoredBlocks.open(fs, path, COUNTS).read(0); // the same blocks: the same bytes

    store(other, StoreFixtures.completions(44, BLOCK_SIZE).stream().map(c -> c.heldOut()).toList());
    Files.copy(
        other.resolve("part-00000.safetensors"),
        directory.resolve("part-00000.safetensors"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    assertThrows(FormatException.class, () -> StoredBlocks.open(fs, path, COUNTS).read(0));
  }

  @Test
  void aFlippedBitIsRecognisedOrChangesNothing() throws IOException {
    byte[] whole = Files.readAllBytes(shard);
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << (at % 8));
      Files.write(shard, flipped);

      readsTheSameOrThrows("bit of byte " + at);
    }
  }

  @Test
  void aDamagedIndexIsRecognisedOrChangesNothing() throws IOException {
    Path index = directory.resolve("index.json");
    byte[] whole = Files.readAllBytes(index);
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] = at % 2 == 0 ? (byte) SplitMix64.mix(at) : (byte) ('0' + at % 10);
      Files.write(index, changed);

      readsTheSameOrThrows("byte " + at);
    }
  }

  @Test
  void anIndexThatContradictsItselfIsRecognised() throws IOException {
    Path index = directory.resolve("index.json");
    String page = Files.readString(index);
    for (String[] change :
        new String[][] {
          {"\"firstBlock\" : 3", "\"firstBlock\" : 4", "from 3 to 3"},
          {"\"blocks\" : 3", "\"blocks\" : 2", "from 2 to 2"},
          {"\"blocks\" : 6", "\"blocks\" : 7", "must hold 7 blocks"},
          {"\"blocks\" : 6", "\"blocks\" : 2147483639", "must hold 2147483639 blocks"},
          {"\"rows\" : 43", "\"rows\" : 49", "must fit 6 blocks of 8"},
          {"\"rows\" : 43", "\"rows\" : 40", "must fit 6 blocks of 8"},
          {"\"formatVersion\" : 1", "\"formatVersion\" : 2", "'formatVersion' must be 1"},
          {"spark-svi blocks", "spark-svi sticks", "'format' must be"},
          {"part-00001.safetensors", "../part-00001.safetensors", "name of a shard"},
        }) {
      assertTrue(page.contains(change[0]), change[0]);
      Files.writeString(index, page);
      NamedFiles.commit(
          new Manifest("", 0, 0),
          fs,
          new org.apache.hadoop.fs.Path(path, "index.json"),
          Json.read(page.replace(change[0], change[1]), "index"));

      FormatException e =
          assertThrows(FormatException.class, () -> BlockIndex.read(fs, path), change[1]);
      assertTrue(e.getMessage().contains(change[2]), e.getMessage());
    }
  }

  private void readsTheSameOrThrows(String what) throws IOException {
    try {
      StoredBlocks<CountBlock> stored = StoredBlocks.open(fs, path, COUNTS);
      assertEquals(6, stored.count(), what);
      for (int b = 3; b < 6; b++) {
        assertEquals(blocks.get(b).rows(), stored.rows(b), what);
        BlockStoreTest.assertSame(blocks.get(b), stored.read(b));
      }
    } catch (FormatException e) {
      assertTrue(e.getMessage().contains(directory.getFileName().toString()), e.getMessage());
    }
  }

  /** Counts the bytes that are read. */
  private static final class Counting implements ByteSource {
    private final ByteSource source;
    private final BitSet touched = new BitSet();
    private int reads;

    Counting(ByteSource source) {
      this.source = source;
    }

    @Override
    public long length() throws IOException {
      return source.length();
    }

    @Override
    public void readFully(long position, byte[] into, int offset, int length) throws IOException {
      touched.set((int) position, (int) position + length);
      reads++;
      source.readFully(position, into, offset, length);
    }

    @Override
    public String name() {
      return source.name();
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }
}
