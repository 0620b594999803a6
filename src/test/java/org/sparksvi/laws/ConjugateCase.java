package org.sparksvi.laws;

import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Round;

/**
 * A model whose mixed fields hold natural parameters, for the laws of directions. A new model adds
 * a row to {@link DirectionLawsTest}.
 *
 * @param model whose local steps are fitted to the end
 * @param read the natural parameters of a bundle, without redundant ones
 * @param write a bundle with these natural parameters
 * @param fisher Fisher information of q at natural parameters (first) times a vector (second)
 */
public record ConjugateCase(
    ModelCase<?, ?> model,
    Function<Bundle, double[]> read,
    Function<double[], Bundle> write,
    BinaryOperator<double[]> fisher) {

  static final long SEED = 53;

  private static final long ROUND = 2;

  /** The bound on all rows, with locals at their best. */
  double elbo(double[] natural) {
    Round round = model.round(write.apply(natural), ROUND, SEED);
    Contribution sum = model.sum(round, model.all()).read();
    return sum.localElbo() + model.model().globalElbo(round);
  }

  /** Where the model says to go from some natural parameters. */
  double[] target(double[] natural) {
    Bundle parameters = write.apply(natural);
    Round round = model.round(parameters, ROUND, SEED);
    Direction target = new Direction(model.model().layout());
    model.model().target(round, model.sum(round, model.all()).read(), target);
    Bundle there = parameters.copy();
    for (int f = 0; f < target.layout().count(); f++) {
      if (target.layout().field(f).geometry() == org.sparksvi.bundle.Geometry.MIXED) {
        there.moveToward(f, 1, target);
      }
    }
    return read.apply(there);
  }

  @Override
  public String toString() {
    return model.name();
  }
}
