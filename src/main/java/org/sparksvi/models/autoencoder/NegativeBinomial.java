package org.sparksvi.models.autoencoder;

import java.util.List;
import org.sparksvi.autodiff.Graph;
import org.sparksvi.autodiff.Node;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.random.RandomStream;

/**
 * Independent counts that spread more than Poisson's: a rate drawn from a gamma distribution, with
 * a dispersion r for each column.
 *
 * <pre>
 *   log p(x | a) = Σ_d log Γ(x_d + r_d) − log Γ(r_d) − log x_d!
 *                      + r_d log (r_d / (r_d + μ_d)) + x_d log (μ_d / (r_d + μ_d))
 *   E[x] = μ,   var x = μ + μ² / r,   log μ = a   or   log n + log softmax(a)
 * </pre>
 *
 * <p>Lopez, Regier, Cole, Jordan and Yosef (2018), with n as the library size.
 *
 * @param librarySize whether rates are shares of the row's total n
 */
public record NegativeBinomial(boolean librarySize) implements CountLikelihood {
  private static final String DISPERSION = "dispersion.log";

  /**
   * At e^7 counts are nearly Poisson's; floats would lose log Γ(x + r) − log Γ(r) of larger ones.
   */
  private static final double MOST_LOG = 7;

  @Override
  public String name() {
    return "negative-binomial";
  }

  @Override
  public List<Field> fields(int columns, FloatingPoint precision) {
    return List.of(precision.field(DISPERSION, 1, columns));
  }

  @Override
  public Node logDensity(
      Graph graph, Node x, Node logTotals, Node outputs, ParameterLeaves leaves) {
    Node logMeans = logRates(graph, logTotals, outputs);
    Node logR = graph.clamp(leaves.of(DISPERSION), -MOST_LOG, MOST_LOG);
    Node r = graph.exp(logR);
    Node odds = graph.plusRow(logMeans, graph.scale(logR, -1)); // log μ / r
    Node excess = graph.softplus(odds); // log (1 + μ / r)
    Node gammas =
        graph.plusRow(graph.lgamma(graph.plusRow(x, r)), graph.scale(graph.lgamma(r), -1));
    Node powers =
        graph.subtract(graph.times(x, graph.subtract(odds, excess)), graph.timesRow(excess, r));
    return graph.rowSums(graph.add(gammas, powers));
  }

  @Override
  public void draw(double[] mean, int from, double total, Bundle parameters, RandomStream stream) {
    double[] logR = parameters.copyOf(DISPERSION);
    for (int d = 0; d < logR.length; d++) {
      double r = StrictMath.exp(Math.max(-MOST_LOG, Math.min(MOST_LOG, logR[d])));
      mean[from + d] = CountLikelihood.draw(stream.gamma(r) * mean[from + d] / r, stream);
    }
  }
}
