package org.sparksvi.models.topics;

import java.util.Arrays;
import org.sparksvi.numeric.SpecialFunctions;

/**
 * What local steps need of one round's topics, derived once per executor and only where touched.
 */
interface TopicTable {

  /** A fitter for one task. */
  DocumentFitter fitter(double[] alpha);

  /** ψ(Λ_k) of the topics' totals, or log Λ_k. */
  static double[] logs(double[] totals, DocumentStep step) {
    return step == DocumentStep.VARIATIONAL
        ? digammas(totals)
        : Arrays.stream(totals).map(StrictMath::log).toArray();
  }

  /** ψ(Λ_k) of the topics' totals. */
  static double[] digammas(double[] totals) {
    double[] out = new double[totals.length];
    for (int k = 0; k < out.length; k++) {
      out[k] = SpecialFunctions.digamma(totals[k]);
    }
    return out;
  }
}
