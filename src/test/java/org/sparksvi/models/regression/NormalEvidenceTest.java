package org.sparksvi.models.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.engine.Fit;
import org.sparksvi.laws.Fits;
import org.sparksvi.laws.Gaps;
import org.sparksvi.laws.Oracle;
import org.sparksvi.model.Continued;
import org.sparksvi.model.Gap;

/** Normal noise: everything has a closed form. */
class NormalEvidenceTest {
  /** Relative; matrices of tens of rows. */
  private static final double ROUNDING = 1e-10;

  private static final Noise NOISE = new Noise(2, 1.5);

  private static RegressionData data() {
    return RegressionData.drawn(
        40, new double[] {0.6, -0.3, 0.2}, 3, (f, random) -> 3 + f + 0.5 * random.nextGaussian());
  }

  private static Fit fit(Regression model, RegressionData data) {
    return Fits.batch(model, data.blocks(), 3, 1);
  }

  /** Rows in the units that the parameters have; columns, then 1. */
  private static RealMatrix design(RegressionData data, Bundle at) {
    double[][] x = new double[data.rows()][data.columns() + 1];
    for (int r = 0; r < x.length; r++) {
      for (int c = 0; c < data.columns(); c++) {
        x[r][c] = (data.x()[r][c] - at.values(Units.CENTRE)[c]) / at.values(Units.SCALE)[c];
      }
      x[r][data.columns()] = 1;
    }
    return new Array2DRowRealMatrix(x);
  }

  /** Log density of y ~ t_2a(0, b/a (I + X V Xᵀ)) in the units of the parameters. */
  private static double logEvidence(
      RegressionData data, Bundle at, double prior, double intercept) {
    int n = data.rows();
    int p = data.columns() + 1;
    RealMatrix x = design(data, at);
    double[] v = new double[p];
    java.util.Arrays.fill(v, prior * prior);
    v[p - 1] = intercept * intercept;
    RealMatrix spread =
        MatrixUtils.createRealIdentityMatrix(n)
            .add(x.multiply(MatrixUtils.createRealDiagonalMatrix(v)).multiply(x.transpose()));
    double scale = at.values(Units.RESPONSE)[1];
    RealVector y = new ArrayRealVector(n);
    for (int r = 0; r < n; r++) {
      y.setEntry(r, (data.y()[r] - data.offsets()[r] - at.values(Units.RESPONSE)[0]) / scale);
    }
    LUDecomposition lu = new LUDecomposition(spread);
    double square = y.dotProduct(lu.getSolver().solve(y));
    double a = NOISE.shape();
    double b = NOISE.rate();
    return Oracle.logGamma(a + 0.5 * n)
        - Oracle.logGamma(a)
        - 0.5 * n * Math.log(2 * Math.PI * b)
        - 0.5 * Math.log(lu.getDeterminant())
        - (a + 0.5 * n) * Math.log(1 + square / (2 * b))
        - n * Math.log(scale);
  }

  private static Regression model(RegressionData data) {
    return RegressionData.model(
        data.columns(), new Normal(NoisePrior.gamma(NOISE.shape(), NOISE.rate())));
  }

  private static RegressionData unweighted() {
    RegressionData data = data();
    double[] ones = new double[data.rows()];
    java.util.Arrays.fill(ones, 1);
    return new RegressionData(data.x(), data.y(), data.offsets(), ones);
  }

  @Test
  void theBoundIsTheEvidenceAfterOneRound() {
    RegressionData data = unweighted();
    Regression model = model(data);
    Bundle after = fit(model, data).parameters();
    double evidence = logEvidence(data, after, 2, 3);

    assertEquals(evidence, Fits.elbo(model, data.blocks(), after), ROUNDING * Math.abs(evidence));
    assertEquals(
        evidence, model.summary(after).evidence().orElseThrow(), ROUNDING * Math.abs(evidence));
  }

  /** q is the posterior: every draw weighs p(y), whatever it is. */
  @Test
  void everyDrawHasTheEvidence() {
    RegressionData data = unweighted();
    Regression model = model(data);
    Bundle after = fit(model, data).parameters();
    double evidence = logEvidence(data, after, 2, 3);

    Gap gap = Gaps.of(model, after, data.blocks(), 200, 1);

    assertEquals(evidence, gap.logEvidence(), 1e-9 * Math.abs(evidence));
    assertEquals(evidence, gap.elbo(), 1e-9 * Math.abs(evidence));
    Gap.Globals globals = gap.globals().orElseThrow();
    assertEquals(evidence, globals.upper(), 1e-9 * Math.abs(evidence));
    assertEquals(0, globals.shape());
    assertEquals(200, globals.effective(), 1e-6);
    assertEquals(data.rows(), gap.rows());
  }

  /** Of rows that differ from those of the sums, it is a bound. */
  @Test
  void elsewhereTheBoundIsBelow() {
    RegressionData data = unweighted();
    Regression model = model(data);
    Bundle after = fit(model, data).parameters();
    Bundle other = after.copy();
    double[] natural = after.copyOf(Regression.NATURAL);
    natural[0] += 3;
    other.set(Regression.NATURAL, natural);

    double lost = Fits.elbo(model, data.blocks(), after) - Fits.elbo(model, data.blocks(), other);

    assertEquals(model.divergence(other, after), lost, 1e-9 * (1 + lost)); // KL to the posterior
  }

  @Test
  void aRowOfWeightTwoIsTwoRows() {
    RegressionData data = unweighted();
    RegressionData twice =
        new RegressionData(
            data.x(),
            data.y(),
            data.offsets(),
            java.util.Arrays.stream(data.weights()).map(w -> 2 * w).toArray());
    double[][] x = new double[80][];
    double[] y = new double[80];
    double[] offsets = new double[80];
    double[] ones = new double[80];
    for (int r = 0; r < 80; r++) {
      x[r] = data.x()[r % 40];
      y[r] = data.y()[r % 40];
      offsets[r] = data.offsets()[r % 40];
      ones[r] = 1;
    }
    RegressionData copies = new RegressionData(x, y, offsets, ones);

    Bundle weighted = fit(model(data), twice).parameters();
    Bundle doubled = fit(model(data), copies).parameters();

    assertSame(model(data).summary(doubled), model(data).summary(weighted), 1e-9);
  }

  @Test
  void twoDaysAreOne() {
    RegressionData data = data();
    Regression model = model(data);
    MemoryParts parts = new MemoryParts(data.part(0, 24), data.part(24, 40));
    Bundle first = fit(model, parts.first()).parameters();
    Continued<LabelledBlock, LabelledBlock, Regression> second = new Continued<>(model, first);

    Bundle after = second.whole(Fits.batch(second, parts.second().blocks(), 2, 1).parameters());

    // all rows at once, in the units of the first day's
    Bundle once = first.copy();
    var sums = Fits.sum(model, data.blocks(), once).statistics();
    once.set(Regression.PRECISION, sums.values(Regression.PRECISION));
    once.set(Regression.NATURAL, sums.values(Regression.NATURAL));
    once.set(Regression.ROWS, sums.values(Regression.ROWS));
    assertSame(model.summary(once), model.summary(after), 1e-9);
  }

  private record MemoryParts(RegressionData first, RegressionData second) {}

  static void assertSame(RegressionSummary expected, RegressionSummary actual, double tolerance) {
    for (int i = 0; i < expected.coefficients().size(); i++) {
      var e = expected.coefficients().get(i);
      var a = actual.coefficients().get(i);
      assertEquals(e.mean(), a.mean(), tolerance * (Math.abs(e.mean()) + e.deviation()));
      assertEquals(e.deviation(), a.deviation(), tolerance * e.deviation());
      assertEquals(e.positive(), a.positive(), tolerance);
    }
    assertEquals(
        expected.evidence().orElseThrow(),
        actual.evidence().orElseThrow(),
        tolerance * (1 + Math.abs(expected.evidence().orElseThrow())));
  }
}
