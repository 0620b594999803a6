package org.sparksvi.models.mixture;

import static org.sparksvi.numeric.SpecialFunctions.digamma;
import static org.sparksvi.numeric.SpecialFunctions.logGamma;

/** What is read out of counts with pseudo-counts: estimates of probabilities, or posteriors. */
public enum ReadOutForm {
  /** Maximum a posteriori: the pseudo-counts are those of a prior one larger than themselves. */
  ESTIMATE {
    @Override
    double meanLog(double count, double total) {
      return StrictMath.log(count / total);
    }

    @Override
    double globalElbo(double[] counts, double pseudo) {
      double total = sum(counts);
      double logPrior = 0;
      for (double count : counts) {
        logPrior += pseudo * meanLog(count, total);
      }
      return logPrior;
    }
  },
  /** Dirichlet posteriors, with the pseudo-counts as their prior. */
  POSTERIOR {
    @Override
    double meanLog(double count, double total) {
      return digamma(count) - digamma(total);
    }

    @Override
    double globalElbo(double[] counts, double pseudo) {
      double total = sum(counts);
      double elbo =
          logGamma(counts.length * pseudo) - counts.length * logGamma(pseudo) - logGamma(total);
      for (double count : counts) {
        elbo += logGamma(count) - (count - pseudo) * meanLog(count, total);
      }
      return elbo;
    }
  };

  /** E[log p] of a probability whose share of a total is count. */
  abstract double meanLog(double count, double total);

  /** −KL(Dirichlet(counts) || Dirichlet(pseudo)), or the log prior of estimates. */
  abstract double globalElbo(double[] counts, double pseudo);

  static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
