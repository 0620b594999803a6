package org.sparksvi.models.mixture;

import java.util.Arrays;
import org.sparksvi.family.Dirichlet;

/**
 * Weights with a symmetric Dirichlet prior: q(π) = Dirichlet(α + N_k).
 *
 * @param alpha α
 */
record DirichletMixing(double alpha) implements Mixing {

  DirichletMixing {
    Mixing.requirePositive("the concentration of the weights", alpha);
  }

  private double[] posterior(double[] counts) {
    return Arrays.stream(counts).map(count -> alpha + count).toArray();
  }

  @Override
  public double[] meanLogs(double[] counts) {
    double[] logs = new double[counts.length];
    Dirichlet.meanLogs(posterior(counts), logs);
    return logs;
  }

  @Override
  public double[] means(double[] counts) {
    double[] means = posterior(counts);
    double total = 0;
    for (double value : means) {
      total += value;
    }
    for (int k = 0; k < means.length; k++) {
      means[k] /= total;
    }
    return means;
  }

  @Override
  public double globalElbo(double[] counts) {
    double[] prior = new double[counts.length];
    Arrays.fill(prior, alpha);
    return -Dirichlet.kl(posterior(counts), prior);
  }
}
