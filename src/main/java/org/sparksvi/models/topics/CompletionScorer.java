package org.sparksvi.models.topics;

import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Term;

/**
 * Document completion: shares are fitted on the observed half of a document, the other half is
 * scored.
 *
 * <pre>
 *   Σ_w c_w log Σ_k E[θ_k] E[β_kw],   E[θ_k] = γ_k / Σγ,   E[β_kw] = λ_kw / Λ_k
 * </pre>
 *
 * <p>Documents with an empty half are left out.
 */
final class CompletionScorer implements LocalStep<CompletionBlock> {
  private final DocumentFitter fitter;
  private final Bundle parameters;
  private final int field;
  private final double[] totals; // Λ, topics
  private double[] words = {}; // E[β_kw] of the block's held-out words × topics

  CompletionScorer(DocumentFitter fitter, Bundle parameters) {
    this.fitter = fitter;
    this.parameters = parameters;
    this.field = parameters.layout().index(TopicsModel.TOPICS);
    this.totals = parameters.values(TopicsModel.TOTALS);
  }

  @Override
  public void accumulate(CompletionBlock block, Contribution into) {
    CountBlock observed = block.observed();
    CountBlock heldOut = block.heldOut();
    readWords(heldOut.distinct());
    fitter.open(observed);
    for (int row = 0; row < block.rows(); row++) {
      boolean empty =
          observed.start()[row] == observed.start()[row + 1]
              || heldOut.start()[row] == heldOut.start()[row + 1];
      if (!empty) {
        fitter.fit(row);
        score(heldOut, row, into);
        into.add(Term.ROWS, 1);
      }
    }
  }

  private void readWords(int[] distinct) {
    int topics = totals.length;
    if (words.length < distinct.length * topics) {
      words = new double[distinct.length * topics];
    }
    for (int i = 0; i < distinct.length; i++) {
      parameters.row(field, distinct[i], words, i * topics);
      for (int k = 0; k < topics; k++) {
        words[i * topics + k] /= totals[k];
      }
    }
  }

  private void score(CountBlock heldOut, int row, Contribution into) {
    double[] gamma = fitter.gamma();
    double total = 0;
    for (double value : gamma) {
      total += value;
    }
    double sum = 0;
    double tokens = 0;
    for (int i = heldOut.start()[row]; i < heldOut.start()[row + 1]; i++) {
      int from = heldOut.place()[i] * gamma.length;
      double probability = 0;
      for (int k = 0; k < gamma.length; k++) {
        probability += gamma[k] * words[from + k];
      }
      double count = heldOut.counts()[i];
      double log = count * StrictMath.log(probability / total);
      into.add(Term.HELD_OUT_LOG_PROBABILITY, log);
      into.add(Term.HELD_OUT_UNITS, count);
      sum += log;
      tokens += count;
    }
    if (tokens > 0) {
      into.addScored(sum, tokens);
    }
  }
}
