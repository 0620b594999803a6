package org.sparksvi.models.mixture;

import java.util.Arrays;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.Contribution;
import org.sparksvi.numeric.Blas;
import org.sparksvi.numeric.Panel;

/**
 * Log densities and sums of dense rows as products of matrices, a chunk of rows at a time.
 *
 * <p>Everything is held with the rows of a chunk together: features × rows. The features are 1, the
 * columns, and the products of pairs of them; sums over rows are (components × rows)(rows ×
 * features).
 */
final class GaussianWorker implements Components.Worker<DenseBlock> {
  private static final int CHUNK = 512; // rows: with 128 features, half a megabyte
  private static final int STRIP = 128; // features, or whitened values, made at a time

  private final GaussianTable table;
  private final Covariance covariance;
  private final double[] centre; // columns
  private final double[] scale; // columns
  private final Blas blas = Blas.best();
  private final int components;
  private final int columns;
  private final double[] features; // (1 + columns) × rows: 1, x
  private final double[] strip; // up to STRIP × rows
  private final double[] quadratic; // rows
  private final double[] sums; // components × columns
  private final double[][] squares; // by strip: (components × features of the strip)
  private final int stripSize; // features of a strip of squares
  private final int squareCount;
  private DenseBlock block;

  GaussianWorker(GaussianTable table, Covariance covariance, double[] centre, double[] scale) {
    this.table = table;
    this.covariance = covariance;
    this.centre = centre;
    this.scale = scale;
    this.components = table.components();
    this.columns = table.columns();
    this.squareCount = covariance.squares(columns);
    int strips = (squareCount + STRIP - 1) / STRIP;
    this.stripSize = (squareCount + strips - 1) / strips;
    this.features = new double[(1 + columns) * CHUNK];
    this.strip = new double[Math.max(stripSize, group() * columns) * CHUNK];
    this.quadratic = new double[CHUNK];
    this.sums = new double[components * columns];
    this.squares = new double[strips][];
    int rows = covariance.matrices(components);
    for (int s = 0; s < strips; s++) {
      squares[s] = new double[rows * Math.min(stripSize, squareCount - s * stripSize)];
    }
  }

  /** Components whitened in one product. */
  private int group() {
    return Math.min(components, Math.max(1, STRIP / columns));
  }

  @Override
  public int chunk() {
    return CHUNK;
  }

  @Override
  public void open(DenseBlock next) {
    if (next.columns() != columns) {
      throw new IllegalArgumentException(
          "block %d must have %d columns, but has %d"
              .formatted(next.id(), columns, next.columns()));
    }
    block = next;
    Arrays.fill(sums, 0);
    for (double[] part : squares) {
      Arrays.fill(part, 0);
    }
  }

  @Override
  public void weights(int from, int rows, double[] out) {
    System.arraycopy(block.weights(), from, out, 0, rows);
  }

  @Override
  public void logDensities(int from, int rows, double[] out) {
    load(from, rows);
    if (table.diagonal()) {
      for (int k = 0; k < components; k++) {
        diagonal(k, rows, out);
      }
      return;
    }
    int width = 1 + columns;
    Panel x = Panel.of(features, width, rows);
    for (int first = 0; first < components; first += group()) {
      int n = Math.min(group(), components - first);
      Panel whitening = Panel.of(table.whitening(), first * columns * width, n * columns, width);
      blas.multiply(1, whitening, x, 0, Panel.of(strip, n * columns, rows));
      for (int g = 0; g < n; g++) {
        Arrays.fill(quadratic, 0, rows, 0);
        for (int d = 0; d < columns; d++) {
          addSquares(strip, (g * columns + d) * rows, rows, quadratic);
        }
        density(first + g, rows, out);
      }
    }
  }

  /** The features 1 and x of a chunk. */
  private void load(int from, int rows) {
    Arrays.fill(features, 0, rows, 1);
    double[] values = block.values();
    for (int d = 0; d < columns; d++) {
      double c = centre[d];
      double s = scale[d];
      int to = (1 + d) * rows;
      int at = from * columns + d;
      for (int r = 0; r < rows; r++) {
        features[to + r] = (values[at + r * columns] - c) / s;
      }
    }
  }

  private static void addSquares(double[] values, int from, int n, double[] into) {
    for (int r = 0; r < n; r++) {
      into[r] += values[from + r] * values[from + r];
    }
  }

  private void diagonal(int k, int rows, double[] out) {
    Arrays.fill(quadratic, 0, rows, 0);
    double[] whitening = table.whitening();
    boolean byColumn = table.tail() == GaussianTable.Tail.STUDENT_BY_COLUMN;
    for (int d = 0; d < columns; d++) {
      double shift = whitening[2 * (k * columns + d)];
      double a = whitening[2 * (k * columns + d) + 1];
      int at = (1 + d) * rows;
      for (int r = 0; r < rows; r++) {
        double y = a * features[at + r] + shift;
        quadratic[r] += byColumn ? StrictMath.log1p(y * y) : y * y;
      }
    }
    density(k, rows, out);
  }

  /** From what {@code quadratic} holds. */
  private void density(int k, int rows, double[] out) {
    double constant = table.constant(k);
    double exponent = table.exponent(k);
    int at = k * rows;
    switch (table.tail()) {
      case GAUSSIAN -> {
        for (int r = 0; r < rows; r++) {
          out[at + r] = constant - 0.5 * quadratic[r];
        }
      }
      case STUDENT -> {
        for (int r = 0; r < rows; r++) {
          out[at + r] = constant - exponent * StrictMath.log1p(quadratic[r]);
        }
      }
      case STUDENT_BY_COLUMN -> {
        for (int r = 0; r < rows; r++) {
          out[at + r] = constant - exponent * quadratic[r];
        }
      }
    }
  }

  @Override
  public void add(int rows, double[] share) {
    Panel shares = Panel.of(share, components, rows);
    Panel x = Panel.of(features, 1 + columns, rows).from(1);
    blas.multiply(1, shares, x.transpose(), 1, Panel.of(sums, components, columns));
    Panel of = covariance.matrices(components) == 1 ? total(rows, share) : shares;
    int made = 0; // features of the strip in hand
    int index = 0;
    for (int i = 0; i < columns; i++) {
      for (int j = i; j < lastFactor(i); j++) {
        product(i, j, rows, made++);
        if (made == stripSize || index * stripSize + made == squareCount) {
          addStrip(of, rows, made, squares[index++]);
          made = 0;
        }
      }
    }
  }

  /** One past the last column that column i is multiplied by. */
  private int lastFactor(int i) {
    return switch (covariance) {
      case FULL, TIED -> columns;
      case DIAGONAL -> i + 1;
      case SPHERICAL -> i == columns - 1 ? i + 1 : i;
    };
  }

  /** Makes one feature of a strip. */
  private void product(int i, int j, int rows, int place) {
    int to = place * rows;
    if (covariance == Covariance.SPHERICAL) {
      Arrays.fill(strip, to, to + rows, 0);
      for (int d = 0; d < columns; d++) {
        int at = (1 + d) * rows;
        for (int r = 0; r < rows; r++) {
          strip[to + r] += features[at + r] * features[at + r];
        }
      }
      return;
    }
    int a = (1 + i) * rows;
    int b = (1 + j) * rows;
    for (int r = 0; r < rows; r++) {
      strip[to + r] = features[a + r] * features[b + r];
    }
  }

  private void addStrip(Panel shares, int rows, int made, double[] into) {
    Panel x = Panel.of(strip, made, rows);
    blas.multiply(1, shares, x.transpose(), 1, Panel.of(into, shares.rows(), made));
  }

  /** Σ_k of the shares, 1 × rows. */
  private Panel total(int rows, double[] share) {
    Arrays.fill(quadratic, 0, rows, 0);
    for (int k = 0; k < components; k++) {
      for (int r = 0; r < rows; r++) {
        quadratic[r] += share[k * rows + r];
      }
    }
    return Panel.of(quadratic, 1, rows);
  }

  @Override
  public void close(Contribution into) {
    add(sums, into.statistics().values(GaussianComponents.SUMS), 0, columns, columns);
    double[] out = into.statistics().values(GaussianComponents.SQUARES);
    for (int s = 0; s < squares.length; s++) {
      int made = Math.min(stripSize, squareCount - s * stripSize);
      add(squares[s], out, s * stripSize, made, squareCount);
    }
  }

  /** Adds rows of some columns to the same rows of a wider matrix, from a column on. */
  private static void add(double[] values, double[] out, int column, int columns, int stride) {
    for (int i = 0; i < values.length; i++) {
      out[i / columns * stride + column + i % columns] += values[i];
    }
  }
}
