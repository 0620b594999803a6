package org.sparksvi.models.factor;

import java.io.Serializable;

/**
 * Settings of factor models.
 *
 * @param columns D, at least 2
 * @param factors q, at least 1 and below D
 * @param missing whether values may be missing; costs D times the memory of second moments
 * @param masked share of the values of scored rows that are hidden, to be imputed, in [0, 1)
 */
public record FactorSettings(int columns, int factors, boolean missing, double masked)
    implements Serializable {

  private static final long MOST_MOMENTS = Integer.MAX_VALUE - 8L;

  public FactorSettings {
    if (columns < 2) {
      throw new IllegalArgumentException("columns must be at least 2, but were " + columns);
    }
    if (factors < 1 || factors >= columns) {
      throw new IllegalArgumentException(
          "factors must be at least 1 and fewer than the %d columns, but were %d"
              .formatted(columns, factors));
    }
    if (!(masked >= 0 && masked < 1)) {
      throw new IllegalArgumentException("the masked share must be in [0, 1), but was " + masked);
    }
    requireProducts(columns, factors);
    long moments = (missing ? columns + 1L : 1L) * (factors + 1L) * (factors + 1L);
    if (moments > MOST_MOMENTS) {
      throw new IllegalArgumentException(
          "second moments of %d factors in %d columns%s are %d numbers, more than one array holds, %d"
              .formatted(
                  factors, columns, missing ? " with missing values" : "", moments, MOST_MOMENTS));
    }
  }

  private static void requireProducts(int columns, int factors) {
    long products = columns * (factors + 1L);
    if (products > MOST_MOMENTS) {
      throw new IllegalArgumentException(
          "loadings of %d factors in %d columns are %d numbers, more than one array holds, %d"
              .formatted(factors, columns, products, MOST_MOMENTS));
    }
  }

  /** Complete rows. */
  public static FactorSettings of(int columns, int factors) {
    return new FactorSettings(columns, factors, false, 0);
  }

  /** The same for rows in which values may be missing. */
  public FactorSettings withMissing() {
    return new FactorSettings(columns, factors, true, masked);
  }

  /** The same with a share of the values of scored rows hidden, to be imputed. */
  public FactorSettings withMasked(double share) {
    return new FactorSettings(columns, factors, missing, share);
  }

  /** q + 1: the factors, and the constant whose loadings are the mean. */
  int size() {
    return factors + 1;
  }
}
