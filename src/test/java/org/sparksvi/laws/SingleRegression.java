package org.sparksvi.laws;

import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Model;
import org.sparksvi.model.Round;
import org.sparksvi.model.Start;
import org.sparksvi.model.Term;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;

/**
 * Linear regression at a point estimate: a test model whose weights are of single precision, beside
 * an offset of double precision.
 *
 * <pre>
 *   w_j, o ~ N(0, 1)          y ~ N(x·w + o, 1)
 * </pre>
 */
final class SingleRegression implements Model<PointBlock>, HeldOut<PointBlock> {
  private static final long serialVersionUID = 1L;

  static final String WEIGHTS = "weights";
  static final String OFFSET = "offset";

  private final Layout layout;

  SingleRegression(int inputs) {
    this.layout = Layout.of(Field.single(WEIGHTS, 1, inputs), Field.ascended(OFFSET, 1, 1));
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public Bundle initial(Start<PointBlock> start) {
    Bundle parameters = Bundle.zeros(layout);
    RandomStream stream = start.streams().stream(Purpose.START);
    float[] weights = parameters.singles(WEIGHTS);
    for (int j = 0; j < weights.length; j++) {
      weights[j] = (float) (0.1 * stream.normal());
    }
    return parameters;
  }

  @Override
  public LocalSteps<PointBlock> localSteps(Round round) {
    LocalStep<PointBlock> step =
        (block, into) -> {
          float[] pull = into.statistics().singles(WEIGHTS);
          for (int row = 0; row < block.rows(); row++) {
            double[] x = block.input(row);
            double residual = residual(round.parameters(), block, row);
            for (int j = 0; j < x.length; j++) {
              pull[j] += (float) (residual * x[j]);
            }
            into.statistics().values(OFFSET)[0] += residual;
            into.add(Term.EXPECTED_LOG_LIKELIHOOD, logDensity(residual));
          }
          into.add(Term.ROWS, block.rows());
          into.add(Term.UNITS, block.units());
        };
    return () -> step;
  }

  @Override
  public LocalSteps<PointBlock> scorers(Round round) {
    LocalStep<PointBlock> step =
        (block, into) -> {
          for (int row = 0; row < block.rows(); row++) {
            double residual = residual(round.parameters(), block, row);
            into.add(Term.HELD_OUT_LOG_PROBABILITY, logDensity(residual));
          }
          into.add(Term.HELD_OUT_UNITS, block.rows());
        };
    return () -> step;
  }

  private static double residual(Bundle parameters, PointBlock block, int row) {
    float[] weights = parameters.singles(WEIGHTS);
    double residual = block.output(row) - parameters.values(OFFSET)[0];
    for (int j = 0; j < weights.length; j++) {
      residual -= weights[j] * block.input(row)[j];
    }
    return residual;
  }

  private static double logDensity(double residual) {
    return -0.5 * (residual * residual + Math.log(2 * Math.PI));
  }

  @Override
  public void target(Round round, Contribution total, Direction out) {
    out.take(WEIGHTS, total.statistics());
    out.take(OFFSET, total.statistics());
    float[] weights = round.parameters().singles(WEIGHTS);
    for (int j = 0; j < weights.length; j++) {
      out.singles(WEIGHTS)[j] -= weights[j];
    }
    out.values(OFFSET)[0] -= round.parameters().values(OFFSET)[0];
  }

  @Override
  public double globalElbo(Round round) {
    double squares = 0;
    for (Field field : layout.fields()) {
      for (double value : round.parameters().copyOf(field.name())) {
        squares += value * value;
      }
    }
    return -0.5 * squares;
  }
}
