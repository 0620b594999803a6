package org.sparksvi.models.joint;

import java.util.ArrayList;
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
import org.sparksvi.numeric.Cholesky;

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
 * @param responds whether linear response is found in the same pass, where the model has any
 */
record JointEvidence<B extends Block>(JointModel<B> model, int draws, boolean responds)
    implements Evidence<B> {
  private static final String LIKELIHOODS = "logLikelihoods";
  private static final String ROWS = "rows";

  /** Draws whose density is 0 or no number. */
  private static final String IMPOSSIBLE = "impossible";

  /** Of quantities, whose deviations they give to one in a hundred. */
  private static final int RESPONSE_DRAWS = 4000;

  private Optional<LinearResponse> response() {
    return responds ? LinearResponse.of(model) : Optional.empty();
  }

  @Override
  public boolean ofGlobals() {
    return true;
  }

  @Override
  public double operations(double rows, double units) {
    double responding = response().map(LinearResponse::evaluations).orElse(0.0);
    return (draws + responding) * model.scopes().operations(rows);
  }

  /** Without the response, which takes many times as long where parameters are many. */
  @Override
  public Evidence<B> brief() {
    return response().isPresent() ? new JointEvidence<>(model, draws, false) : this;
  }

  @Override
  public Layout layout() {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.mixed(LIKELIHOODS, 1, draws));
    fields.add(Field.mixed(IMPOSSIBLE, 1, draws));
    fields.add(Field.mixed(ROWS, 1, 2).resolving(Resolution.COLUMNS));
    response().ifPresent(r -> fields.addAll(r.fields()));
    return Layout.of(fields);
  }

  @Override
  public LocalSteps<B> steps(Round round) {
    Drawn drawn = Drawn.apart(model, round, draws);
    Optional<LinearResponse.At> responding = response().map(r -> r.at(round));
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
                    responding.ifPresent(r -> r.add(scope, block, into));
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
                corrected(drawn, weights.weights()),
                responses(round, q, sum))));
  }

  /** Deviations by linear response; empty where there are none. */
  private List<Double> responses(Round round, Gaussian q, Contribution sum) {
    return response()
        .flatMap(r -> r.at(round).covariance(sum))
        .flatMap(covariance -> Cholesky.ifPositive(covariance, model.size()))
        .map(factor -> responses(round, q.mean(), factor.factor()))
        .filter(all -> all.stream().allMatch(Double::isFinite))
        .orElse(List.of());
  }

  private List<Double> responses(Round round, double[] mean, double[] c) {
    int d = mean.length;
    double[][] each = new double[RESPONSE_DRAWS][d];
    for (int s = 0; s < RESPONSE_DRAWS; s++) {
      double[] z = Noise.apart(round.streams(), s, d);
      for (int i = 0; i < d; i++) {
        each[s][i] = mean[i];
        for (int j = 0; j <= i; j++) {
          each[s][i] += c[i * d + j] * z[j];
        }
      }
    }
    double[] shares = new double[RESPONSE_DRAWS];
    Arrays.fill(shares, 1.0 / RESPONSE_DRAWS);
    return JointSummary.of(model, new Drawn(mean, each), shares).quantities().stream()
        .map(Quantity::deviation)
        .toList();
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
