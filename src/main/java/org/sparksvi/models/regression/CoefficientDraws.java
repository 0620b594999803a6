package org.sparksvi.models.regression;

import org.sparksvi.model.RowDraws;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/** Draws of coefficients in the units of the data, the intercept last. */
record CoefficientDraws(Posterior posterior) implements RowDraws {

  @Override
  public void draw(Streams streams, long from, int rows, double[] out) {
    int p = posterior.q().p();
    double[] normals = new double[p];
    double[] beta = new double[p];
    for (int r = 0; r < rows; r++) {
      draw(streams.stream(Purpose.DRAW, from + r), normals, beta);
      posterior.inDataUnits(beta, out, r * p);
    }
  }

  /** β = m + L⁻ᵀ z / √τ. */
  private void draw(RandomStream stream, double[] normals, double[] beta) {
    Coefficients q = posterior.q();
    int p = q.p();
    double factor =
        q.noise().known() ? 1 : Math.sqrt(q.noise().rate() / stream.gamma(q.noise().shape()));
    for (int i = 0; i < p; i++) {
      normals[i] = stream.normal();
    }
    for (int j = 0; j < p; j++) {
      double sum = 0;
      for (int i = j; i < p; i++) {
        sum += q.root()[i * p + j] * normals[i];
      }
      beta[j] = q.means()[j] + factor * sum;
    }
  }
}
