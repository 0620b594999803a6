package org.sparksvi.laws;

import java.util.Arrays;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Model;
import org.sparksvi.model.Round;
import org.sparksvi.model.Start;
import org.sparksvi.model.Term;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;

/**
 * Linear regression whose weights are learned through draws and whose noise is conjugate: a test
 * model with ascended and mixed fields at once.
 *
 * <pre>
 *   w_j ~ N(0, 1)            q(w_j) = N(m_j, e^{2 s_j})     m, s ascended; a draw for each row
 *   τ ~ Gamma(1, 1)          q(τ) = Gamma(a, b)             (a, b) mixed
 *   y ~ N(x·w, 1/τ)
 * </pre>
 */
final class DrawnRegression implements Model<PointBlock> {
  private static final long serialVersionUID = 1L;

  static final String MEAN = "mean";
  static final String LOG_SCALE = "logScale";
  static final String NOISE = "noise";

  static final double PRIOR_SHAPE = 1;
  static final double PRIOR_RATE = 1;

  private final int inputs;
  private final Layout layout;

  DrawnRegression(int inputs) {
    this.inputs = inputs;
    this.layout =
        Layout.of(
            Field.ascended(MEAN, 1, inputs),
            Field.mixed(NOISE, 1, 2),
            Field.ascended(LOG_SCALE, 1, inputs));
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public Bundle initial(Start<PointBlock> start) {
    Bundle parameters = Bundle.zeros(layout);
    RandomStream stream = start.streams().stream(Purpose.START);
    for (int j = 0; j < inputs; j++) {
      parameters.values(MEAN)[j] = 0.1 * stream.normal();
    }
    Arrays.fill(parameters.values(LOG_SCALE), -1);
    parameters.set(NOISE, new double[] {PRIOR_SHAPE, PRIOR_RATE});
    return parameters;
  }

  @Override
  public LocalSteps<PointBlock> localSteps(Round round) {
    return () -> new RegressionStep(round);
  }

  @Override
  public void target(Round round, Contribution total, Direction out) {
    double[] mean = round.parameters().values(MEAN);
    double[] logScale = round.parameters().values(LOG_SCALE);
    for (int j = 0; j < inputs; j++) {
      out.values(MEAN)[j] = total.statistics().values(MEAN)[j] - mean[j];
      out.values(LOG_SCALE)[j] =
          total.statistics().values(LOG_SCALE)[j] + 1 - Math.exp(2 * logScale[j]);
    }
    double[] noise = total.statistics().values(NOISE);
    out.values(NOISE)[0] = PRIOR_SHAPE + noise[0];
    out.values(NOISE)[1] = PRIOR_RATE + noise[1];
  }

  @Override
  public double globalElbo(Round round) {
    double[] mean = round.parameters().values(MEAN);
    double[] logScale = round.parameters().values(LOG_SCALE);
    double divergence = 0;
    for (int j = 0; j < inputs; j++) {
      divergence += 0.5 * (mean[j] * mean[j] + Math.exp(2 * logScale[j]) - 1) - logScale[j];
    }
    double a = round.parameters().values(NOISE)[0];
    double b = round.parameters().values(NOISE)[1];
    divergence +=
        (a - PRIOR_SHAPE) * Oracle.digamma(a)
            - Oracle.logGamma(a)
            + Oracle.logGamma(PRIOR_SHAPE)
            + PRIOR_SHAPE * (Math.log(b) - Math.log(PRIOR_RATE))
            + a * (PRIOR_RATE - b) / b;
    return -divergence;
  }

  /** Draws weights for each row, named by round, block and row. */
  private static final class RegressionStep implements LocalStep<PointBlock> {
    private final Round round;
    private final double[] noises; // ε of the row in hand

    RegressionStep(Round round) {
      this.round = round;
      this.noises = new double[round.parameters().values(MEAN).length];
    }

    @Override
    public void accumulate(PointBlock block, Contribution into) {
      double[] mean = round.parameters().values(MEAN);
      double[] logScale = round.parameters().values(LOG_SCALE);
      double a = round.parameters().values(NOISE)[0];
      double b = round.parameters().values(NOISE)[1];
      double constant = 0.5 * (Oracle.digamma(a) - Math.log(b) - Math.log(2 * Math.PI));
      for (int row = 0; row < block.rows(); row++) {
        RandomStream stream = round.streams().stream(Purpose.DRAW, round.number(), block.id(), row);
        double[] x = block.input(row);
        double residual = block.output(row);
        for (int j = 0; j < x.length; j++) {
          noises[j] = stream.normal();
          residual -= x[j] * (mean[j] + Math.exp(logScale[j]) * noises[j]);
        }
        for (int j = 0; j < x.length; j++) {
          double pull = a / b * residual * x[j];
          into.statistics().values(MEAN)[j] += pull;
          into.statistics().values(LOG_SCALE)[j] += pull * Math.exp(logScale[j]) * noises[j];
        }
        into.statistics().values(NOISE)[0] += 0.5;
        into.statistics().values(NOISE)[1] += 0.5 * residual * residual;
        into.add(Term.EXPECTED_LOG_LIKELIHOOD, constant - 0.5 * a / b * residual * residual);
      }
      into.add(Term.ROWS, block.rows());
      into.add(Term.UNITS, block.units());
    }
  }
}
