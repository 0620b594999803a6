package org.sparksvi.models.factor;

import java.util.Arrays;
import org.sparksvi.model.RowDraws;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/**
 * Draws rows of a factor model: loadings and means at their posterior, noise at its expected
 * precision.
 *
 * <pre>
 *   z ~ N(0, I)      y_d ~ N(E w_d · z + E μ_d,  1 / E τ_d + z̃ᵀ Cov(w_d, μ_d) z̃),   z̃ = (z, 1)
 *   x = centre + scale · y
 * </pre>
 */
record FactorDraws(Loadings loadings) implements RowDraws {

  @Override
  public void draw(Streams streams, long from, int rows, double[] out) {
    int columns = loadings.settings().columns();
    double[] latent = new double[loadings.settings().size()];
    Arrays.fill(latent, 1); // the last one stays
    for (int r = 0; r < rows; r++) {
      draw(streams.stream(Purpose.DRAW, from + r), latent, out, r * columns);
    }
  }

  private void draw(RandomStream stream, double[] latent, double[] out, int at) {
    int q = loadings.settings().factors();
    for (int j = 0; j < q; j++) {
      latent[j] = stream.normal();
    }
    boolean shared = loadings.hasSpread() && loadings.spreadOf(1) == 0;
    double spread = loadings.hasSpread() ? spread(0, latent) : 0;
    for (int d = 0; d < loadings.settings().columns(); d++) {
      double mean = loadings.offsets()[d];
      for (int j = 0; j < q; j++) {
        mean += loadings.weights()[d * q + j] * latent[j];
      }
      double more = loadings.hasSpread() && !shared ? spread(d, latent) : spread;
      double deviation = Math.sqrt(1 / loadings.precisions()[d] + more);
      double y = mean + deviation * stream.normal();
      out[at + d] = loadings.centre()[d] + loadings.scale() * y;
    }
  }

  /** z̃ᵀ Cov z̃ of a column. */
  private double spread(int d, double[] latent) {
    int from = loadings.spreadOf(d);
    double sum = 0;
    for (int i = 0; i < latent.length; i++) {
      for (int j = 0; j < latent.length; j++) {
        sum += latent[i] * loadings.spread()[from + i * latent.length + j] * latent[j];
      }
    }
    return sum;
  }
}
