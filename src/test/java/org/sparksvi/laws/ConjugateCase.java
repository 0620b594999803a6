package org.sparksvi.laws;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Round;

/**
 * A model whose mixed fields hold natural parameters, for the laws of directions. A new model adds
 * a row to {@link DirectionLawsTest}.
 *
 * @param model whose local steps are fitted to the end
 * @param read the natural parameters of a bundle, without redundant ones
 * @param write a bundle with these natural parameters
 * @param means E_q of the statistics that belong to the natural parameters, by formulas of a book
 */
public record ConjugateCase(
    ModelCase<?, ?, ?> model,
    Function<Bundle, double[]> read,
    Function<double[], Bundle> write,
    UnaryOperator<double[]> means) {

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
    return read.apply(ModelCase.moved(parameters, 1, model.target(round)));
  }

  /** Fisher information of q at natural parameters, the derivative of the means, times a vector. */
  double[] fisher(double[] natural, double[] vector) {
    double[] product = new double[natural.length];
    for (int i = 0; i < product.length; i++) {
      int row = i;
      product[i] =
          Differences.gradient(
              step -> {
                double[] at = natural.clone();
                Arrays.setAll(at, j -> at[j] + step[0] * vector[j]);
                return means.apply(at)[row];
              },
              new double[1])[0];
    }
    return product;
  }

  @Override
  public String toString() {
    return model.name();
  }
}
