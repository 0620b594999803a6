package org.sparksvi.spark.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.ImageShape;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.OnInvalid;
import org.sparksvi.spark.SharedSpark;
import org.sparksvi.spark.wire.Items;

@Tag("spark")
@ExtendWith(SharedSpark.class)
class IdxFilesTest {
  private SparkSession spark;
  @TempDir private Path directory;

  @BeforeEach
  void open(SparkSession session) {
    this.spark = session;
  }

  /** Rows of 2 x 3 whose values count up from a first one. */
  private static byte[] images(int first, int rows) throws IOException {
    int[] values = IntStream.range(0, 6 * rows).map(i -> (first + i) % 256).toArray();
    return IdxFixture.ubytes(values, rows, 2, 3);
  }

  private PixelTable table(Path path, OptionalLong split) {
    return IdxFiles.open(spark, path.toString(), split);
  }

  private static List<DataRow> rows(PixelTable pixels) {
    DenseSettings settings =
        new DenseSettings(
            Optional.of(InputTable.FEATURES),
            pixels.names(),
            Optional.empty(),
            false,
            pixels.form().scale(),
            0,
            OnInvalid.FAIL);
    return Items.collect(ReadInput.numbers(pixels.table(), settings).read().rows()).stream()
        .sorted(Comparator.comparingLong(DataRow::key))
        .toList();
  }

  @Test
  void rowsAreNumberedThroughAllFilesAndScaled() throws IOException {
    Files.write(directory.resolve("b-images"), images(200, 2));
    Files.write(directory.resolve("a-images.gz"), IdxFixture.gzip(images(0, 3)));

    PixelTable pixels = table(directory, OptionalLong.empty());

    assertEquals(Optional.of(new ImageShape(2, 3, 1)), pixels.form().image());
    assertEquals("pixel-5", pixels.names().get(5));
    List<DataRow> rows = rows(pixels);
    assertEquals(List.of(0L, 1L, 2L, 3L, 4L), rows.stream().map(DataRow::key).toList());
    assertEquals(17 / 255.0, rows.get(2).value(5));
    assertEquals(206 / 255.0, rows.get(4).value(0));
  }

  @Test
  void howFilesAreCutChangesNothing() throws IOException {
    Path file = Files.write(directory.resolve("images"), images(0, 40));

    List<DataRow> whole = rows(table(file, OptionalLong.of(1 << 20)));
    List<DataRow> pieces = rows(table(file, OptionalLong.of(7)));

    assertEquals(40, whole.size());
    for (int r = 0; r < 40; r++) {
      assertEquals(whole.get(r).key(), pieces.get(r).key());
      assertEquals(0, whole.get(r).compareContent(pieces.get(r)));
    }
  }

  @Test
  void labelsAreRowsOfOneNumberThatKeepTheirUnit() throws IOException {
    Path file = Files.write(directory.resolve("labels"), IdxFixture.ubytes(new int[] {7, 2, 1}, 3));

    PixelTable labels = table(file, OptionalLong.empty());

    assertEquals(List.of("value-0"), labels.names());
    assertEquals(List.of(7.0, 2.0, 1.0), rows(labels).stream().map(row -> row.value(0)).toList());
  }

  @Test
  void aFileOfAnotherLengthThanItsHeaderSaysIsRefusedBeforeItIsRead() throws IOException {
    byte[] good = images(0, 3);
    Path file = Files.write(directory.resolve("images"), Arrays.copyOf(good, good.length - 1));

    FormatException cut =
        assertThrows(FormatException.class, () -> table(file, OptionalLong.empty()));
    Files.write(file, Arrays.copyOf(good, good.length + 2));
    FormatException longer =
        assertThrows(FormatException.class, () -> table(file, OptionalLong.empty()));

    assertTrue(cut.getMessage().startsWith("file:"), cut.getMessage());
    assertTrue(
        cut.getMessage()
            .endsWith("images: 3 rows of ubyte 2 x 3 need 34 bytes, but the file has 33"),
        cut.getMessage());
    assertTrue(longer.getMessage().endsWith("but the file has 36"), longer.getMessage());
  }

  @Test
  void aCompressedFileOfAnotherLengthIsRefusedWhereItEnds() throws IOException {
    byte[] good = images(0, 3);
    Path file = directory.resolve("images.gz");
    Files.write(file, IdxFixture.gzip(Arrays.copyOf(good, good.length - 1)));
    PixelTable cut = table(file, OptionalLong.empty());
    Throwable short3 = root(assertThrows(RuntimeException.class, () -> rows(cut)));
    Files.write(file, IdxFixture.gzip(Arrays.copyOf(good, good.length + 1)));
    PixelTable longer = table(file, OptionalLong.empty());
    Throwable long3 = root(assertThrows(RuntimeException.class, () -> rows(longer)));

    assertTrue(
        short3.getMessage().endsWith("byte 33: there must be 3 rows, but row 2 is cut off"),
        short3.getMessage());
    assertTrue(
        long3.getMessage().endsWith("the file must end behind its 3 rows, but goes on"),
        long3.getMessage());
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && !(root instanceof FormatException)) {
      root = root.getCause();
    }
    return root;
  }

  @Test
  void aCompressedHeaderThatPromisesMoreThanItsFileCanHoldTakesNoMemory() throws IOException {
    byte[] header = IdxFixture.ubytes(new int[0], 2_000_000_000, 4000, 4000);
    Path file = Files.write(directory.resolve("images.gz"), IdxFixture.gzip(header));

    FormatException refused =
        assertThrows(FormatException.class, () -> table(file, OptionalLong.empty()));

    assertTrue(refused.getMessage().contains("more than"), refused.getMessage());
  }

  @Test
  void filesOfOtherRowsAreRefusedByName() throws IOException {
    Files.write(directory.resolve("a-images"), images(0, 3));
    Files.write(directory.resolve("b-labels"), IdxFixture.ubytes(new int[] {1, 2, 3}, 3));

    InputException refused =
        assertThrows(InputException.class, () -> table(directory, OptionalLong.empty()));

    assertTrue(
        refused
            .getMessage()
            .endsWith("b-labels: rows must be ubyte 2 x 3, as in a-images, but are ubyte"),
        refused.getMessage());
  }
}
