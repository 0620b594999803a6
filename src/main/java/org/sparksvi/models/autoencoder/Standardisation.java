package org.sparksvi.models.autoencoder;

import java.util.Arrays;
import java.util.List;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Domain;
import org.sparksvi.bundle.Field;

/**
 * Means and deviations of columns by a sample of rows, in which rows are encoded and decoded.
 *
 * @param centre by column
 * @param scale by column, positive
 * @param means by column, before any centring
 * @param total mean sum of a row
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Standardisation(double[] centre, double[] scale, double[] means, double total) {
  static final String CENTRE = "data.centre";
  static final String SCALE = "data.scale";
  static final String TOTAL = "data.total";

  /**
   * A column varies where its deviation is above this share of its mean: a few of its last bits.
   */
  private static final double CONSTANT = 1e-15;

  /** Which units the arithmetic is in. */
  enum Kind {
    /** Those of the data. */
    NONE,
    /** Centred, and divided by one number for all columns. */
    COMMON_SCALE,
    /** Centred, and divided by a number for each column. */
    COLUMN_SCALE
  }

  /** The fields that keep it. */
  static List<Field> fields(int columns) {
    return List.of(
        Field.fixed(CENTRE, 1, columns),
        Field.fixed(SCALE, 1, columns).within(Domain.POSITIVE),
        Field.fixed(TOTAL, 1, 1));
  }

  static Standardisation of(Kind kind, double[] means, double[] variances, double total) {
    double[] scale = new double[means.length];
    Arrays.fill(scale, 1);
    if (kind == Kind.NONE) {
      return new Standardisation(new double[means.length], scale, means, total);
    }
    double[] varies = new double[means.length];
    for (int d = 0; d < varies.length; d++) {
      double rounding = CONSTANT * means[d];
      varies[d] = variances[d] > rounding * rounding ? variances[d] : 0;
    }
    double mean = Arrays.stream(varies).average().orElseThrow();
    for (int d = 0; d < scale.length; d++) {
      double variance = kind == Kind.COMMON_SCALE ? mean : varies[d];
      scale[d] = variance > 0 ? Math.sqrt(variance) : 1;
    }
    return new Standardisation(means, scale, means, total);
  }

  static Standardisation read(Bundle parameters) {
    double[] centre = parameters.values(CENTRE);
    return new Standardisation(
        centre, parameters.values(SCALE), centre, parameters.values(TOTAL)[0]);
  }

  void write(Bundle parameters) {
    parameters.set(CENTRE, centre);
    parameters.set(SCALE, scale);
    parameters.set(TOTAL, new double[] {total});
  }

  /** To the units of the arithmetic, in place. */
  void apply(double[] x, int from) {
    for (int d = 0; d < centre.length; d++) {
      x[from + d] = (x[from + d] - centre[d]) / scale[d];
    }
  }

  /** Back to the units of the data, in place. */
  void invert(double[] x, int from) {
    for (int d = 0; d < centre.length; d++) {
      x[from + d] = centre[d] + scale[d] * x[from + d];
    }
  }

  /** What a log density in the data's units has more than one in those of the arithmetic. */
  double logJacobian() {
    double sum = 0;
    for (double s : scale) {
      sum -= StrictMath.log(s);
    }
    return sum;
  }
}
