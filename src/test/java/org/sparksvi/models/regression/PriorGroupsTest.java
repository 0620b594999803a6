package org.sparksvi.models.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.engine.Fit;
import org.sparksvi.laws.Fits;
import org.sparksvi.laws.Oracle;
import org.sparksvi.laws.Traces;
import org.sparksvi.models.regression.ColumnPriors.Group;

/** Priors of their own for some columns. */
class PriorGroupsTest {
  private static final double[] COEFFICIENTS = {0.6, -0.3, 0.9, 0.1, 0.2};
  private static final Noise NOISE = new Noise(2, 1.5);

  private static RegressionData data() {
    RegressionData drawn = RegressionData.drawn(Normal.VAGUE, 40, COEFFICIENTS, 3);
    double[] ones = new double[drawn.rows()];
    Arrays.fill(ones, 1);
    return new RegressionData(drawn.x(), drawn.y(), drawn.offsets(), ones);
  }

  private static Regression model(Prior usual, Group... groups) {
    return new Regression(
        new RegressionSettings(
            4,
            new Normal(NoisePrior.gamma(NOISE.shape(), NOISE.rate())),
            new ColumnPriors(usual, List.of(groups), List.of(), false),
            true,
            true,
            3));
  }

  /** Means and log p(y) of y ~ t_2a(0, b/a (I + X V Xᵀ)), in units of means 0 and variances 1. */
  @Test
  void posteriorAndEvidenceHaveTheirClosedForm() {
    RegressionData data = data();
    Regression model =
        model(
            new NormalPrior(2),
            new Group(List.of(1), new NormalPrior(0.1)),
            new Group(List.of(2, 3), new NormalPrior(0.4)));
    double[] variances = {4, 0.01, 0.16, 0.16, 9};

    Bundle fitted = Fits.batch(model, data.blocks(), 2, 1).parameters();

    int n = data.rows();
    double[][] rows = new double[n][5];
    double[] y = new double[n];
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < 4; c++) {
        rows[r][c] =
            (data.x()[r][c] - fitted.values(Units.CENTRE)[c]) / fitted.values(Units.SCALE)[c];
      }
      rows[r][4] = 1;
      y[r] =
          (data.y()[r] - data.offsets()[r] - fitted.values(Units.RESPONSE)[0])
              / fitted.values(Units.RESPONSE)[1];
    }
    RealMatrix x = new Array2DRowRealMatrix(rows);
    RealMatrix v = MatrixUtils.createRealDiagonalMatrix(variances);
    RealMatrix spread =
        MatrixUtils.createRealIdentityMatrix(n).add(x.multiply(v).multiply(x.transpose()));
    LUDecomposition lu = new LUDecomposition(spread);
    RealVector solved = lu.getSolver().solve(new ArrayRealVector(y));
    RealVector means = v.multiply(x.transpose()).operate(solved);
    for (int j = 0; j < 5; j++) {
      assertEquals(means.getEntry(j), model.posterior(fitted).q().means()[j], 1e-10);
    }
    double a = NOISE.shape();
    double b = NOISE.rate();
    double evidence =
        Oracle.logGamma(a + 0.5 * n)
            - Oracle.logGamma(a)
            - 0.5 * n * Math.log(2 * Math.PI * b)
            - 0.5 * Math.log(lu.getDeterminant())
            - (a + 0.5 * n) * Math.log1p(solved.dotProduct(new ArrayRealVector(y)) / (2 * b))
            - n * Math.log(fitted.values(Units.RESPONSE)[1]);
    assertEquals(
        evidence, model.summary(fitted).evidence().orElseThrow(), 1e-10 * Math.abs(evidence));
  }

  /** A group of all columns is the usual prior. */
  @Test
  void aGroupOfAllColumnsIsThePriorOfAll() {
    Prior laplace = new LaplacePrior(0.3);
    Regression one = model(laplace);
    Regression other = model(new NormalPrior(7), new Group(List.of(0, 1, 2, 3), laplace));
    Bundle expected = Fits.batch(one, data().blocks(), 10, 1).parameters();
    Bundle actual = Fits.batch(other, data().blocks(), 10, 1).parameters();
    NormalEvidenceTest.assertSame(one.summary(expected), other.summary(actual), 1e-12);
  }

  /** Columns of a group are shrunk, the others stay; the bound does not fall. */
  @Test
  void onlyTheGroupIsShrunk() {
    RegressionData data = RegressionData.drawn(new Logistic(), 400, COEFFICIENTS, 13);
    Regression plain = RegressionData.model(4, new Logistic(), new NormalPrior(5), true);
    Regression model =
        new Regression(
            new RegressionSettings(
                4,
                new Logistic(),
                new ColumnPriors(
                    new NormalPrior(5),
                    List.of(new Group(List.of(3), new HorseshoePrior(0.01, 5))),
                    List.of(),
                    false),
                true,
                true,
                3));
    Fit fit = Fits.batch(model, data.blocks(), 20, 1);
    Traces.assertNeverFalls(fit, 1e-9);
    var free = plain.summary(Fits.batch(plain, data.blocks(), 10, 1).parameters()).coefficients();
    var some = model.summary(fit.parameters()).coefficients();
    assertTrue(Math.abs(some.get(3).mean()) < 0.3 * Math.abs(free.get(3).mean()));
    for (int c = 0; c < 3; c++) {
      assertEquals(free.get(c).mean(), some.get(c).mean(), 0.2 * free.get(c).deviation());
    }
  }

  @Test
  void aColumnHasOnePrior() {
    Group group = new Group(List.of(1), new NormalPrior(1));
    assertThrows(IllegalArgumentException.class, () -> model(new NormalPrior(1), group, group));
  }
}
