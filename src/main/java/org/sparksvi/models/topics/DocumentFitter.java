package org.sparksvi.models.topics;

import org.sparksvi.bundle.TouchedRows;
import org.sparksvi.data.CountBlock;

/**
 * Fits one document after another, with the topics frozen.
 *
 * <pre>
 *   t_k = exp E[log θ_k]   up to a factor       B_wk = exp E[log β_kw]   up to a factor a word
 *   t_k = γ_k                                   B_wk = λ_kw / Λ_k        by the step of zero order
 *   n_w = Σ_k t_k B_wk                           γ_k = α_k + t_k Σ_w c_w B_wk / n_w
 * </pre>
 *
 * <p>Hoffman, Blei and Bach (2010), algorithm 1, and {@link DocumentStep}. Neither factor changes
 * γ, so each word's B is divided by its largest entry and t by its own: nothing underflows. One
 * instance serves one task; calls go {@link #open}, then {@link #fit} and {@link #addStatistics}
 * for rows, then {@link #close} or {@link #expectedLogLikelihood}.
 */
interface DocumentFitter {

  /** Starts on a block and drops the one before. */
  void open(CountBlock block);

  /** Fits a row until γ converges or the iterations are used up; returns their number. */
  int fit(int row);

  /** The same from a γ of K values. */
  int fit(int row, double[] start);

  /** Sum of the counts of the row that was fitted. */
  double tokens();

  /** γ of the row that was fitted: K values; the live array. */
  double[] gamma();

  /** Σ_w c_w log Σ_k t_k B_wk of the row that was fitted, at its γ, with both factors. */
  double logNormaliser();

  /** Adds the row's expected counts c_w φ_wk to the block's. */
  void addStatistics();

  /** Adds the block's expected counts to the touched rows of the topics. */
  void close(TouchedRows into);

  /** Inner product of the block's expected counts with log B, with its factor. */
  double expectedLogLikelihood();
}
