package org.sparksvi.models.topics;

import org.sparksvi.bundle.TouchedRows;
import org.sparksvi.data.CountBlock;

/**
 * Coordinate ascent on one document after another, with the topics frozen.
 *
 * <pre>
 *   t_k = exp E[log θ_k]   up to a factor       B_wk = exp E[log β_kw]   up to a factor a word
 *   n_w = Σ_k t_k B_wk                           γ_k = α_k + t_k Σ_w c_w B_wk / n_w
 * </pre>
 *
 * <p>Hoffman, Blei and Bach (2010), algorithm 1. Neither factor changes γ, so each word's B is
 * divided by its largest entry and t by its own: nothing underflows. One instance serves one task;
 * calls go {@link #open}, then {@link #fit} and {@link #addStatistics} for rows, then {@link
 * #close}.
 */
interface DocumentFitter {

  /** Starts on a block and drops the one before. */
  void open(CountBlock block);

  /** Fits a row until γ converges or the iterations are used up; returns their number. */
  int fit(int row);

  /** Sum of the counts of the row that was fitted. */
  double tokens();

  /** γ of the row that was fitted: K values; the live array. */
  double[] gamma();

  /** Σ_w c_w log Σ_k exp(ψ(γ_k) + E[log β_kw]) of the row that was fitted, at its γ. */
  double logNormaliser();

  /** Adds the row's expected counts c_w φ_wk to the block's. */
  void addStatistics();

  /**
   * Adds the block's expected counts to the touched rows of the topics, and returns their inner
   * product with E[log β].
   */
  double close(TouchedRows into);
}
