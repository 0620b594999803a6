package org.sparksvi.spark.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.ImageShape;
import org.sparksvi.format.InvalidLine;
import org.sparksvi.format.OnInvalid;
import org.sparksvi.random.RowKeys;
import org.sparksvi.spark.SharedSpark;
import org.sparksvi.spark.wire.Items;

@Tag("spark")
@ExtendWith(SharedSpark.class)
class ImageFilesTest {
  private SparkSession spark;
  @TempDir private Path directory;

  @BeforeEach
  void open(SparkSession session) {
    this.spark = session;
  }

  private void image(String name, int type, int width, int... pixels) throws IOException {
    BufferedImage image = new BufferedImage(width, pixels.length / width, type);
    for (int i = 0; i < pixels.length; i++) {
      if (type == BufferedImage.TYPE_BYTE_GRAY || type == BufferedImage.TYPE_USHORT_GRAY) {
        image.getRaster().setSample(i % width, i / width, 0, pixels[i]);
      } else {
        image.setRGB(i % width, i / width, pixels[i]);
      }
    }
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    assertTrue(ImageIO.write(image, "png", file.toFile()));
  }

  private void grey(String name, int width, int... pixels) throws IOException {
    image(name, BufferedImage.TYPE_BYTE_GRAY, width, pixels);
  }

  private ReadInput.Numbers reader(PixelTable pixels, OnInvalid onInvalid) {
    return ReadInput.numbers(
        pixels.table(),
        new DenseSettings(
            Optional.of(InputTable.FEATURES),
            pixels.names(),
            Optional.empty(),
            false,
            pixels.form().scale(),
            0,
            onInvalid));
  }

  private PixelTable pixels() {
    return ImageFiles.open(spark, directory.toString(), Optional.empty());
  }

  @Test
  void greyFilesInAllFoldersAreRowsKeyedByTheirNames() throws IOException {
    grey("a.png", 3, 0, 51, 102, 153, 204, 255);
    grey("deep er/b.png", 3, 1, 2, 3, 4, 5, 6);

    PixelTable pixels = pixels();

    assertEquals(Optional.of(new ImageShape(2, 3, 1)), pixels.form().image());
    List<DataRow> rows = Items.collect(reader(pixels, OnInvalid.FAIL).read().rows());
    assertEquals(2, rows.size());
    DataRow a =
        rows.stream().filter(r -> r.key() == RowKeys.ofText("a.png")).findFirst().orElseThrow();
    DataRow b =
        rows.stream()
            .filter(r -> r.key() == RowKeys.ofText("deep er/b.png"))
            .findFirst()
            .orElseThrow();
    assertEquals(0.2, a.value(1), 1e-15);
    assertEquals(1, a.value(5));
    assertEquals(6 / 255.0, b.value(5));
  }

  /** An image of a few bytes that says it is large. */
  private void claim(String name, int pixels) throws IOException {
    grey(name, 2, 1, 2, 3, 4);
    Path file = directory.resolve(name);
    ByteBuffer png = ByteBuffer.wrap(Files.readAllBytes(file));
    png.putInt(16, pixels).putInt(20, pixels);
    CRC32 checksum = new CRC32();
    checksum.update(png.array(), 12, 17);
    png.putInt(29, (int) checksum.getValue());
    Files.write(file, png.array());
  }

  @Test
  void anImageThatNoTaskCouldHoldIsAnInvalidRow() throws IOException {
    grey("a.png", 2, 1, 2, 3, 4);
    claim("b.png", 20_000);

    InputException e =
        assertThrows(
            InputException.class, () -> reader(pixels(), OnInvalid.FAIL).read().rows().count());

    assertTrue(
        e.getMessage().contains("image must have at most 16777216 pixels, but has 20000 x 20000"),
        e.getMessage());
  }

  @Test
  void coloursComeRedFirst() throws IOException {
    image("a.png", BufferedImage.TYPE_INT_RGB, 2, 0xff0033, 0x00ff00);

    PixelTable pixels = pixels();

    assertEquals(Optional.of(new ImageShape(1, 2, 3)), pixels.form().image());
    DataRow row = Items.collect(reader(pixels, OnInvalid.FAIL).read().rows()).get(0);
    assertEquals(1, row.value(0));
    assertEquals(0, row.value(1));
    assertEquals(0.2, row.value(2), 1e-15);
    assertEquals(1, row.value(4));
  }

  @Test
  void aFileOfTooManyBytesIsNotRead() throws IOException {
    grey("a.png", 2, 1, 2, 3, 4);
    grey("b.png", 2, 1, 2, 3, 4);
    long bytes = ChunkReader.DOCUMENT_BYTES + 1L;
    try (RandomAccessFile file = new RandomAccessFile(directory.resolve("c.png").toFile(), "rw")) {
      file.setLength(bytes); // of which none are there
    }

    ReadInput input = reader(pixels(), OnInvalid.SKIP).read();

    assertEquals(2, input.tally().rows());
    assertEquals(
        "c.png, byte 0: image must have at most %d bytes, but has %d, in \"\""
            .formatted(ChunkReader.DOCUMENT_BYTES, bytes),
        input.tally().invalid().first().get(0).toString());
  }

  /** Small files share tasks. */
  @Test
  void manyFilesAreFewTasks() throws IOException {
    grey("0.png", 1, 7);
    int files = 300;
    for (int i = 1; i < files; i++) {
      Files.copy(directory.resolve("0.png"), directory.resolve(i + ".png"));
    }

    ReadInput.Numbers reader = reader(pixels(), OnInvalid.FAIL);

    assertEquals(files, Items.collect(reader.read().rows()).size());
    assertTrue(pixels().table().rows().javaRDD().getNumPartitions() < 10);
  }

  /** The last 8 of 16 bits are noise. */
  @Test
  void sixteenBitsAreSixteenBits() throws IOException {
    image("a.png", BufferedImage.TYPE_USHORT_GRAY, 2, 0, 257, 0x8000, 0xffff);

    DataRow row = Items.collect(reader(pixels(), OnInvalid.FAIL).read().rows()).get(0);

    assertEquals(0, row.value(0));
    assertEquals(1 / 255.0, row.value(1), 1e-15);
    assertEquals(0x8000 / 65535.0, row.value(2), 1e-15);
    assertEquals(1, row.value(3));
  }

  @Test
  void whatIsNoImageOrOfAnotherSizeObeysTheRuleForInvalidLines() throws IOException {
    grey("a.png", 2, 1, 2, 3, 4);
    grey("b.png", 2, 1, 2, 3, 4);
    grey("tall.png", 1, 1, 2, 3, 4);
    image("with-alpha.png", BufferedImage.TYPE_INT_ARGB, 2, 1, 2, 3, 4);
    Files.writeString(directory.resolve("text.png"), "no image");

    ReadInput input = reader(pixels(), OnInvalid.SKIP).read();
    InputException refused =
        assertThrows(InputException.class, () -> reader(pixels(), OnInvalid.FAIL).read());

    assertEquals(2, input.tally().rows());
    assertEquals(
        List.of(
            "tall.png, byte 0: image must be 2 x 2 x 1, but is 4 x 1 x 1, in \"\"",
            "text.png, byte 0: file must be an image that Java can read, but is not, in \"\"",
            "with-alpha.png, byte 0: image must be grey or RGB, but has an alpha channel besides, in \"\""),
        input.tally().invalid().first().stream().map(InvalidLine::toString).toList());
    assertTrue(
        refused
            .getMessage()
            .endsWith("tall.png, byte 0: image must be 2 x 2 x 1, but is 4 x 1 x 1, in \"\""),
        refused.getMessage());
  }

  @Test
  void filesWithoutAnyImageAreRefused() throws IOException {
    Files.writeString(directory.resolve("text.png"), "no image");

    InputException refused = assertThrows(InputException.class, this::pixels);

    assertTrue(
        refused.getMessage().endsWith("a file must be a grey or RGB image, but none is"),
        refused.getMessage());
  }
}
