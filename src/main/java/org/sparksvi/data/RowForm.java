package org.sparksvi.data;

import java.util.Optional;

/**
 * What files say of their rows of numbers, beside the columns.
 *
 * @param scale that brings values to [0, 1] by division: 255 for bytes of images, else 1
 * @param image the shape of rows that are images
 */
public record RowForm(double scale, Optional<ImageShape> image) {
  public static final double BYTE_SCALE = 255;

  /** Rows that are just numbers. */
  public static final RowForm PLAIN = new RowForm(1, Optional.empty());
}
