package org.sparksvi.models.factor;

import java.util.Arrays;

/** Textbook linear algebra for oracles: plain loops on small matrices, none of the project's. */
final class Dense {
  private Dense() {}

  static double[][] of(double[] values, int columns) {
    double[][] matrix = new double[values.length / columns][];
    Arrays.setAll(matrix, i -> Arrays.copyOfRange(values, i * columns, (i + 1) * columns));
    return matrix;
  }

  static double[][] product(double[][] a, double[][] b) {
    double[][] c = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b[0].length; j++) {
        for (int k = 0; k < b.length; k++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return c;
  }

  static double[][] transpose(double[][] a) {
    double[][] t = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        t[j][i] = a[i][j];
      }
    }
    return t;
  }

  static double[] times(double[][] a, double[] x) {
    double[] y = new double[a.length];
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < x.length; j++) {
        y[i] += a[i][j] * x[j];
      }
    }
    return y;
  }

  static double[][] part(double[][] a, int[] rows, int[] columns) {
    double[][] b = new double[rows.length][columns.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        b[i][j] = a[rows[i]][columns[j]];
      }
    }
    return b;
  }

  static double[] part(double[] x, int[] places) {
    return Arrays.stream(places).mapToDouble(i -> x[i]).toArray();
  }

  /** The inverse by Gauss and Jordan, and the logarithm of the determinant's magnitude. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Inverse(double[][] matrix, double logDeterminant) {
    static Inverse of(double[][] a) {
      int n = a.length;
      double[][] m = new double[n][2 * n];
      for (int i = 0; i < n; i++) {
        System.arraycopy(a[i], 0, m[i], 0, n);
        m[i][n + i] = 1;
      }
      double log = 0;
      for (int p = 0; p < n; p++) {
        int best = p;
        for (int i = p; i < n; i++) {
          best = Math.abs(m[i][p]) > Math.abs(m[best][p]) ? i : best;
        }
        double[] swap = m[p];
        m[p] = m[best];
        m[best] = swap;
        double pivot = m[p][p];
        log += Math.log(Math.abs(pivot));
        for (int j = 0; j < 2 * n; j++) {
          m[p][j] /= pivot;
        }
        for (int i = 0; i < n; i++) {
          double factor = m[i][p];
          for (int j = 0; i != p && j < 2 * n; j++) {
            m[i][j] -= factor * m[p][j];
          }
        }
      }
      double[][] inverse = new double[n][];
      Arrays.setAll(inverse, i -> Arrays.copyOfRange(m[i], n, 2 * n));
      return new Inverse(inverse, log);
    }
  }

  /** log N(x; mean, covariance). */
  static double logGaussian(double[] x, double[] mean, double[][] covariance) {
    Inverse inverse = Inverse.of(covariance);
    double quadratic = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x.length; j++) {
        quadratic += (x[i] - mean[i]) * inverse.matrix()[i][j] * (x[j] - mean[j]);
      }
    }
    return -0.5 * (x.length * Math.log(2 * Math.PI) + inverse.logDeterminant() + quadratic);
  }

  /** Eigenvalues, descending, and eigenvectors, a row each, by Jacobi's rotations. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Eigen(double[] values, double[][] vectors) {
    static Eigen of(double[][] symmetric) {
      int n = symmetric.length;
      double[][] a = Arrays.stream(symmetric).map(double[]::clone).toArray(double[][]::new);
      double[][] v = new double[n][n];
      for (int i = 0; i < n; i++) {
        v[i][i] = 1;
      }
      for (int sweep = 0; sweep < 60; sweep++) {
        for (int p = 0; p < n; p++) {
          for (int q = p + 1; q < n; q++) {
            rotate(a, v, p, q);
          }
        }
      }
      Integer[] order = new Integer[n];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, (i, j) -> Double.compare(a[j][j], a[i][i]));
      double[] values = Arrays.stream(order).mapToDouble(i -> a[i][i]).toArray();
      double[][] vectors = Arrays.stream(order).map(i -> v[i]).toArray(double[][]::new);
      return new Eigen(values, vectors);
    }

    private static void rotate(double[][] a, double[][] v, int p, int q) {
      if (Math.abs(a[p][q]) < 1e-300) {
        return;
      }
      double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
      double sign = theta >= 0 ? 1 : -1;
      double t = sign / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
      double c = 1 / Math.sqrt(t * t + 1);
      double s = t * c;
      for (int k = 0; k < a.length; k++) {
        double left = a[k][p];
        double right = a[k][q];
        a[k][p] = c * left - s * right;
        a[k][q] = s * left + c * right;
      }
      for (int k = 0; k < a.length; k++) {
        double left = a[p][k];
        double right = a[q][k];
        a[p][k] = c * left - s * right;
        a[q][k] = s * left + c * right;
        double first = v[p][k];
        double second = v[q][k];
        v[p][k] = c * first - s * second;
        v[q][k] = s * first + c * second;
      }
    }
  }
}
