package org.sparksvi.models.regression;

import org.sparksvi.model.RowDraws;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.Streams;

/** Draws of coefficients in the units of the data, the intercept last. */
record CoefficientDraws(Posterior posterior) implements RowDraws {

  @Override
  public void draw(Streams streams, long from, int rows, double[] out) {
    int p = posterior.q().p();
    double[] normals = new double[p];
    double[] beta = new double[p];
    for (int r = 0; r < rows; r++) {
      posterior.q().draw(streams.stream(Purpose.DRAW, from + r), normals, beta);
      posterior.inDataUnits(beta, out, r * p);
    }
  }
}
