package org.sparksvi.models.joint;

import java.util.Arrays;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;

/**
 * Scores of rows by draws of everything else from q.
 *
 * <pre>
 *   log p(row) ≈ log (1/S) Σ_s p(row | ζ_s)
 * </pre>
 */
final class RowDensities {
  /** S. */
  static final int DRAWS = 100;

  private RowDensities() {}

  static LocalSteps<DenseBlock> scorers(JointModel model, Round round) {
    Drawn draws = Drawn.apart(model, round, DRAWS);
    int observed = model.observed().map(model.columns()::indexOf).orElse(-1);
    return () ->
        (block, into) -> {
          double[] logs = of(model, block, draws);
          double sum = 0;
          double weight = 0;
          for (int r = 0; r < logs.length; r++) {
            double w = block.weights()[r];
            if (w > 0 && !isMissing(block, r, observed)) {
              sum += w * logs[r];
              weight += w;
            }
          }
          into.add(Term.HELD_OUT_LOG_PROBABILITY, sum);
          into.add(Term.HELD_OUT_UNITS, weight);
        };
  }

  /** Whether a row lacks the observed column; a density that is no number is no such thing. */
  private static boolean isMissing(DenseBlock block, int row, int observed) {
    return observed >= 0 && Double.isNaN(block.values()[row * block.columns() + observed]);
  }

  /** log mean p of each row. */
  static double[] of(JointModel model, DenseBlock block, Drawn draws) {
    return model
        .scopes()
        .with(
            block.rows(),
            scope -> {
              draws.begin(scope, block);
              double[] logs = new double[block.rows()];
              double[] most = new double[block.rows()]; // largest so far
              double[] sums = new double[block.rows()]; // of exponentials less the largest
              Arrays.fill(most, Double.NEGATIVE_INFINITY);
              for (double[] draw : draws.each()) {
                scope.setParameters(draw);
                scope.forwardRows(logs);
                for (int r = 0; r < logs.length; r++) {
                  add(logs[r], r, most, sums);
                }
              }
              for (int r = 0; r < logs.length; r++) {
                logs[r] = most[r] + StrictMath.log(sums[r] / draws.count());
              }
              return logs;
            });
  }

  private static void add(double log, int r, double[] most, double[] sums) {
    if (log <= most[r]) {
      sums[r] += log == Double.NEGATIVE_INFINITY ? 0 : StrictMath.exp(log - most[r]);
    } else if (log > most[r]) {
      sums[r] = sums[r] * StrictMath.exp(most[r] - log) + 1;
      most[r] = log;
    } else {
      sums[r] = Double.NaN;
    }
  }
}
