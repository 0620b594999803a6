package org.sparksvi.models.joint;

import org.sparksvi.data.DenseBlock;
import org.sparksvi.numeric.Cholesky;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/**
 * A line through points of known noise, whose posterior is a Gaussian:
 *
 * <pre>
 *   y ~ N(x·β, 1),  β ~ N(0, I)      Λ = I + XᵀX      Λ m = Xᵀy
 *   log p(y) = −½ (n log 2π + log |Λ| + yᵀy − mᵀ Λ m)
 * </pre>
 */
record Lines() implements LogJoint {
  private static final long serialVersionUID = 1L;

  static final String[] COLUMNS = {"x1", "x2", "x3", "y"};
  static final int SIZE = 3;

  @Override
  public Value rows(Scope s) {
    Value beta = s.real("beta", SIZE, Densities.normal(0, 1));
    return s.observe("y", Densities.normal(s.columns("x*").dot(beta), 1));
  }

  /** Columns that go along with each other. */
  static DenseBlock block(int from, int to) {
    double[] values = new double[4 * (to - from)];
    long[] keys = new long[to - from];
    double[] weights = new double[to - from];
    for (int r = 0; r < keys.length; r++) {
      RandomStream stream = new Streams(7).stream(Purpose.DRAW, from + r);
      double common = stream.normal();
      double y = stream.normal();
      for (int c = 0; c < SIZE; c++) {
        double x = common + 0.6 * stream.normal();
        values[4 * r + c] = x;
        y += (c - 0.5) * x;
      }
      values[4 * r + 3] = y;
      keys[r] = (long) from + r;
      weights[r] = 1;
    }
    return new DenseBlock(0, 4, keys, weights, values);
  }

  /** The exact posterior. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Exact(double[] mean, double[] precision, Cholesky factor, double evidence) {
    static Exact of(DenseBlock block) {
      double[] precision = new double[SIZE * SIZE];
      double[] natural = new double[SIZE];
      double square = 0;
      for (int i = 0; i < SIZE; i++) {
        precision[i * SIZE + i] = 1;
      }
      for (int r = 0; r < block.rows(); r++) {
        double y = block.values()[4 * r + 3];
        square += y * y;
        for (int i = 0; i < SIZE; i++) {
          natural[i] += block.values()[4 * r + i] * y;
          for (int j = 0; j < SIZE; j++) {
            precision[i * SIZE + j] += block.values()[4 * r + i] * block.values()[4 * r + j];
          }
        }
      }
      Cholesky factor = Cholesky.of(precision, SIZE, "a precision");
      double[] mean = natural.clone();
      factor.solve(mean, 0);
      double inner = 0;
      for (int i = 0; i < SIZE; i++) {
        inner += natural[i] * mean[i];
      }
      double evidence =
          -0.5 * (block.rows() * Math.log(2 * Math.PI) + factor.logDeterminant() + square - inner);
      return new Exact(mean, precision, factor, evidence);
    }
  }
}
