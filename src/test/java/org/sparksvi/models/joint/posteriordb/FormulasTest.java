package org.sparksvi.models.joint.posteriordb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.CauchyDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.models.joint.JointModel;
import org.sparksvi.models.joint.JointSettings;
import org.sparksvi.models.joint.LogJoint;

/**
 * The models of posteriordb against their formulas in plain Java, on a few made-up rows: log joints
 * as functions of unconstrained numbers, and their gradients.
 */
class FormulasTest {
  /** A dozen terms of size up to a hundred. */
  private static final double TOLERANCE = 1e-10;

  /**
   * A model, rows, and its formula.
   *
   * @param numbers unconstrained
   * @param formula log p(rows, parameters) + log |Jacobian|
   */
  private record Formula(
      LogJoint model,
      List<String> columns,
      DenseBlock rows,
      int numbers,
      ToDoubleFunction<double[]> formula) {
    @Override
    public String toString() {
      return model.toString();
    }
  }

  static Stream<Formula> formulas() {
    return Stream.of(
        schools(),
        flat(),
        cauchy(),
        regression(),
        series(),
        mixture(),
        process(),
        counts(),
        chain(),
        garch());
  }

  @ParameterizedTest
  @MethodSource("formulas")
  void logJointsAndGradientsAreThose(Formula one) {
    JointModel<DenseBlock> model =
        new JointModel<>(one.model(), JointSettings.of(one.columns().toArray(String[]::new)));
    assertEquals(one.numbers(), model.size());
    for (int point = 0; point < 3; point++) {
      int first = point;
      double[] at = new double[one.numbers()];
      Arrays.setAll(at, i -> 0.8 * Math.sin(2 + 5 * i + 7 * first));
      double[] gradient = new double[at.length];
      double expected = one.formula().applyAsDouble(at);

      assertEquals(
          expected,
          model.logJoint(one.rows(), at, gradient),
          TOLERANCE * Math.max(1, Math.abs(expected)));
      for (int i = 0; i < at.length; i++) {
        double middle = at[i];
        at[i] = middle + 1e-5;
        double up = one.formula().applyAsDouble(at);
        at[i] = middle - 1e-5;
        double slope = (up - one.formula().applyAsDouble(at)) / 2e-5;
        at[i] = middle;
        assertEquals(slope, gradient[i], 2e-5 * Math.max(1, Math.abs(slope)), "number " + i);
      }
    }
  }

  // ---- the formulas

  private static double normal(double x, double mean, double sd) {
    return new NormalDistribution(mean, sd).logDensity(x);
  }

  private static double halfNormal(double x, double sd) {
    return Math.log(2) + normal(x, 0, sd);
  }

  private static double halfCauchy(double x, double scale) {
    return Math.log(2 * new CauchyDistribution(0, scale).density(x));
  }

  private static double gamma(double x) {
    return new GammaDistribution(25, 0.25).logDensity(x);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** log of the derivative of the sigmoid. */
  private static double slope(double x) {
    return Math.log(sigmoid(x) * (1 - sigmoid(x)));
  }

  private static Formula schools() {
    double[] y = {28, 8, -3, 7, -1, 1, 18, 12};
    double[] sigma = {15, 10, 16, 11, 9, 11, 10, 18};
    return new Formula(
        new EightSchools(),
        List.of("y", "sigma", "school"),
        Posterior.rows(y, sigma, new double[] {0, 1, 2, 3, 4, 5, 6, 7}),
        10,
        at -> {
          double tau = Math.exp(at[1]);
          double sum = normal(at[0], 0, 5) + halfCauchy(tau, 5) + at[1];
          for (int j = 0; j < 8; j++) {
            sum += normal(at[2 + j], 0, 1) + normal(y[j], at[0] + tau * at[2 + j], sigma[j]);
          }
          return sum;
        });
  }

  private static final double[] Y = {0.5, -1.25, 2};
  private static final double[][] X = {{1, 1, 1}, {0.5, -1, 0.25}};

  private static DenseBlock linear() {
    return Posterior.rows(Y, X[0], X[1]);
  }

  /** log p(y | β, σ) + log σ, the Jacobian's. */
  private static double linear(double[] at) {
    double sum = at[2];
    for (int r = 0; r < Y.length; r++) {
      sum += normal(Y[r], at[0] * X[0][r] + at[1] * X[1][r], Math.exp(at[2]));
    }
    return sum;
  }

  private static Formula flat() {
    return new Formula(
        new LinearModels.Flat(2), List.of("y", "x1", "x2"), linear(), 3, FormulasTest::linear);
  }

  private static Formula cauchy() {
    return new Formula(
        new LinearModels.Cauchy(2),
        List.of("y", "x1", "x2"),
        linear(),
        3,
        at -> linear(at) + halfCauchy(Math.exp(at[2]), 2.5));
  }

  private static Formula regression() {
    return new Formula(
        new LinearModels.Normal(2),
        List.of("y", "x1", "x2"),
        linear(),
        3,
        at ->
            linear(at)
                + normal(at[0], 0, 10)
                + normal(at[1], 0, 10)
                + halfNormal(Math.exp(at[2]), 10));
  }

  /** Of y = 1, 3, 2, 5 with two lags. */
  private static Formula series() {
    return new Formula(
        new LinearModels.Autoregression(2),
        List.of("y", "lag1", "lag2"),
        Posterior.rows(new double[] {2, 5}, new double[] {3, 2}, new double[] {1, 3}),
        4,
        at -> {
          double sigma = Math.exp(at[3]);
          double prior = halfCauchy(sigma, 2.5) + at[3];
          for (int i = 0; i < 3; i++) {
            prior += normal(at[i], 0, 10);
          }
          return prior
              + normal(2, at[0] + 3 * at[1] + at[2], sigma)
              + normal(5, at[0] + 2 * at[1] + 3 * at[2], sigma);
        });
  }

  private static Formula mixture() {
    double[] y = {-1, 0.5, 3};
    return new Formula(
        new GaussianMixture(),
        List.of("y"),
        Posterior.rows(y),
        5,
        at -> {
          double[] mu = {at[0], at[0] + Math.exp(at[1])};
          double[] sigma = {Math.exp(at[2]), Math.exp(at[3])};
          double theta = sigmoid(at[4]);
          double sum = at[1] + at[2] + at[3] + slope(at[4]);
          sum += normal(mu[0], 0, 2) + normal(mu[1], 0, 2);
          sum += halfNormal(sigma[0], 2) + halfNormal(sigma[1], 2);
          sum += new BetaDistribution(5, 5).logDensity(theta);
          for (double number : y) {
            sum +=
                Math.log(
                    theta * Math.exp(normal(number, mu[0], sigma[0]))
                        + (1 - theta) * Math.exp(normal(number, mu[1], sigma[1])));
          }
          return sum;
        });
  }

  private static final List<Double> PLACES = List.of(-1.0, 0.0, 1.5);

  private static double[][] kernel(double rho, double alpha, double noise) {
    double[][] kernel = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double distance = (PLACES.get(i) - PLACES.get(j)) / rho;
        kernel[i][j] = alpha * alpha * Math.exp(-0.5 * distance * distance) + (i == j ? noise : 0);
      }
    }
    return kernel;
  }

  private static Formula process() {
    double[] y = {1, 0.25, -0.75};
    return new Formula(
        new GaussianProcess.Noisy(PLACES),
        List.of("y1", "y2", "y3"),
        Posterior.series(y),
        3,
        at -> {
          double rho = Math.exp(at[0]);
          double alpha = Math.exp(at[1]);
          double sigma = Math.exp(at[2]);
          double prior = gamma(rho) + halfNormal(alpha, 2) + halfNormal(sigma, 1);
          var density =
              new MultivariateNormalDistribution(new double[3], kernel(rho, alpha, sigma));
          return prior + at[0] + at[1] + at[2] + Math.log(density.density(y));
        });
  }

  private static Formula counts() {
    double[] k = {3, 0, 2};
    return new Formula(
        new GaussianProcess.Counts(PLACES),
        List.of("k1", "k2", "k3"),
        Posterior.series(k),
        5,
        at -> {
          double rho = Math.exp(at[0]);
          double alpha = Math.exp(at[1]);
          double sum = gamma(rho) + halfNormal(alpha, 2) + at[0] + at[1];
          double[] f =
              new CholeskyDecomposition(
                      MatrixUtils.createRealMatrix(kernel(rho, alpha, 1e-10)), 1e-9, 1e-14)
                  .getL()
                  .operate(Arrays.copyOfRange(at, 2, 5));
          for (int i = 0; i < 3; i++) {
            sum += normal(at[2 + i], 0, 1);
            sum += new PoissonDistribution(Math.exp(f[i])).logProbability((int) k[i]);
          }
          return sum;
        });
  }

  /** The sum over all paths of four hidden states. */
  private static Formula chain() {
    double[] y = {2.5, 8, 9.5, 3};
    return new Formula(
        new HiddenMarkov(4),
        List.of("y1", "y2", "y3", "y4"),
        Posterior.series(y),
        4,
        at -> {
          double[] stay = {sigmoid(at[0]), sigmoid(at[1])}; // θ_k1
          double[] mu = {Math.exp(at[2]), Math.exp(at[2]) + Math.exp(at[3])};
          double prior = slope(at[0]) + slope(at[1]) + at[2] + at[3];
          prior += normal(mu[0], 3, 1) + normal(mu[1], 10, 1);
          double sum = 0;
          for (int path = 0; path < 16; path++) {
            double product = 1;
            for (int t = 0; t < 4; t++) {
              int state = (path >> t) & 1;
              product *= Math.exp(normal(y[t], mu[state], 1));
              if (t > 0) {
                double first = stay[(path >> (t - 1)) & 1];
                product *= state == 0 ? first : 1 - first;
              }
            }
            sum += product;
          }
          return prior + Math.log(sum);
        });
  }

  private static Formula garch() {
    double[] y = {4.5, 5.25, 6, 3};
    return new Formula(
        new Garch(4, 0.5),
        List.of("y1", "y2", "y3", "y4"),
        Posterior.series(y),
        4,
        at -> {
          double alpha0 = Math.exp(at[1]);
          double alpha1 = sigmoid(at[2]);
          double beta1 = (1 - alpha1) * sigmoid(at[3]);
          double sum = at[1] + slope(at[2]) + slope(at[3]) + Math.log(1 - alpha1);
          double sigma = 0.5;
          for (int t = 0; t < 4; t++) {
            if (t > 0) {
              double error = y[t - 1] - at[0];
              sigma = Math.sqrt(alpha0 + alpha1 * error * error + beta1 * sigma * sigma);
            }
            sum += normal(y[t], at[0], sigma);
          }
          return sum;
        });
  }
}
