package org.sparksvi.models.topics;

import static org.sparksvi.numeric.SpecialFunctions.digamma;
import static org.sparksvi.numeric.SpecialFunctions.logGamma;

import java.util.Arrays;
import org.sparksvi.data.CountBlock;
import org.sparksvi.family.Dirichlet;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Term;
import org.sparksvi.numeric.LogGammas;

/**
 * Fits the documents of a block and adds their expected counts and their share of the bound.
 *
 * <pre>
 *   l_d = Σ_w c_w log n_w + Σ_k (α_k − γ_k) E[log θ_k]
 *         + log Γ(Σα) − Σ log Γ(α_k) − log Γ(Σγ) + Σ log Γ(γ_k)
 * </pre>
 *
 * <p>This is the bound with φ at its optimum, valid at any γ; its expected log-likelihood is the
 * inner product of the expected counts with E[log β], and the local KL is the difference.
 *
 * <p>Documents fitted by the step of zero order give their counts by it. The bound is then that of
 * the same topics with γ fitted further by the variational step, whose counts are only its own.
 */
final class TopicsStep implements LocalStep<CountBlock> {
  private final DocumentFitter fitter;
  private final DocumentFitter bounds; // variational; the same one where that is
  private final double[] alpha; // topics
  private final double logBetaOfAlpha;
  private final boolean learnsAlpha;
  private final double[] logShares; // E[log θ_k] of one document, topics
  private final double[] logGammas; // log Γ(γ_k) of one document, topics

  TopicsStep(DocumentFitter fitter, DocumentFitter bounds, double[] alpha, boolean learnsAlpha) {
    this.fitter = fitter;
    this.bounds = bounds;
    this.alpha = alpha;
    this.logBetaOfAlpha = Dirichlet.logBeta(alpha);
    this.learnsAlpha = learnsAlpha;
    this.logShares = new double[alpha.length];
    this.logGammas = new double[alpha.length];
  }

  @Override
  public void accumulate(CountBlock block, Contribution into) {
    double bound = 0;
    int iterations = 0;
    double[] shareSums = learnsAlpha ? into.statistics().values(TopicsModel.SHARES) : null;
    boolean apart = bounds != fitter;
    fitter.open(block);
    if (apart) {
      bounds.open(block);
    }
    for (int row = 0; row < block.rows(); row++) {
      iterations += fitter.fit(row);
      fitter.addStatistics();
      if (apart) {
        bounds.fit(row, fitter.gamma());
        bounds.addStatistics();
      }
      bound += bound();
      if (shareSums != null) {
        addShares(shareSums, apart);
      }
    }
    fitter.close(into.statistics().rows(TopicsModel.TOPICS));
    double expectedLogLikelihood = bounds.expectedLogLikelihood();
    into.add(Term.ROWS, block.rows());
    into.add(Term.UNITS, block.units());
    into.add(Term.EXPECTED_LOG_LIKELIHOOD, expectedLogLikelihood);
    into.add(Term.LOCAL_KL, expectedLogLikelihood - bound);
    into.add(Term.LOCAL_ITERATIONS, iterations);
  }

  /** Adds E[log θ] at the γ of the training step. */
  private void addShares(double[] sums, boolean apart) {
    if (apart) {
      double[] gamma = fitter.gamma();
      double digammaOfTotal = digamma(Arrays.stream(gamma).sum());
      LogGammas.withDigammas(gamma, gamma.length, logGammas, logShares);
      for (int k = 0; k < gamma.length; k++) {
        logShares[k] -= digammaOfTotal;
      }
    }
    for (int k = 0; k < logShares.length; k++) {
      sums[k] += logShares[k];
    }
  }

  /** The bound of the current document; also leaves its E[log θ]. */
  private double bound() {
    double[] gamma = bounds.gamma();
    double total = 0;
    for (double value : gamma) {
      total += value;
    }
    double digammaOfTotal = digamma(total);
    double prior = -logBetaOfAlpha - logGamma(total);
    LogGammas.withDigammas(gamma, gamma.length, logGammas, logShares);
    for (int k = 0; k < gamma.length; k++) {
      logShares[k] -= digammaOfTotal;
      prior += (alpha[k] - gamma[k]) * logShares[k] + logGammas[k];
    }
    return bounds.logNormaliser() - bounds.tokens() * digammaOfTotal + prior;
  }
}
