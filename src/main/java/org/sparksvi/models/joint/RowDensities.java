package org.sparksvi.models.joint;

import java.util.Arrays;
import org.sparksvi.data.Block;
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

  static <B extends Block> LocalSteps<B> scorers(JointModel<B> model, Round round) {
    Drawn draws = Drawn.apart(model, round, DRAWS);
    int response = model.response();
    return () ->
        (all, into) -> {
          UnitRows block = UnitRows.of(all).weighted();
          if (block.units() == 0) {
            return;
          }
          double[] logs = of(model, block, draws);
          double[] known = known(block, response);
          double sum = 0;
          double weight = 0;
          for (int u = 0; u < block.real(); u++) {
            if (known[u] > 0) {
              double log = (block.grouped() ? 1 : known[u]) * logs[u];
              sum += log;
              weight += known[u];
              into.addScored(log, known[u]);
            }
          }
          into.add(Term.HELD_OUT_LOG_PROBABILITY, sum);
          into.add(Term.HELD_OUT_UNITS, weight);
        };
  }

  /**
   * Weight of the rows of each unit that do not lack the observed column; a density that is no
   * number is no such thing.
   */
  static double[] known(UnitRows block, int response) {
    double[] sums = new double[block.units()];
    for (int r = 0; r < block.weights().length; r++) {
      boolean missing =
          response >= 0 && Double.isNaN(block.values()[r * block.columns() + response]);
      sums[block.unit(r)] += missing ? 0 : block.weights()[r];
    }
    return sums;
  }

  /** log mean p of each unit. */
  static double[] of(JointModel<?> model, UnitRows block, Drawn draws) {
    return model
        .scopes()
        .with(
            block.size(),
            scope -> {
              draws.begin(scope, block);
              double[] logs = new double[block.units()];
              double[] most = new double[block.units()]; // largest so far
              double[] sums = new double[block.units()]; // of exponentials less the largest
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
