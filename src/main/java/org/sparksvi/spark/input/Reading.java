package org.sparksvi.spark.input;

import java.io.Serializable;
import org.sparksvi.data.CountRow;

/** What became of one row of input: counts, nothing because it is empty, or a complaint. */
final class Reading implements Serializable {
  private static final long serialVersionUID = 1;

  private final CountRow row; // null unless there are counts
  private final InvalidRow invalid; // null unless there is a complaint
  private final int width; // columns that the row declares, or the least number that holds it
  private final long unseen; // tokens outside the vocabulary

  private Reading(CountRow row, InvalidRow invalid, int width, long unseen) {
    this.row = row;
    this.invalid = invalid;
    this.width = width;
    this.unseen = unseen;
  }

  static Reading row(CountRow row, int width, long unseen) {
    return new Reading(row, null, width, unseen);
  }

  static Reading empty(int width, long unseen) {
    return new Reading(null, null, width, unseen);
  }

  static Reading invalid(InvalidRow invalid) {
    return new Reading(null, invalid, 0, 0);
  }

  boolean hasRow() {
    return row != null;
  }

  CountRow row() {
    return row;
  }

  boolean isInvalid() {
    return invalid != null;
  }

  InvalidRow invalid() {
    return invalid;
  }

  int width() {
    return width;
  }

  long unseen() {
    return unseen;
  }
}
