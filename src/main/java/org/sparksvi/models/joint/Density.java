package org.sparksvi.models.joint;

import org.sparksvi.random.RandomStream;

/**
 * A density, or probabilities, of single numbers, of the elements of a matrix, or of whole rows.
 *
 * <p>Where its own parameters are values, these stretch to the numbers: 1 × 1, 1 × m and n × 1 to n
 * × m. Those of {@link Densities} have all constants: they integrate, or add up, to 1.
 */
@FunctionalInterface
public interface Density {
  /** log p of every element, or of every row where it is one of rows. */
  Value log(Value x);

  /**
   * What a number must be, in words to follow "must be": "a whole number of at least 0"; empty
   * where the number is one. Columns that are observed are held to it.
   */
  default String refused(double x) {
    return "";
  }

  /** Whether new rows can be drawn from it, so that what is observed of them is also predicted. */
  default boolean drawable() {
    return false;
  }

  /** A draw for a row, at the parameters of the last evaluation. */
  default double draw(int row, RandomStream stream) {
    throw new UnsupportedOperationException(this + " cannot be drawn from");
  }

  /** Its mean for a row, at the parameters of the last evaluation; NaN where it has none. */
  default double mean(int row) {
    throw new UnsupportedOperationException(this + " has no mean");
  }
}
