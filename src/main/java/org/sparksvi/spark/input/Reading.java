package org.sparksvi.spark.input;

import java.io.Serializable;

/**
 * What became of one row of input: a row, nothing because it is empty, or a complaint.
 *
 * @param <R> the row
 */
final class Reading<R extends Serializable> implements Serializable {
  private static final long serialVersionUID = 1;

  private final R row; // null unless there is one
  private final InvalidRow invalid; // null unless there is a complaint
  private final int width; // columns that the row declares, or the least number that holds it
  private final long unseen; // tokens outside the vocabulary

  private Reading(R row, InvalidRow invalid, int width, long unseen) {
    this.row = row;
    this.invalid = invalid;
    this.width = width;
    this.unseen = unseen;
  }

  static <R extends Serializable> Reading<R> row(R row, int width, long unseen) {
    return new Reading<>(row, null, width, unseen);
  }

  static <R extends Serializable> Reading<R> empty(int width, long unseen) {
    return new Reading<>(null, null, width, unseen);
  }

  static <R extends Serializable> Reading<R> invalid(InvalidRow invalid) {
    return new Reading<>(null, invalid, 0, 0);
  }

  boolean hasRow() {
    return row != null;
  }

  R row() {
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
