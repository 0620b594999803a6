package org.sparksvi.models.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.bundle.Resolution;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.diagnose.ParetoSmoothed;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Evidence;
import org.sparksvi.model.Gap;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Round;

/**
 * The evidence of a regression by draws of coefficients and noise from q, side by side in one pass
 * over the rows of the training:
 *
 * <pre>
 *   log w_s = Σ_i w_i log p(y_i | x_i·β_s, τ_s) + log p(β_s, τ_s) − log q(β_s, τ_s)
 *   ELBO ≈ mean of log w       log p(y) ≈ log of the mean of w, smoothed       ½ log of the mean of w²
 * </pre>
 *
 * <p>Priors are themselves here, not their bounds. Dispersions stay at their estimates, whose log
 * prior is added. The last is the χ² upper bound (Dieng, Tran, Ranganath, Paisley and Blei, 2017).
 *
 * @param draws S
 */
record DrawnEvidence(Regression model, int draws) implements Evidence<LabelledBlock> {
  /** Operations that the log likelihood of a row is worth. */
  private static final double TRANSCENDENTAL = 50;

  private static final String LIKELIHOODS = "logLikelihoods";
  private static final String ROWS = "rows";

  @Override
  public boolean ofGlobals() {
    return true;
  }

  @Override
  public double operations(double rows, double units) {
    return rows * draws * (2.0 * model.settings().coefficients() + TRANSCENDENTAL);
  }

  @Override
  public Layout layout() {
    return Layout.of(
        Field.mixed(LIKELIHOODS, 1, draws), Field.mixed(ROWS, 1, 2).resolving(Resolution.COLUMNS));
  }

  private GlobalDraws drawn(Round round) {
    return GlobalDraws.of(model.posterior(round.parameters()), draws, round.streams());
  }

  @Override
  public LocalSteps<LabelledBlock> steps(Round round) {
    GlobalDraws drawn = drawn(round);
    Posterior posterior = drawn.posterior();
    Likelihood likelihood = posterior.likelihood();
    int predictors = likelihood.predictors();
    double logScale = StrictMath.log(posterior.units().responseScale());
    RowFits shared = new RowFits(posterior);
    return () -> {
      RowFit rows = shared.create();
      return (block, into) -> {
        rows.load(block);
        double[] weights = weights(rows, block);
        double[] products = new double[predictors * block.rows()];
        double[] f = new double[predictors];
        double[] sums = into.statistics().values(LIKELIHOODS);
        for (int s = 0; s < draws; s++) {
          for (int c = 0; c < predictors; c++) {
            int from = c * model.settings().width();
            rows.design().predictors(drawn.coefficients()[s], from, products, c * block.rows());
          }
          double root = Math.sqrt(drawn.precisions()[s]);
          double constant = StrictMath.log(root) - logScale;
          double sum = 0;
          for (int r = 0; r < block.rows(); r++) {
            for (int c = 0; c < predictors; c++) {
              f[c] = root * (products[c * block.rows() + r] + rows.offset(r));
            }
            double log = likelihood.log(root * rows.response(r), f) + constant;
            sum += weights[r] > 0 ? weights[r] * log : 0;
          }
          sums[s] += sum;
        }
        double[] count = into.statistics().values(ROWS);
        for (int r = 0; r < block.rows(); r++) {
          boolean counts = weights[r] > 0;
          count[0] += counts ? weights[r] : 0;
          count[1] += counts ? 1 : 0;
        }
      };
    };
  }

  /** Rows without a response count for nothing. */
  private static double[] weights(RowFit rows, LabelledBlock block) {
    double[] weights = block.sides().weights().clone();
    for (int r = 0; r < weights.length; r++) {
      weights[r] = Double.isNaN(rows.response(r)) ? 0 : weights[r];
    }
    return weights;
  }

  @Override
  public Gap gap(Round round, Contribution sum) {
    requireRows(round, sum.statistics().values(ROWS)[0]);
    GlobalDraws drawn = drawn(round);
    double[] logs = sum.statistics().values(LIKELIHOODS).clone();
    double constant = dispersions(drawn.posterior(), round.parameters());
    for (int s = 0; s < draws; s++) {
      logs[s] += drawn.logRatios()[s] + constant;
    }
    ParetoSmoothed weights = ParetoSmoothed.of(logs);
    double[] count = sum.statistics().values(ROWS);
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
                List.of())));
  }

  /** Of other rows it would be the evidence of another posterior. */
  private static void requireRows(Round round, double weight) {
    double trained = round.parameters().values(Regression.ROWS)[0];
    if (!(Math.abs(weight - trained) <= 1e-6 * trained)) {
      throw new IllegalArgumentException(
          "rows must be those of the training, of total weight %.6g, but weigh %.6g"
              .formatted(trained, weight));
    }
  }

  private static double dispersions(Posterior posterior, Bundle parameters) {
    List<Dispersion> dispersions = posterior.likelihood().dispersions();
    double sum = 0;
    for (int d = 0; d < dispersions.size(); d++) {
      sum += dispersions.get(d).logPrior(parameters.values(Regression.DISPERSION)[d]);
    }
    return sum;
  }

  private static List<Gap.Corrected> corrected(GlobalDraws drawn, double[] weights) {
    int p = drawn.posterior().q().p();
    double[] data = new double[p];
    double[] means = new double[p];
    double[] squares = new double[p];
    for (int pass = 0; pass < 2; pass++) {
      for (int s = 0; s < weights.length; s++) {
        drawn.posterior().inDataUnits(drawn.coefficients()[s], data, 0);
        for (int j = 0; j < p; j++) {
          if (pass == 0) {
            means[j] += weights[s] * data[j];
          } else {
            squares[j] += weights[s] * (data[j] - means[j]) * (data[j] - means[j]);
          }
        }
      }
    }
    List<Gap.Corrected> corrected = new ArrayList<>();
    for (int j = 0; j < p; j++) {
      corrected.add(new Gap.Corrected(means[j], Math.sqrt(squares[j])));
    }
    return corrected;
  }
}
