package org.sparksvi.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.sparksvi.data.ImageShape;

/**
 * Images side by side on one picture, row by row, with a line between them.
 *
 * <p>The same images are the same pixels.
 *
 * @param shape of every image
 * @param white the value of white, or of a full colour, positive; 0 is black, values outside are
 *     cut
 */
public record ImageSheet(ImageShape shape, double white) {
  private static final int GAP = 2;
  private static final int GAP_COLOUR = 0x606060;
  private static final int FULL = 255;
  private static final int LEAST_SIDE = 28; // smaller images are drawn larger
  private static final int MOST_IMAGES = 100;
  private static final long MOST_PIXELS = 1L << 26;

  private static final int HEADER_BYTES = 33; // of a PNG: its signature and the chunk IHDR

  /** A chunk of text behind the header, by which a picture is known as one of this program. */
  private static final byte[] MARK = chunk("tEXt", "Software\0spark-svi");

  /** Bytes that {@link #isOne} needs. */
  public static final int MARK_BYTES = HEADER_BYTES + MARK.length;

  /** Whether a file that begins so is a picture of this kind. */
  public static boolean isOne(byte[] beginning) {
    return beginning.length == MARK_BYTES
        && Arrays.equals(beginning, HEADER_BYTES, MARK_BYTES, MARK, 0, MARK.length);
  }

  public ImageSheet {
    if (!(white > 0 && white < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("white must be positive, but was " + white);
    }
  }

  /** How many images a sheet takes: at most a hundred, fewer where they are large. */
  public static int most(ImageShape shape) {
    long scale = scale(shape);
    long one = scale * scale * shape.height() * shape.width();
    return (int) Math.max(1, Math.min(MOST_IMAGES, MOST_PIXELS / one));
  }

  /**
   * Draws images.
   *
   * @param images the pixels of each, as {@link ImageShape} orders them; at least one
   * @return a PNG file
   */
  public byte[] png(List<double[]> images) {
    int across = (int) Math.ceil(Math.sqrt(images.size()));
    int down = (images.size() + across - 1) / across;
    int width = side(shape.width());
    int height = side(shape.height());
    BufferedImage sheet =
        new BufferedImage(
            across * (width + GAP) - GAP, down * (height + GAP) - GAP, BufferedImage.TYPE_INT_RGB);
    fill(sheet);
    for (int i = 0; i < images.size(); i++) {
      draw(images.get(i), sheet, i % across * (width + GAP), i / across * (height + GAP));
    }
    return bytes(sheet);
  }

  private static int scale(ImageShape shape) {
    return Math.max(1, LEAST_SIDE / Math.max(shape.height(), shape.width()));
  }

  private int side(int pixels) {
    return pixels * scale(shape);
  }

  private static void fill(BufferedImage sheet) {
    for (int y = 0; y < sheet.getHeight(); y++) {
      for (int x = 0; x < sheet.getWidth(); x++) {
        sheet.setRGB(x, y, GAP_COLOUR);
      }
    }
  }

  private void draw(double[] image, BufferedImage sheet, int left, int top) {
    if (image.length != shape.columns()) {
      throw new IllegalArgumentException(
          "an image of %s must have %d values, but has %d"
              .formatted(shape, shape.columns(), image.length));
    }
    int scale = scale(shape);
    for (int y = 0; y < side(shape.height()); y++) {
      for (int x = 0; x < side(shape.width()); x++) {
        int at = (y / scale * shape.width() + x / scale) * shape.channels();
        sheet.setRGB(left + x, top + y, colour(image, at));
      }
    }
  }

  private int colour(double[] image, int at) {
    int red = level(image[at]);
    return shape.isGrey()
        ? red << 16 | red << 8 | red
        : red << 16 | level(image[at + 1]) << 8 | level(image[at + 2]);
  }

  private int level(double value) {
    return (int) Math.max(0, Math.min(FULL, Math.rint(value / white * FULL))); // NaN is black
  }

  private static byte[] bytes(BufferedImage sheet) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(sheet, "png", out)) {
        throw new IllegalStateException("this Java has no writer for PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    byte[] png = out.toByteArray();
    return ByteBuffer.allocate(png.length + MARK.length)
        .put(png, 0, HEADER_BYTES)
        .put(MARK)
        .put(png, HEADER_BYTES, png.length - HEADER_BYTES)
        .array();
  }

  /** Length, type, content, CRC-32 of type and content (PNG specification, 5.3). */
  private static byte[] chunk(String type, String content) {
    byte[] checked = (type + content).getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(checked);
    return ByteBuffer.allocate(checked.length + 2 * Integer.BYTES)
        .putInt(content.length())
        .put(checked)
        .putInt((int) crc.getValue())
        .array();
  }
}
