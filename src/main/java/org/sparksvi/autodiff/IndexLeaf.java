package org.sparksvi.autodiff;

import java.util.Objects;

/** A place from 0 up for each row, such as the group it belongs to, set from outside. */
public final class IndexLeaf {
  private final int size;
  private final int[] places; // rows

  IndexLeaf(int rows, int size) {
    this.size = size;
    this.places = new int[rows];
  }

  public int rows() {
    return places.length;
  }

  /** How many places there are. */
  public int size() {
    return size;
  }

  /**
   * Copies the place of each row, from an offset on.
   *
   * @throws IllegalArgumentException if one is outside 0 .. size − 1
   */
  public void set(int[] from, int offset) {
    Objects.checkFromIndexSize(offset, places.length, from.length);
    for (int r = 0; r < places.length; r++) {
      int place = from[offset + r];
      if (place < 0 || place >= size) {
        throw new IllegalArgumentException(
            "the place of row %d must be from 0 to %d, but was %d".formatted(r, size - 1, place));
      }
    }
    System.arraycopy(from, offset, places, 0, places.length);
  }

  /** The live array, to be read only. */
  int[] places() {
    return places;
  }

  @Override
  public String toString() {
    return "%d places of %d".formatted(places.length, size);
  }
}
