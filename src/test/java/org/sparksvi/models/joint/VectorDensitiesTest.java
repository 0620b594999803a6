package org.sparksvi.models.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.distribution.LogisticDistribution;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;
import org.sparksvi.autodiff.Graph;
import org.sparksvi.autodiff.Leaf;
import org.sparksvi.random.RandomStream;

/** Choices, and densities of whole rows, against Commons Math and plain formulas. */
class VectorDensitiesTest {
  private final Graph graph = Graph.ofDoubles();

  private Leaf leaf(int rows, double... numbers) {
    Leaf leaf = graph.variable(rows, numbers.length / rows);
    leaf.set(numbers, 0);
    return leaf;
  }

  private Value of(Leaf leaf) {
    return new Value(graph, leaf, false);
  }

  private Value data(int rows, double... numbers) {
    Leaf leaf = graph.data(rows, numbers.length / rows);
    leaf.set(numbers, 0);
    return of(leaf);
  }

  @Test
  void categoricalsAreSharesOfExponentials() {
    Leaf logits = leaf(2, 0.5, -1, 2, 3, 0, 1);
    Value log = Densities.categoricalLogits(of(logits)).log(data(2, 2, 0));
    Leaf shares = leaf(1, 0.2, 0.5, 0.3);
    Value logOfShares = Densities.categorical(of(shares)).log(data(2, 2, 0));

    double[] logs = Derivatives.read(log);
    assertEquals(2 - Math.log(Math.exp(0.5) + Math.exp(-1) + Math.exp(2)), logs[0], 1e-14);
    assertEquals(3 - Math.log(Math.exp(3) + 1 + Math.exp(1)), logs[1], 1e-14);
    assertEquals(Math.log(0.3), Derivatives.read(logOfShares)[0], 1e-15);
    assertEquals(Math.log(0.2), Derivatives.read(logOfShares)[1], 1e-15);
    Derivatives.areCentralDifferences(log, logits);
    Derivatives.areCentralDifferences(logOfShares, shares);
  }

  @Test
  void orderedChoicesAreDifferencesOfTheirCumulativeDistribution() {
    Leaf predictor = leaf(4, 0.3, -2, 1.5, 4);
    Leaf cuts = leaf(1, -1, 0.25, 2);
    Density logistic = Densities.orderedLogistic(of(predictor), of(cuts));
    Density probit = Densities.orderedProbit(of(predictor), of(cuts));

    ordered(logistic, new LogisticDistribution(0, 1)::cumulativeProbability, predictor, cuts);
    ordered(probit, new NormalDistribution(0, 1)::cumulativeProbability, predictor, cuts);
  }

  private void ordered(Density density, DoubleUnaryOperator f, Leaf predictor, Leaf cuts) {
    double[][] logs = new double[4][];
    Value log = null;
    for (int c = 0; c < 4; c++) {
      log = density.log(data(4, c, c, c, c));
      logs[c] = Derivatives.read(log);
      Derivatives.areCentralDifferences(log, predictor, cuts);
    }
    for (int r = 0; r < 4; r++) {
      double mean = 0; // differences of 1e-7 lose nine digits on the plain side
      for (int c = 0; c < 4; c++) {
        double high = c == 0 ? 1 : f.applyAsDouble(predictor.get(r, 0) - cuts.get(0, c - 1));
        double low = c == 3 ? 0 : f.applyAsDouble(predictor.get(r, 0) - cuts.get(0, c));
        assertEquals(Math.log(high - low), logs[c][r], 1e-9, "choice " + c + " of row " + r);
        mean += c * (high - low);
      }
      assertEquals(mean, density.mean(r), 1e-14);
      RandomStream stream = new RandomStream(r);
      double sum = 0;
      for (int i = 0; i < 10_000; i++) {
        sum += density.draw(r, stream) / 10_000;
      }
      assertEquals(mean, sum, 0.05); // a deviation below 1, so five of the mean's
    }
    assertEquals("a whole number from 0 to 3", density.refused(4));
  }

  /**
   * Far out, log(Φ(a) − Φ(b)) is log φ(a) − log |a| and the first terms of its series, however it
   * is mirrored.
   */
  @Test
  void orderedProbitsAreExactFarOut() {
    Leaf predictor = leaf(2, -40, 40);
    Value cuts = of(leaf(1, -1, 1));
    double[] logs =
        Derivatives.read(Densities.orderedProbit(of(predictor), cuts).log(data(2, 1, 1)));

    double square = 39.0 * 39;
    double expected =
        -0.5 * square
            - 0.5 * Math.log(2 * Math.PI)
            - Math.log(39)
            + Math.log1p(-1 / square + 3 / (square * square) - 15 / (square * square * square));
    assertEquals(expected, logs[0], 1e-9);
    assertEquals(expected, logs[1], 1e-9);
  }

  @Test
  void multivariateNormalsAreThoseOfCommonsMath() {
    double[][] covariance = {{4, 1, 0.5}, {1, 2, -0.3}, {0.5, -0.3, 1}};
    Leaf mean = leaf(1, 1, -1, 0.5);
    Leaf x = leaf(2, 0, 1, 2, 3, -2, 1);
    Leaf matrix = leaf(3, 4, 1, 0.5, 1, 2, -0.3, 0.5, -0.3, 1);
    Value log = Densities.multivariateNormal(of(mean), of(matrix).cholesky()).log(of(x));

    var oracle = new MultivariateNormalDistribution(new double[] {1, -1, 0.5}, covariance);
    double[] logs = Derivatives.read(log);
    assertEquals(Math.log(oracle.density(new double[] {0, 1, 2})), logs[0], 1e-12);
    assertEquals(Math.log(oracle.density(new double[] {3, -2, 1})), logs[1], 1e-12);
    Derivatives.areCentralDifferences(log, mean, x, matrix);
  }

  @Test
  void dirichletsAreTheirFormula() {
    Leaf concentration = leaf(1, 1.5, 2, 0.75);
    Leaf x = leaf(2, 0.2, 0.5, 0.3, 0.1, 0.1, 0.8);
    Value log = Densities.dirichlet(of(concentration)).log(of(x));
    Value symmetric = Densities.dirichlet(0.75, 3).log(of(x));

    double constant =
        Gamma.logGamma(4.25) - Gamma.logGamma(1.5) - Gamma.logGamma(2) - Gamma.logGamma(0.75);
    assertEquals(
        constant + 0.5 * Math.log(0.2) + Math.log(0.5) - 0.25 * Math.log(0.3),
        Derivatives.read(log)[0],
        1e-13);
    assertEquals(
        Gamma.logGamma(2.25) - 3 * Gamma.logGamma(0.75) - 0.25 * Math.log(0.1 * 0.1 * 0.8),
        Derivatives.read(symmetric)[1],
        1e-13);
    Derivatives.areCentralDifferences(log, concentration, x);
  }

  @Test
  void whatIsNoDensityIsRefused() {
    assertEquals(
        "the standard deviation of a normal density must be positive and finite, but is -1.0",
        assertThrows(IllegalArgumentException.class, () -> Densities.normal(0, -1)).getMessage());
    assertEquals(
        "a uniform density must have low < high, both finite, but has 2.0 and 1.0",
        assertThrows(IllegalArgumentException.class, () -> Densities.uniform(2, 1)).getMessage());
    assertEquals(
        "a mixture must have a weight for each component, but has 2 weights and 1 components",
        assertThrows(
                IllegalArgumentException.class,
                () -> Densities.mixture(data(1, 0.5, 0.5), Densities.normal(0, 1)))
            .getMessage());
  }
}
