package org.sparksvi.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.sparksvi.data.ImageShape;

class ImageSheetTest {
  private static final ImageShape LARGE = new ImageShape(28, 40, 1);

  private static BufferedImage read(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static double[] flat(double value) {
    double[] image = new double[LARGE.columns()];
    java.util.Arrays.fill(image, value);
    return image;
  }

  @Test
  void imagesStandInASquareRowByRow() throws IOException {
    byte[] png = new ImageSheet(LARGE, 255).png(List.of(flat(0), flat(255), flat(51), flat(300)));

    BufferedImage sheet = read(png);

    assertEquals(40 + 2 + 40, sheet.getWidth());
    assertEquals(28 + 2 + 28, sheet.getHeight());
    assertEquals(0xff000000, sheet.getRGB(0, 0));
    assertEquals(0xffffffff, sheet.getRGB(42, 0));
    assertEquals(0xff333333, sheet.getRGB(0, 30));
    assertEquals(0xffffffff, sheet.getRGB(81, 57));
    assertEquals(0xff606060, sheet.getRGB(40, 0));
  }

  @Test
  void smallImagesAreEnlargedAndColoursKept() throws IOException {
    ImageShape shape = new ImageShape(1, 2, 3);

    BufferedImage sheet =
        read(new ImageSheet(shape, 1).png(List.of(new double[] {1, 0, 0.2, 0, Double.NaN, -3})));

    assertEquals(28, sheet.getWidth());
    assertEquals(14, sheet.getHeight());
    assertEquals(0xffff0033, sheet.getRGB(13, 13));
    assertEquals(0xff000000, sheet.getRGB(14, 0));
  }

  @Test
  void theSameImagesAreTheSameBytes() {
    ImageSheet sheet = new ImageSheet(LARGE, 1);

    assertArrayEquals(sheet.png(List.of(flat(0.5))), sheet.png(List.of(flat(0.5))));
  }

  @Test
  void largeImagesAreFewerOnASheet() {
    assertEquals(100, ImageSheet.most(LARGE));
    assertEquals(4, ImageSheet.most(new ImageShape(4096, 4096, 3)));
    assertEquals(1, ImageSheet.most(new ImageShape(20_000, 20_000, 1)));
  }

  @Test
  void imagesOfAnotherSizeAreRefused() {
    ImageSheet sheet = new ImageSheet(LARGE, 1);

    assertEquals(
        "an image of 28 x 40 x 1 must have 1120 values, but has 3",
        assertThrows(
                IllegalArgumentException.class,
                () -> sheet.png(Collections.singletonList(new double[3])))
            .getMessage());
  }
}
