package org.sparksvi.models.topics;

import static org.sparksvi.numeric.SpecialFunctions.digamma;
import static org.sparksvi.numeric.SpecialFunctions.logGamma;

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
 */
final class TopicsStep implements LocalStep<CountBlock> {
  private final DocumentFitter fitter;
  private final double[] alpha; // topics
  private final double logBetaOfAlpha;
  private final boolean learnsAlpha;
  private final double[] logShares; // E[log θ_k] of one document, topics
  private final double[] logGammas; // log Γ(γ_k) of one document, topics

  TopicsStep(DocumentFitter fitter, double[] alpha, boolean learnsAlpha) {
    this.fitter = fitter;
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
    fitter.open(block);
    for (int row = 0; row < block.rows(); row++) {
      iterations += fitter.fit(row);
      fitter.addStatistics();
      bound += bound();
      if (shareSums != null) {
        for (int k = 0; k < logShares.length; k++) {
          shareSums[k] += logShares[k];
        }
      }
    }
    double expectedLogLikelihood = fitter.close(into.statistics().rows(TopicsModel.TOPICS));
    into.add(Term.ROWS, block.rows());
    into.add(Term.UNITS, block.units());
    into.add(Term.EXPECTED_LOG_LIKELIHOOD, expectedLogLikelihood);
    into.add(Term.LOCAL_KL, expectedLogLikelihood - bound);
    into.add(Term.LOCAL_ITERATIONS, iterations);
  }

  /** The bound of the current document; also leaves its E[log θ]. */
  private double bound() {
    double[] gamma = fitter.gamma();
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
    return fitter.logNormaliser() - fitter.tokens() * digammaOfTotal + prior;
  }
}
