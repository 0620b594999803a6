package org.sparksvi.models.factor;

import java.util.List;
import java.util.function.Function;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Domain;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Resolution;

/**
 * The sufficient statistics of all factor models, which are also their parameters.
 *
 * <p>With z̃ = (z, 1), y a row less the centre over the scale, and sums over rows n of weight w:
 *
 * <pre>
 *   moments   Σ w E[z̃ z̃ᵀ]     (q+1) × (q+1); of complete rows one, else one for the rows where each
 *                              column is observed and a last one for all rows
 *   products  Σ w y E[z̃]ᵀ     D × (q+1)
 *   squares   Σ w y²           D
 * </pre>
 */
final class Moments {
  static final String MOMENTS = "moments";
  static final String PRODUCTS = "products";
  static final String SQUARES = "squares";

  /** What is subtracted from each column of the data. */
  static final String CENTRE = "centre";

  /** What the centred data are divided by. */
  static final String SCALE = "scale";

  private final FactorSettings settings;
  private final double[] moments;
  private final double[] products;
  private final double[] squares;

  /** Reads the live arrays of parameters. */
  Moments(FactorSettings settings, Bundle parameters) {
    this(settings, parameters::values);
  }

  /** Reads the live arrays of sums. */
  Moments(FactorSettings settings, Direction sums) {
    this(settings, sums::values);
  }

  private Moments(FactorSettings settings, Function<String, double[]> values) {
    this.settings = settings;
    this.moments = values.apply(MOMENTS);
    this.products = values.apply(PRODUCTS);
    this.squares = values.apply(SQUARES);
  }

  /** Of earlier rows and of those of these sums. */
  Moments plus(Direction sums) {
    Moments more = new Moments(settings, sums);
    return new Moments(
        settings,
        field ->
            switch (field) {
              case MOMENTS -> sum(moments, more.moments);
              case PRODUCTS -> sum(products, more.products);
              default -> sum(squares, more.squares);
            });
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  /** Whether a field holds sums over rows. */
  static boolean isSum(String field) {
    return field.equals(MOMENTS) || field.equals(PRODUCTS) || field.equals(SQUARES);
  }

  /** The fields that hold them, and the centre and scale. */
  static List<Field> fields(FactorSettings settings) {
    int size = settings.size();
    return List.of(
        Field.mixed(MOMENTS, settings.missing() ? settings.columns() + 1 : 1, size * size),
        Field.mixed(PRODUCTS, settings.columns(), size).resolving(Resolution.ROWS),
        Field.mixed(SQUARES, 1, settings.columns())
            .resolving(Resolution.COLUMNS)
            .within(Domain.NOT_NEGATIVE),
        Field.fixed(CENTRE, 1, settings.columns()),
        Field.fixed(SCALE, 1, 1).within(Domain.POSITIVE));
  }

  /** Copies the statistics of all rows into a target. */
  static void copy(Direction statistics, Direction out) {
    for (String field : List.of(MOMENTS, PRODUCTS, SQUARES)) {
      double[] from = statistics.values(field);
      System.arraycopy(from, 0, out.values(field), 0, from.length);
    }
  }

  /** Where the moments of a column's rows begin. */
  int ofColumn(int d) {
    return settings.missing() ? d * settings.size() * settings.size() : 0;
  }

  /** Where the moments of all rows begin. */
  int ofAll() {
    return settings.missing() ? ofColumn(settings.columns()) : 0;
  }

  double[] moments() {
    return moments;
  }

  double[] products() {
    return products;
  }

  double square(int d) {
    return squares[d];
  }

  /** Weight of the rows where a column is observed. */
  double weight(int d) {
    return moments[ofColumn(d) + settings.size() * settings.size() - 1];
  }

  /** Variance of a column, over those rows. */
  double variance(int d) {
    double mean = products[d * settings.size() + settings.factors()] / weight(d);
    return squares[d] / weight(d) - mean * mean;
  }
}
