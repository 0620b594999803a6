package org.sparksvi.data;

import java.io.Serializable;

/**
 * The shape of images whose pixels are rows of numbers: top row first, from left to right, the
 * channels of a pixel beside each other.
 *
 * @param channels 1 for grey, 3 for red, green and blue
 */
public record ImageShape(int height, int width, int channels) implements Serializable {
  private static final int COLOURS = 3;

  public ImageShape {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "an image must be at least 1 x 1, but was %d x %d".formatted(height, width));
    }
    if (channels != 1 && channels != COLOURS) {
      throw new IllegalArgumentException("an image must have 1 or 3 channels, but has " + channels);
    }
    if ((long) height * width * channels > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "an image must have fewer than 2^31 values, but was %d x %d x %d"
              .formatted(height, width, channels));
    }
  }

  /** Numbers of a row. */
  public int columns() {
    return height * width * channels;
  }

  public boolean isGrey() {
    return channels == 1;
  }

  /** Such as 28 x 28 x 1. */
  @Override
  public String toString() {
    return "%d x %d x %d".formatted(height, width, channels);
  }
}
