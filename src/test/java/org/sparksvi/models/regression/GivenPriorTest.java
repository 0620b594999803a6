package org.sparksvi.models.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.laws.Fits;
import org.sparksvi.model.WarmStart;

/** The posterior of one day as the prior of another one, whose columns have other units. */
class GivenPriorTest {
  private static final double NOISE = 0.5; // standard deviation
  private static final double SCALE = 0.8; // of coefficients, in data units
  private static final double INTERCEPT = 2;

  /** So many rows say what the noise is before there are any: it is known. */
  private static final double KNOWN = 1e10;

  /** Sums of tens of rows; noise that is known to 1e-9. */
  private static final double EXACT = 1e-8;

  private static RegressionData day(int rows, long seed, double shift) {
    RegressionData drawn =
        RegressionData.drawn(
            rows,
            new double[] {0.6, -0.3, 0.2},
            seed,
            (f, random) -> 3 + f + NOISE * random.nextGaussian());
    double[] ones = new double[rows];
    Arrays.fill(ones, 1);
    return new RegressionData(drawn.x(), drawn.y(), drawn.offsets(), ones)
        .inUnits(new double[] {1, 1}, new double[] {shift, -shift});
  }

  private static final RegressionData FIRST = day(30, 3, 0);
  private static final RegressionData SECOND = day(25, 4, 0.7);

  /** Known noise, in the units of these rows. */
  private static Normal noise(RegressionData data) {
    double[] y = new double[data.rows()];
    Arrays.setAll(y, r -> data.y()[r] - data.offsets()[r]);
    double mean = Arrays.stream(y).average().orElseThrow();
    double variance = Arrays.stream(y).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    return new Normal(NoisePrior.gamma(KNOWN, KNOWN * NOISE * NOISE / variance));
  }

  private static Regression first(Likelihood likelihood) {
    return new Regression(
        new RegressionSettings(2, likelihood, new NormalPrior(SCALE), false, false, INTERCEPT));
  }

  private static Regression second(Likelihood likelihood) {
    return new Regression(
        new RegressionSettings(
            2, likelihood, ColumnPriors.ofGiven(), false, false, Double.POSITIVE_INFINITY));
  }

  /** Coefficients of the columns, then the intercept, in data units: precision and natural mean. */
  private record Exact(RealMatrix precision, RealVector natural) {

    /** The prior of the first day: of the intercept at the middle of its rows. */
    static Exact prior() {
      RealMatrix precision = new Array2DRowRealMatrix(3, 3);
      precision.setEntry(0, 0, 1 / (SCALE * SCALE));
      precision.setEntry(1, 1, 1 / (SCALE * SCALE));
      RealVector middle = new ArrayRealVector(new double[] {0, 0, 1});
      double response = 0;
      for (int r = 0; r < FIRST.rows(); r++) {
        middle.addToEntry(0, FIRST.x()[r][0] / FIRST.rows());
        middle.addToEntry(1, FIRST.x()[r][1] / FIRST.rows());
        response += (FIRST.y()[r] - FIRST.offsets()[r]) / FIRST.rows();
      }
      double by = 1 / (INTERCEPT * INTERCEPT);
      return new Exact(
          precision.add(middle.outerProduct(middle).scalarMultiply(by)),
          middle.mapMultiply(by * response));
    }

    Exact and(RegressionData data) {
      RealMatrix x = design(data);
      RealMatrix more = x.transpose().multiply(x).scalarMultiply(1 / (NOISE * NOISE));
      RealVector pull = x.transpose().operate(responses(data)).mapDivide(NOISE * NOISE);
      return new Exact(precision.add(more), natural.add(pull));
    }

    RealMatrix covariance() {
      return new LUDecomposition(precision).getSolver().getInverse();
    }

    RealVector means() {
      return covariance().operate(natural);
    }

    /** log N(y; Xm, X S Xᵀ + σ² I). */
    double predictive(RegressionData data) {
      RealMatrix x = design(data);
      RealMatrix spread =
          x.multiply(covariance())
              .multiply(x.transpose())
              .add(MatrixUtils.createRealIdentityMatrix(data.rows()).scalarMultiply(NOISE * NOISE));
      LUDecomposition lu = new LUDecomposition(spread);
      RealVector rest = responses(data).subtract(x.operate(means()));
      return -0.5
          * (data.rows() * Math.log(2 * Math.PI)
              + Math.log(lu.getDeterminant())
              + rest.dotProduct(lu.getSolver().solve(rest)));
    }

    private static RealMatrix design(RegressionData data) {
      double[][] x = new double[data.rows()][];
      Arrays.setAll(x, r -> new double[] {data.x()[r][0], data.x()[r][1], 1});
      return new Array2DRowRealMatrix(x);
    }

    private static RealVector responses(RegressionData data) {
      double[] y = new double[data.rows()];
      Arrays.setAll(y, r -> data.y()[r] - data.offsets()[r]);
      return new ArrayRealVector(y);
    }
  }

  private static void assertIs(Exact exact, RegressionSummary summary, int... order) {
    RealVector means = exact.means();
    RealMatrix covariance = exact.covariance();
    for (int j = 0; j < 3; j++) {
      double deviation = Math.sqrt(covariance.getEntry(order[j], order[j]));
      var coefficient = summary.coefficients().get(j);
      assertEquals(means.getEntry(order[j]), coefficient.mean(), EXACT * deviation, "mean " + j);
      assertEquals(deviation, coefficient.deviation(), EXACT * deviation, "deviation " + j);
    }
  }

  @Test
  void twoDaysAreBothAtOnceAndTheEvidenceIsOfTheSecond() {
    Regression first = first(noise(FIRST));
    Bundle before = Fits.batch(first, FIRST.blocks(), 2, 1).parameters();
    assertIs(Exact.prior().and(FIRST), first.summary(before), 0, 1, 2);
    Regression second = second(noise(SECOND));
    WarmStart<?, ?, Regression> start =
        new WarmStart<>(second, begun -> Regression.given(begun, first, before, new int[] {0, 1}));

    Bundle after = Fits.batch(start(start), SECOND.blocks(), 2, 1).parameters();

    RegressionSummary summary = second.summary(after);
    assertIs(Exact.prior().and(FIRST).and(SECOND), summary, 0, 1, 2);
    double evidence = Exact.prior().and(FIRST).predictive(SECOND);
    // log Γ(1e10) is known to 3e-5
    assertEquals(evidence, summary.evidence().orElseThrow(), 1e-3);
  }

  @SuppressWarnings("unchecked")
  private static <B extends org.sparksvi.data.Block> org.sparksvi.model.Model<B> start(
      WarmStart<?, ?, ?> start) {
    return (org.sparksvi.model.Model<B>) start;
  }

  /** Columns are known by their places in the earlier day. */
  @Test
  void columnsMayStandInAnotherOrder() {
    Regression first = first(noise(FIRST));
    Bundle before = Fits.batch(first, FIRST.blocks(), 2, 1).parameters();
    double[][] turned = new double[SECOND.rows()][];
    Arrays.setAll(turned, r -> new double[] {SECOND.x()[r][1], SECOND.x()[r][0]});
    RegressionData data =
        new RegressionData(turned, SECOND.y(), SECOND.offsets(), SECOND.weights());
    Regression second = second(noise(SECOND));
    WarmStart<?, ?, Regression> start =
        new WarmStart<>(second, begun -> Regression.given(begun, first, before, new int[] {1, 0}));

    Bundle after = Fits.batch(start(start), data.blocks(), 2, 1).parameters();

    assertIs(Exact.prior().and(FIRST).and(SECOND), second.summary(after), 1, 0, 2);
  }

  static List<Likelihood> likelihoods() {
    return List.of(new Logistic(), new Poisson(), Normal.VAGUE, new Multinomial(3));
  }

  /** Rows that weigh nothing leave the prior as it was; KL of it from itself is 0. */
  @ParameterizedTest
  @MethodSource("likelihoods")
  void withoutRowsThePosteriorIsThePrior(Likelihood likelihood) {
    RegressionData data = RegressionData.drawn(likelihood, 60, new double[] {0.6, -0.3, 0.2}, 8);
    Regression first = first(likelihood);
    Bundle before = Fits.batch(first, data.blocks(), 10, 1).parameters();
    Regression second = second(likelihood);
    RegressionData other = data.inUnits(new double[] {3, 0.2}, new double[] {1, -2});
    Bundle begun =
        Regression.given(
            second.initial(
                new org.sparksvi.model.Start<>(other.blocks(), new org.sparksvi.random.Streams(1))),
            first,
            before,
            new int[] {0, 1});
    begun.set(Regression.PRECISION, new double[begun.values(Regression.PRECISION).length]);
    begun.set(Regression.NATURAL, new double[begun.values(Regression.NATURAL).length]);

    RegressionSummary expected = first.summary(before);
    RegressionSummary summary = second.summary(begun);
    for (int j = 0; j < expected.coefficients().size(); j++) {
      double deviation = expected.coefficients().get(j).deviation();
      assertEquals(
          expected.coefficients().get(j).mean(),
          summary.coefficients().get(j).mean(),
          1e-9 * (1 + deviation));
      if (likelihood.noise().isEmpty()) {
        assertEquals(deviation, summary.coefficients().get(j).deviation(), 1e-9 * deviation);
        assertEquals(0, second.posterior(begun).elbo(begun), 1e-8);
      }
    }
  }
}
