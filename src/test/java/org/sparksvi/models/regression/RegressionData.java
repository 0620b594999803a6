package org.sparksvi.models.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.data.RowRoles;

/**
 * Rows with responses, as arrays.
 *
 * @param x features, by row
 * @param y responses
 * @param offsets of the predictors
 * @param weights of the rows
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record RegressionData(double[][] x, double[] y, double[] offsets, double[] weights) {

  static RegressionData of(double[][] x, double[] y) {
    double[] ones = new double[y.length];
    java.util.Arrays.fill(ones, 1);
    return new RegressionData(x, y, new double[y.length], ones);
  }

  int rows() {
    return y.length;
  }

  int columns() {
    return x[0].length;
  }

  private static final int BLOCK = 16; // rows

  public MemoryBlocks<LabelledBlock> blocks() {
    return blocks(BLOCK, false);
  }

  MemoryBlocks<LabelledBlock> sparse() {
    return blocks(BLOCK, true);
  }

  /** In blocks of so many rows. */
  public MemoryBlocks<LabelledBlock> blocks(int rows, boolean sparse) {
    List<DataRow> all = new ArrayList<>();
    for (int r = 0; r < y.length; r++) {
      RowRoles roles = new RowRoles(y[r], offsets[r], 0);
      all.add((sparse ? sparse(r) : DataRow.numbers(r, x[r].clone(), weights[r])).with(roles));
    }
    return MemoryBlocks.pack(LabelledBlock::of, columns(), all, rows);
  }

  private DataRow sparse(int r) {
    int[] columns = IntStream.range(0, columns()).filter(c -> x[r][c] != 0).toArray();
    double[] values = IntStream.of(columns).mapToDouble(c -> x[r][c]).toArray();
    return DataRow.sparse(r, columns, values, weights[r]);
  }

  /** Some of the rows. */
  RegressionData part(int from, int to) {
    return new RegressionData(
        java.util.Arrays.copyOfRange(x, from, to),
        java.util.Arrays.copyOfRange(y, from, to),
        java.util.Arrays.copyOfRange(offsets, from, to),
        java.util.Arrays.copyOfRange(weights, from, to));
  }

  /** Columns times factors, plus shifts. */
  RegressionData inUnits(double[] factors, double[] shifts) {
    double[][] other = new double[rows()][columns()];
    for (int r = 0; r < rows(); r++) {
      for (int c = 0; c < columns(); c++) {
        other[r][c] = factors[c] * x[r][c] + shifts[c];
      }
    }
    return new RegressionData(other, y, offsets, weights);
  }

  /** What responses are drawn from, given a predictor. */
  @FunctionalInterface
  interface Response {
    double draw(double predictor, Random random);
  }

  /** Responses of standard normal features with coefficients, the intercept last. */
  static RegressionData drawn(int rows, double[] coefficients, long seed, Response response) {
    Random random = new Random(seed);
    int columns = coefficients.length - 1;
    double[][] x = new double[rows][columns];
    double[] y = new double[rows];
    double[] offsets = new double[rows];
    double[] weights = new double[rows];
    for (int r = 0; r < rows; r++) {
      double f = coefficients[columns];
      for (int c = 0; c < columns; c++) {
        x[r][c] = random.nextGaussian();
        f += coefficients[c] * x[r][c];
      }
      offsets[r] = 0.2 * random.nextGaussian();
      weights[r] = r % 2 == 0 ? 0.5 : 1.5; // so that blocks of even size weigh what they count
      y[r] = response.draw(f + offsets[r], random);
    }
    return new RegressionData(x, y, offsets, weights);
  }

  /** What each likelihood says that responses are. */
  static RegressionData drawn(Likelihood likelihood, int rows, double[] coefficients, long seed) {
    return drawn(rows, coefficients, seed, response(likelihood));
  }

  private static Response response(Likelihood likelihood) {
    if (likelihood instanceof Logistic) {
      return (f, random) -> random.nextDouble() < 1 / (1 + Math.exp(-f)) ? 1 : 0;
    }
    if (likelihood instanceof Probit) {
      return (f, random) -> random.nextGaussian() < f ? 1 : 0;
    }
    if (likelihood instanceof Multinomial) {
      return (f, random) -> {
        double left = random.nextDouble() * (1 + 2 * Math.cosh(f)); // of 1, e^f and e^-f
        return left < 1 ? 0 : left < 1 + Math.exp(f) ? 1 : 2;
      };
    }
    if (likelihood instanceof Ordinal two && two.classes() == 2) {
      return response(new Logistic());
    }
    if (likelihood instanceof Ordinal) {
      return (f, random) -> {
        double y = f - Math.log(1 / random.nextDouble() - 1);
        return y < -1 ? 0 : y < 0 ? 1 : y < 1.5 ? 2 : 3;
      };
    }
    if (likelihood instanceof Poisson) {
      return (f, random) -> poisson(Math.exp(f), random);
    }
    if (likelihood instanceof NegativeBinomial) {
      return (f, random) -> poisson(Math.exp(f) * gammaOfTwo(random), random);
    }
    if (likelihood instanceof GammaResponse) {
      return (f, random) -> Math.exp(f) * gammaOfTwo(random);
    }
    if (likelihood instanceof StudentT) {
      return (f, random) -> f + 0.5 * random.nextGaussian() / Math.sqrt(gammaOfTwo(random));
    }
    return (f, random) -> f + 0.5 * random.nextGaussian();
  }

  /** Of shape 2 and mean 1. */
  private static double gammaOfTwo(Random random) {
    return -0.5 * Math.log(random.nextDouble() * random.nextDouble());
  }

  private static double poisson(double mean, Random random) {
    int count = 0;
    for (double t = -Math.log(random.nextDouble()); t < mean; count++) {
      t -= Math.log(random.nextDouble());
    }
    return count;
  }

  /** A model of all columns with a normal prior. */
  static Regression model(int columns, Likelihood likelihood) {
    return model(columns, likelihood, new NormalPrior(2), true);
  }

  static Regression model(int columns, Likelihood likelihood, Prior prior, boolean standardised) {
    return new Regression(
        new RegressionSettings(columns, likelihood, prior, standardised, true, 3));
  }
}
