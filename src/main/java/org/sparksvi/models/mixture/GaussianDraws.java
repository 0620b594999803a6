package org.sparksvi.models.mixture;

import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.RowDraws;
import org.sparksvi.random.Categorical;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/**
 * Draws rows from the predictive density of a mixture of Gaussians.
 *
 * <pre>
 *   k ~ E π,   A_k x = a_k + u      u ~ N(0, I), over √χ²_ν where the density is Student's
 * </pre>
 */
public final class GaussianDraws implements RowDraws {
  private final Categorical components;
  private final GaussianTable table; // of centred and scaled rows
  private final double[] centre; // columns
  private final double[] scale; // columns

  private GaussianDraws(
      Categorical components, GaussianTable table, double[] centre, double[] scale) {
    this.components = components;
    this.table = table;
    this.centre = centre;
    this.scale = scale;
  }

  /** Of a mixture at some parameters. */
  public static GaussianDraws of(MixtureModel<DenseBlock> model, Bundle parameters) {
    GaussianComponents gaussians = (GaussianComponents) model.components();
    GaussianStatistics statistics =
        GaussianStatistics.of(gaussians.covariance(), gaussians.columns(), parameters);
    return new GaussianDraws(
        Categorical.of(model.weights(parameters)),
        gaussians.gaussians().predictive(statistics),
        parameters.values(GaussianComponents.CENTRE),
        parameters.values(GaussianComponents.SCALE));
  }

  @Override
  public void draw(Streams streams, long from, int rows, double[] out) {
    int columns = table.columns();
    for (int r = 0; r < rows; r++) {
      RandomStream stream = streams.stream(Purpose.DRAW, from + r);
      int k = components.draw(stream);
      int at = r * columns;
      errors(k, stream, out, at);
      solve(k, out, at);
      for (int d = 0; d < columns; d++) {
        out[at + d] = centre[d] + scale[d] * out[at + d];
      }
    }
  }

  /** u. */
  private void errors(int k, RandomStream stream, double[] out, int at) {
    int columns = table.columns();
    double shrink =
        switch (table.tail()) {
          case GAUSSIAN, STUDENT_BY_COLUMN -> 1;
          case STUDENT -> root(2 * table.exponent(k) - columns, stream);
        };
    for (int d = 0; d < columns; d++) {
      boolean own = table.tail() == GaussianTable.Tail.STUDENT_BY_COLUMN;
      double by = own ? root(2 * table.exponent(k) - 1, stream) : shrink;
      out[at + d] = stream.normal() / by;
    }
  }

  /** √χ² of so many degrees of freedom. */
  private static double root(double degrees, RandomStream stream) {
    return Math.sqrt(2 * stream.gamma(0.5 * degrees));
  }

  /** Turns u into x: A is diagonal or lower triangular. */
  private void solve(int k, double[] out, int at) {
    int columns = table.columns();
    double[] a = table.whitening(); // −a, A
    int width = table.diagonal() ? 2 : 1 + columns;
    for (int d = 0; d < columns; d++) {
      int row = (k * columns + d) * width;
      double rest = out[at + d] - a[row];
      if (table.diagonal()) {
        out[at + d] = rest / a[row + 1];
      } else {
        for (int j = 0; j < d; j++) {
          rest -= a[row + 1 + j] * out[at + j];
        }
        out[at + d] = rest / a[row + 1 + d];
      }
    }
  }
}
