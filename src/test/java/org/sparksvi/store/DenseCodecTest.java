package org.sparksvi.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.format.ByteSource;
import org.sparksvi.format.Dtype;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Manifest;
import org.sparksvi.format.SafetensorsFile;
import org.sparksvi.random.SplitMix64;

final class DenseCodecTest {
  private static final DenseCodec DENSE = new DenseCodec();
  private static final int COLUMNS = 3;
  private static final int BLOCK_SIZE = 4;

  @TempDir Path directory;
  private FileSystem fs;
  private org.apache.hadoop.fs.Path path;

  @BeforeEach
  void open() throws IOException {
    fs = StoreFixtures.fileSystem(directory);
    path = StoreFixtures.path(directory);
  }

  /** Some weights are 0 or no whole number, some values missing. */
  private static List<DenseBlock> blocks(int rows, double unit) {
    List<DataRow> list = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      double[] values = new double[COLUMNS];
      Arrays.setAll(values, c -> c - unit * 3.0);
      values[r % COLUMNS] = r % 5 == 0 ? Double.NaN : unit * (r - 7);
      list.add(DataRow.numbers(SplitMix64.mix(r), values, r % 4 * 0.5));
    }
    return MemoryBlocks.pack(DenseBlock::of, COLUMNS, list, BLOCK_SIZE).blocks();
  }

  private BlockIndex store(List<DenseBlock> blocks) throws IOException {
    List<Shard> shards = new ArrayList<>();
    int half = (blocks.size() + 1) / 2;
    shards.add(BlockWriter.write(fs, path, 0, DENSE, blocks.subList(0, half)));
    if (half < blocks.size()) {
      shards.add(BlockWriter.write(fs, path, 1, DENSE, blocks.subList(half, blocks.size())));
    }
    return BlockIndex.commit(fs, path, DENSE, COLUMNS, BLOCK_SIZE, shards, Map.of());
  }

  @Test
  void blocksComeBackAsTheyWere() throws IOException {
    for (double unit : new double[] {1, 0.1, 1e-300}) {
      List<DenseBlock> blocks = blocks(22, unit);

      store(blocks);

      StoredBlocks<DenseBlock> stored = StoredBlocks.open(fs, path, DENSE);
      assertEquals(22, stored.totalRows());
      assertEquals(new MemoryBlocks<>(blocks).totalWeight(), stored.totalWeight());
      assertEquals(stored.totalWeight(), stored.cached(1000).totalWeight());
      for (int b = 0; b < blocks.size(); b++) {
        assertSame(blocks.get(b), stored.read(b));
      }
    }
  }

  @Test
  void valuesTakeTheNarrowestTypeThatHoldsThem() throws IOException {
    double[] values = {3, 300, 0.5, 0.1, -0.0};
    Dtype[] types = {Dtype.U8, Dtype.U16, Dtype.F32, Dtype.F64, Dtype.F32};
    for (int i = 0; i < values.length; i++) {
      store(
          MemoryBlocks.pack(
                  DenseBlock::of, COLUMNS, List.of(DataRow.of(1, 0, values[i], 1)), BLOCK_SIZE)
              .blocks());

      try (ByteSource source = ByteSource.open(directory.resolve("part-00000.safetensors"))) {
        assertEquals(types[i], SafetensorsFile.open(source).dtype("values"));
        assertEquals(Dtype.U8, SafetensorsFile.open(source).dtype("weights"));
      }
      double back = StoredBlocks.open(fs, path, DENSE).read(0).values()[1];
      assertEquals(Double.doubleToRawLongBits(values[i]), Double.doubleToRawLongBits(back));
    }
  }

  @Test
  void weightsAreOfTheFingerprint() throws IOException {
    String one =
        store(MemoryBlocks.pack(DenseBlock::of, 1 + 2, rows(1), BLOCK_SIZE).blocks()).fingerprint();
    String two =
        store(MemoryBlocks.pack(DenseBlock::of, 1 + 2, rows(2), BLOCK_SIZE).blocks()).fingerprint();

    assertNotEquals(one, two);
  }

  private static List<DataRow> rows(double weight) {
    return List.of(DataRow.numbers(1, new double[COLUMNS], weight));
  }

  @Test
  void aFlippedBitIsRecognisedOrChangesNothing() throws IOException {
    List<DenseBlock> blocks = blocks(22, 0.25);
    store(blocks);
    Path shard = directory.resolve("part-00001.safetensors");
    byte[] whole = Files.readAllBytes(shard);
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << (at % 8));
      Files.write(shard, flipped);

      try {
        StoredBlocks<DenseBlock> stored = StoredBlocks.open(fs, path, DENSE);
        for (int b = 3; b < 6; b++) {
          assertSame(blocks.get(b), stored.read(b));
        }
      } catch (FormatException e) {
        assertTrue(e.getMessage().contains("part-00001"), e.getMessage());
      }
    }
  }

  @Test
  void aShardOfAnotherWidthIsRecognised() throws IOException {
    store(blocks(6, 1));
    Path index = directory.resolve("index.json");
    NamedFiles.commit(
        new Manifest("", 0, 0),
        fs,
        new org.apache.hadoop.fs.Path(path, "index.json"),
        org.sparksvi.format.Json.read(
            Files.readString(index).replace("\"columns\" : 3", "\"columns\" : 2"), "index"));

    FormatException e =
        assertThrows(FormatException.class, () -> StoredBlocks.open(fs, path, DENSE).read(0));

    assertTrue(
        e.getMessage().contains("tensor 'values' must have the shape [4, 2]"), e.getMessage());
  }

  private static void assertSame(DenseBlock expected, DenseBlock actual) {
    assertEquals(expected.id(), actual.id());
    assertArrayEquals(expected.keys(), actual.keys());
    assertArrayEquals(expected.weights(), actual.weights());
    assertArrayEquals(expected.values(), actual.values());
  }
}
