package org.sparksvi.data;

/**
 * Held-out rows whose columns are split in two: one half is shown to the model, the other scored.
 *
 * @param observed the half that is shown
 * @param heldOut the same rows, the half that is scored
 */
public record CompletionBlock(CountBlock observed, CountBlock heldOut) implements Block {

  public CompletionBlock {
    if (observed.rows() != heldOut.rows() || observed.id() != heldOut.id()) {
      throw new IllegalArgumentException(
          "the halves must be of one block, but are block %d of %d rows and block %d of %d"
              .formatted(observed.id(), observed.rows(), heldOut.id(), heldOut.rows()));
    }
  }

  @Override
  public int id() {
    return observed.id();
  }

  @Override
  public int rows() {
    return observed.rows();
  }

  @Override
  public double units() {
    return heldOut.units();
  }

  @Override
  public CompletionBlock single(int row, int id) {
    return new CompletionBlock(observed.single(row, id), heldOut.single(row, id));
  }

  @Override
  public String text(int row) {
    return observed.text(row) + " | " + heldOut.text(row);
  }
}
