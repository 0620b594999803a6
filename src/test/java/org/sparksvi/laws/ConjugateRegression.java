package org.sparksvi.laws;

import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.Blocks;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Model;
import org.sparksvi.model.Round;
import org.sparksvi.model.Start;
import org.sparksvi.model.Term;

/**
 * Linear regression with known noise, whose posterior is a sum: a test model.
 *
 * <pre>
 *   w ~ N(0, I)    y ~ N(x·w, 1/τ)        natural parameters: precision I + τ Σ x xᵀ, shift τ Σ y x
 * </pre>
 */
final class ConjugateRegression implements Model<PointBlock> {
  private static final long serialVersionUID = 1L;

  /** Inputs × (inputs + 1): the precision, and the shift as the last column. */
  static final String NATURAL = "natural";

  private final int inputs;
  private final double precision;
  private final Layout layout;

  ConjugateRegression(int inputs, double precision) {
    this.inputs = inputs;
    this.precision = precision;
    this.layout = Layout.of(Field.mixed(NATURAL, inputs, inputs + 1));
  }

  /** The posterior by plain sums, without the model's code. */
  static double[] posterior(Blocks<PointBlock> blocks, int inputs, double precision) {
    double[] natural = new double[inputs * (inputs + 1)];
    for (int i = 0; i < inputs; i++) {
      natural[i * (inputs + 1) + i] = 1;
      for (int b = 0; b < blocks.count(); b++) {
        PointBlock block = blocks.read(b);
        for (int row = 0; row < block.rows(); row++) {
          double[] x = block.input(row);
          for (int j = 0; j <= inputs; j++) {
            natural[i * (inputs + 1) + j] +=
                precision * x[i] * (j < inputs ? x[j] : block.output(row));
          }
        }
      }
    }
    return natural;
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public Bundle initial(Start<PointBlock> start) {
    return Bundle.zeros(layout);
  }

  @Override
  public LocalSteps<PointBlock> localSteps(Round round) {
    return () ->
        (block, into) -> {
          double[] sums = into.statistics().values(NATURAL);
          for (int row = 0; row < block.rows(); row++) {
            double[] x = block.input(row);
            for (int i = 0, at = 0; i < inputs; i++) {
              for (int j = 0; j < inputs; j++) {
                sums[at++] += precision * x[i] * x[j];
              }
              sums[at++] += precision * x[i] * block.output(row);
            }
          }
          into.add(Term.ROWS, block.rows());
          into.add(Term.UNITS, block.units());
        };
  }

  @Override
  public void target(Round round, Contribution total, Direction out) {
    double[] sums = total.statistics().values(NATURAL);
    for (int i = 0; i < sums.length; i++) {
      out.values(NATURAL)[i] = sums[i] + (i % (inputs + 2) == 0 ? 1 : 0);
    }
  }

  @Override
  public double globalElbo(Round round) {
    return 0;
  }
}
