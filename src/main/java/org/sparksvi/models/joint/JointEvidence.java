package org.sparksvi.models.joint;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.bundle.Resolution;
import org.sparksvi.data.Block;
import org.sparksvi.diagnose.ParetoSmoothed;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Evidence;
import org.sparksvi.model.Gap;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Round;
import org.sparksvi.models.joint.JointSummary.Quantity;

/**
 * The evidence of a user's model by draws of its parameters from q, side by side in one pass over
 * the rows of the training:
 *
 * <pre>
 *   log w_s = Σ_rows w log p(row | ζ_s) + log p(ζ_s) − log q(ζ_s)
 *   ELBO ≈ mean of log w       log p(y) ≈ log of the mean of w, smoothed       ½ log of the mean of w²
 * </pre>
 *
 * <p>The last is the χ² upper bound (Dieng, Tran, Ranganath, Paisley and Blei, 2017). Draws at
 * which the density is 0, or no number, have no weight.
 *
 * @param draws S
 */
record JointEvidence<B extends Block>(JointModel<B> model, int draws) implements Evidence<B> {
  private static final String LIKELIHOODS = "logLikelihoods";
  private static final String ROWS = "rows";

  /** Draws whose density is 0 or no number. */
  private static final String IMPOSSIBLE = "impossible";

  @Override
  public boolean ofGlobals() {
    return true;
  }

  @Override
  public double operations(double rows, double units) {
    return draws * model.scopes().operations(rows);
  }

  @Override
  public Layout layout() {
    return Layout.of(
        Field.mixed(LIKELIHOODS, 1, draws),
        Field.mixed(IMPOSSIBLE, 1, draws),
        Field.mixed(ROWS, 1, 2).resolving(Resolution.COLUMNS));
  }

  @Override
  public LocalSteps<B> steps(Round round) {
    Drawn drawn = Drawn.apart(model, round, draws);
    return () ->
        (all, into) -> {
          UnitRows block = UnitRows.of(all).weighted();
          if (block.units() == 0) {
            return;
          }
          model
              .scopes()
              .with(
                  block.size(),
                  scope -> {
                    drawn.begin(scope, block);
                    double[] logs = new double[block.units()];
                    double[] sums = into.statistics().values(LIKELIHOODS);
                    double[] impossible = into.statistics().values(IMPOSSIBLE);
                    for (int s = 0; s < draws; s++) {
                      scope.setParameters(drawn.each()[s]);
                      scope.forwardRows(logs);
                      double sum = JointModel.dot(logs, block.factors());
                      sums[s] += Double.isFinite(sum) ? sum : 0;
                      impossible[s] += Double.isFinite(sum) ? 0 : 1;
                    }
                    double[] count = into.statistics().values(ROWS);
                    for (double weight : block.unitWeights()) {
                      count[0] += weight;
                      count[1] += weight > 0 ? 1 : 0;
                    }
                    return scope;
                  });
        };
  }

  @Override
  public Gap gap(Round round, Contribution sum) {
    double[] count = sum.statistics().values(ROWS);
    requireRows(round, count[0]);
    Gaussian q = model.q(round.parameters());
    Drawn drawn = Drawn.apart(model, round, draws);
    double[] logs = sum.statistics().values(LIKELIHOODS).clone();
    double[] impossible = sum.statistics().values(IMPOSSIBLE);
    for (int s = 0; s < draws; s++) {
      double log = logs[s] + model.logPrior(drawn.each()[s]) - q.log(drawn.each()[s]);
      logs[s] = impossible[s] == 0 && Double.isFinite(log) ? log : Double.NEGATIVE_INFINITY;
    }
    ParetoSmoothed weights = ParetoSmoothed.of(logs);
    return new Gap(
        count[0],
        count[1],
        Arrays.stream(logs).average().orElseThrow(),
        OptionalDouble.empty(),
        weights.logMean(),
        weights.standardError(),
        weights.reliable() ? 0 : count[1],
        Optional.of(
            new Gap.Globals(
                draws,
                weights.shape(),
                ParetoSmoothed.limit(draws),
                weights.effective(),
                weights.upperBound(),
                corrected(drawn, weights.weights()))));
  }

  /** Of other rows it would be the evidence of another posterior. */
  private static void requireRows(Round round, double weight) {
    double trained = round.parameters().values(JointModel.ROWS)[0];
    if (!(Math.abs(weight - trained) <= 1e-6 * trained)) {
      throw new IllegalArgumentException(
          "rows must be those of the training, of total weight %.6g, but weigh %.6g"
              .formatted(trained, weight));
    }
  }

  private List<Gap.Corrected> corrected(Drawn drawn, double[] shares) {
    return JointSummary.of(model, drawn, shares).quantities().stream()
        .map(quantity -> corrected(quantity))
        .toList();
  }

  private static Gap.Corrected corrected(Quantity quantity) {
    return new Gap.Corrected(quantity.mean(), quantity.deviation());
  }
}
