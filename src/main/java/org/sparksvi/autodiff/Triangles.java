package org.sparksvi.autodiff;

import java.util.Arrays;

/**
 * Triangular factors and what is solved by them, in double precision, in plain loops of a fixed
 * order; results are rounded once.
 *
 * <p>Reverse rules: Giles (2008), An extended collection of matrix derivative results, and Murray
 * (2016), Differentiation of the Cholesky decomposition.
 */
final class Triangles {
  private Triangles() {}

  private static double[] read(Matrix matrix) {
    double[] values = new double[matrix.size()];
    matrix.read(values);
    return values;
  }

  /**
   * The lower triangular L with {@code L Lᵀ = (A + Aᵀ) / 2}; NaN where that is not positive
   * definite.
   *
   * <pre>
   *   Ā = ½ L⁻ᵀ (P + Pᵀ) L⁻¹,   P = Φ(Lᵀ L̄),   Φ = lower triangle with half the diagonal
   * </pre>
   */
  record Factor(Node a) implements Operation {
    @Override
    public void forward(Node out) {
      int n = out.rows();
      double[] matrix = read(a.value());
      double[] l = new double[n * n];
      if (!factorise(matrix, n, l)) {
        Arrays.fill(l, Double.NaN);
      }
      out.value().set(l, 0);
    }

    private static boolean factorise(double[] matrix, int n, double[] l) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          double sum = 0.5 * (matrix[i * n + j] + matrix[j * n + i]);
          for (int m = 0; m < j; m++) {
            sum -= l[i * n + m] * l[j * n + m];
          }
          if (i == j && !(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
            return false;
          }
          l[i * n + j] = i == j ? Math.sqrt(sum) : sum / l[j * n + j];
        }
      }
      return true;
    }

    @Override
    public void backward(Node out) {
      int n = out.rows();
      double[] l = read(out.value());
      double[] d = read(out.derivative());
      double[] p = new double[n * n]; // P + Pᵀ, then L⁻ᵀ (P + Pᵀ) L⁻¹
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          double sum = 0;
          for (int m = i; m < n; m++) {
            sum += l[m * n + i] * d[m * n + j];
          }
          p[i * n + j] = sum;
          p[j * n + i] = sum;
        }
      }
      solveTransposed(l, n, p, n);
      double[] transposed = new double[n * n];
      transpose(p, n, transposed);
      solveTransposed(l, n, transposed, n);
      for (int i = 0; i < p.length; i++) {
        p[i] = 0.5 * transposed[i];
      }
      a.claim().set(p, 0);
      a.contributed();
    }

    private static void transpose(double[] square, int n, double[] out) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          out[j * n + i] = square[i * n + j];
        }
      }
    }
  }

  /**
   * {@code X = L⁻¹ B}, of which the lower triangle of L is read.
   *
   * <pre>
   *   B̄ = L⁻ᵀ X̄,   L̄ = −tril(B̄ Xᵀ)
   * </pre>
   */
  record Solved(Node l, Node b) implements Operation {
    @Override
    public void forward(Node out) {
      int n = out.rows();
      int columns = out.columns();
      double[] factor = read(l.value());
      double[] x = read(b.value());
      for (int i = 0; i < n; i++) {
        for (int m = 0; m < i; m++) {
          subtract(factor[i * n + m], x, m * columns, x, i * columns, columns);
        }
        divide(x, i * columns, columns, factor[i * n + i]);
      }
      out.value().set(x, 0);
    }

    @Override
    public void backward(Node out) {
      int n = out.rows();
      int columns = out.columns();
      double[] d = read(out.derivative());
      solveTransposed(read(l.value()), n, d, columns);
      if (l.differentiated()) {
        double[] x = read(out.value());
        double[] into = new double[n * n];
        for (int i = 0; i < n; i++) {
          for (int j = 0; j <= i; j++) {
            double sum = 0;
            for (int c = 0; c < columns; c++) {
              sum -= d[i * columns + c] * x[j * columns + c];
            }
            into[i * n + j] = sum;
          }
        }
        l.claim().set(into, 0);
        l.contributed();
      }
      if (b.differentiated()) {
        b.claim().set(d, 0);
        b.contributed();
      }
    }
  }

  /** Replaces {@code x}, n × columns, by L⁻ᵀ x. */
  private static void solveTransposed(double[] l, int n, double[] x, int columns) {
    for (int i = n - 1; i >= 0; i--) {
      for (int m = i + 1; m < n; m++) {
        subtract(l[m * n + i], x, m * columns, x, i * columns, columns);
      }
      divide(x, i * columns, columns, l[i * n + i]);
    }
  }

  private static void subtract(double scale, double[] in, int from, double[] to, int at, int n) {
    for (int c = 0; c < n; c++) {
      to[at + c] -= scale * in[from + c];
    }
  }

  private static void divide(double[] x, int from, int n, double by) {
    for (int c = from; c < from + n; c++) {
      x[c] /= by;
    }
  }

  /** The diagonal, n x 1. */
  record Diagonal(Node a) implements Operation {
    @Override
    public void forward(Node out) {
      int n = out.rows();
      double[] diagonal = new double[n];
      for (int i = 0; i < n; i++) {
        diagonal[i] = a.value().get(i * n + i);
      }
      out.value().set(diagonal, 0);
    }

    @Override
    public void backward(Node out) {
      int n = out.rows();
      double[] into = new double[n * n];
      for (int i = 0; i < n; i++) {
        into[i * n + i] = out.derivative().get(i);
      }
      a.claim().set(into, 0);
      a.contributed();
    }
  }
}
