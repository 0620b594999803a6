package org.sparksvi.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.format.FormatException;
import org.sparksvi.kind.RowType;
import org.sparksvi.rows.Reservoir.Part;
import org.sparksvi.store.BlockCodec;
import org.sparksvi.store.BlockIndex;
import org.sparksvi.store.BlockWriter;
import org.sparksvi.store.StoredBlocks;

class ReservoirTest {
  private static final RowType<DenseBlock, DenseBlock> TYPE = RowType.NUMBERS;
  private static final int BLOCK = 16;
  private static final long ENOUGH = 1 << 20;

  /** A file has a header, and a table of blocks, of which the first may be part of a full one. */
  private static final double HEADERS = 1.1;

  @TempDir private Path directory;
  private FileSystem fs;

  @BeforeEach
  void open() throws IOException {
    fs = FileSystem.getLocal(new Configuration(false)).getRaw();
  }

  private org.apache.hadoop.fs.Path at(String name) {
    return new org.apache.hadoop.fs.Path(directory.resolve(name).toUri());
  }

  /** A day of rows that hold its number and their own. */
  private Part<DenseBlock> day(int day, int rows, Map<String, String> properties)
      throws IOException {
    List<DataRow> all = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      all.add(DataRow.numbers(1000L * day + r, new double[] {day, r}, 1 + r % 3));
    }
    List<DenseBlock> blocks = MemoryBlocks.pack(DenseBlock::of, 2, all, BLOCK).blocks();
    BlockCodec<DenseBlock> codec = BlockCodec.of(DenseBlock.class);
    org.apache.hadoop.fs.Path store = at("day" + day);
    BlockIndex.commit(
        fs,
        store,
        codec,
        2,
        BLOCK,
        List.of(BlockWriter.write(fs, store, 0, codec, blocks)),
        properties);
    return properties.isEmpty() ? Part.all(fs, store, TYPE) : Part.sample(fs, store, TYPE);
  }

  private Optional<BlockIndex> draw(
      String into, List<Part<DenseBlock>> parts, double memory, long bytes) throws IOException {
    return Reservoir.draw(fs, at(into), TYPE, 2, BLOCK, parts, memory, bytes);
  }

  private Part<DenseBlock> drawn(String into, List<Part<DenseBlock>> parts, long bytes)
      throws IOException {
    draw(into, parts, 1, bytes);
    return Part.sample(fs, at(into), TYPE);
  }

  private static List<DataRow> rows(StoredBlocks<DenseBlock> blocks) {
    List<DataRow> rows = new ArrayList<>();
    for (int b = 0; b < blocks.count(); b++) {
      DenseBlock block = blocks.read(b);
      for (int r = 0; r < block.rows(); r++) {
        rows.add(block.row(r));
      }
    }
    return rows;
  }

  private static long ofDay(List<DataRow> rows, int day) {
    return rows.stream().filter(row -> row.value(0) == day).count();
  }

  @Test
  void whereThereIsRoomAllRowsAreInIt() throws IOException {
    Part<DenseBlock> both =
        drawn("both", List.of(day(1, 50, Map.of()), day(2, 20, Map.of())), ENOUGH);

    List<DataRow> rows = rows(both.blocks());

    assertEquals(1, both.share());
    assertEquals(70, rows.stream().map(DataRow::key).distinct().count());
    for (DataRow row : rows) {
      assertEquals(1000 * row.value(0) + row.value(1), (double) row.key());
      assertEquals(1 + row.value(1) % 3, row.weight());
    }
  }

  /** However the days' sizes differ and however often it was cut before. */
  @Test
  void everyDayHasTheSameShareAtTheEnd() throws IOException {
    int[] sizes = {4000, 400, 1200, 4000};
    Part<DenseBlock> sample = day(1, sizes[0], Map.of());
    long bytes = sample.blocks().index().bytes() / 4;
    for (int day = 2; day <= sizes.length; day++) {
      List<Part<DenseBlock>> parts = List.of(day(day, sizes[day - 1], Map.of()), sample);
      sample = drawn("sample" + day, parts, bytes);
    }

    List<DataRow> rows = rows(sample.blocks());
    double share = sample.share();
    for (int day = 1; day <= sizes.length; day++) {
      double expected = share * sizes[day - 1];
      // a row is lost to rounding in each of the cuts, and where days are mixed
      assertEquals(expected, (double) ofDay(rows, day), 2 * sizes.length, "day " + day);
    }
    assertTrue(share < 0.15, "share is " + share);
    assertTrue(sample.blocks().index().bytes() < HEADERS * bytes, "more bytes than may be");
    double half = rows.size() / 2.0; // the first rows are a sample as well
    assertEquals(
        ofDay(rows, 4) / 2.0,
        (double) ofDay(rows.subList(0, (int) half), 4),
        sizes.length,
        "first half");
  }

  @Test
  void asMuchIsTakenAsIsRemembered() throws IOException {
    Part<DenseBlock> day = day(1, 100, Map.of());

    BlockIndex faded = draw("faded", List.of(day), 0.3, ENOUGH).orElseThrow();

    assertEquals(30, faded.totalRows());
    assertEquals(1, Reservoir.share(faded)); // the sums have faded by as much
    assertEquals(Optional.empty(), draw("none", List.of(day), 0.001, ENOUGH));
  }

  @Test
  void blocksOfOtherColumnsAreRefused() throws IOException {
    List<Part<DenseBlock>> day = List.of(day(1, 10, Map.of()));

    for (int columns : new int[] {1, 3}) {
      FormatException refused =
          assertThrows(
              FormatException.class,
              () -> Reservoir.draw(fs, at("out"), TYPE, columns, BLOCK, day, 1, ENOUGH));

      assertTrue(
          refused
              .getMessage()
              .contains("blocks must have %d columns, but have 2".formatted(columns)),
          refused.getMessage());
    }
    assertFalse(BlockIndex.exists(fs, at("out")));
  }

  /** New words come behind the known ones; none goes away. */
  @Test
  void blocksOfFewerWordsAreWidened() throws IOException {
    RowType<CountBlock, ?> type = RowType.HALVED_COUNTS;
    BlockCodec<CountBlock> codec = BlockCodec.of(CountBlock.class);
    DataRow row = DataRow.counts(5, new int[] {0, 2}, new double[] {1, 4});
    List<CountBlock> blocks = List.of(CountBlock.of(0, 3, List.of(row)));
    BlockIndex.commit(
        fs,
        at("words"),
        codec,
        3,
        BLOCK,
        List.of(BlockWriter.write(fs, at("words"), 0, codec, blocks)),
        Map.of());
    List<Part<CountBlock>> parts = List.of(Part.all(fs, at("words"), type));

    BlockIndex wider =
        Reservoir.draw(fs, at("out"), type, 7, BLOCK, parts, 1, ENOUGH).orElseThrow();
    FormatException refused =
        assertThrows(
            FormatException.class,
            () -> Reservoir.draw(fs, at("none"), type, 2, BLOCK, parts, 1, ENOUGH));

    assertEquals(7, wider.columns());
    CountBlock found = StoredBlocks.open(fs, at("out"), codec).read(0);
    assertEquals(0, found.row(0).compareContent(row));
    assertTrue(
        refused.getMessage().contains("blocks must have at most 2 columns, but have 3"),
        refused.getMessage());
  }

  @Test
  void aShareThatIsNoneIsRefused() {
    for (String share : List.of("0", "1.5", "NaN", "much")) {
      FormatException refused =
          assertThrows(FormatException.class, () -> day(3, 10, Map.of("share", share)));

      assertTrue(
          refused.getMessage().contains("'share' must be a number in (0, 1], but is " + share),
          refused.getMessage());
    }
  }
}
