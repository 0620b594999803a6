package org.sparksvi.models.mixture;

import org.sparksvi.data.Block;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.RowGaps;

/**
 * The divergence of the responsibilities that training gives rows from those of a mixture with its
 * weights and components fixed, by enumeration:
 *
 * <pre>
 *   KL(q(z) || p(z | x)) = Σ_k r_k (log r_k − log p(k | x))
 * </pre>
 */
final class LabelGaps<B extends Block> implements LocalStep<B> {
  /** Log of a probability that stands for those that have vanished. */
  private static final double VANISHED = -100;

  private final LabelPosterior<B> fitted;
  private final LabelPosterior<B> exact;
  private final int components;
  private double[] shares = {}; // of the block, rows × components

  LabelGaps(LabelPosterior<B> fitted, LabelPosterior<B> exact, int components) {
    this.fitted = fitted;
    this.exact = exact;
    this.components = components;
  }

  @Override
  public void accumulate(B block, Contribution into) {
    if (shares.length < block.rows() * components) {
      shares = new double[block.rows() * components];
    }
    fitted.visit(block, (from, rows, found, norms, weights) -> keep(from, rows, found));
    exact.visit(
        block,
        (from, rows, found, norms, weights) -> {
          for (int r = 0; r < rows; r++) {
            if (weights[r] > 0) {
              double divergence = divergence(from + r, r, rows, found);
              RowGaps.add(into, weights[r], norms[r] - divergence, norms[r], 0, true);
            }
          }
        });
  }

  private void keep(int from, int rows, double[] found) {
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < components; k++) {
        shares[(from + r) * components + k] = found[k * rows + r];
      }
    }
  }

  private double divergence(int row, int r, int rows, double[] found) {
    double sum = 0;
    for (int k = 0; k < components; k++) {
      double share = shares[row * components + k];
      double log = Math.max(VANISHED, StrictMath.log(found[k * rows + r]));
      sum += share > 0 ? share * (StrictMath.log(share) - log) : 0;
    }
    return Math.max(0, sum);
  }
}
