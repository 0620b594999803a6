package org.sparksvi.engine;

/** The numbers of all ascended fields as one vector; sums run in its order. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; the array is never written to
record Flat(double[] values) {

  double dot(Flat other) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * other.values[i];
    }
    return sum;
  }

  double length() {
    return Math.sqrt(dot(this));
  }

  /** This plus a multiple of another. */
  Flat plus(double factor, Flat other) {
    double[] sum = values.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * other.values[i];
    }
    return new Flat(sum);
  }

  Flat times(double factor) {
    double[] product = values.clone();
    for (int i = 0; i < product.length; i++) {
      product[i] *= factor;
    }
    return new Flat(product);
  }
}
