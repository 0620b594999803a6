package org.sparksvi.spark.input;

import java.util.Optional;
import org.sparksvi.data.ImageShape;

/**
 * What files say of their rows of numbers, beside the columns.
 *
 * @param scale that brings values to [0, 1] by division: 255 for bytes of images, else 1
 * @param image the shape of rows that are images
 */
public record DenseForm(double scale, Optional<ImageShape> image) {
  static final double BYTE_SCALE = 255;

  /** Rows that are just numbers. */
  public static final DenseForm PLAIN = new DenseForm(1, Optional.empty());
}
