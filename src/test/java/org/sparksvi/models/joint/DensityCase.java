package org.sparksvi.models.joint;

import static org.sparksvi.models.joint.Densities.bernoulli;
import static org.sparksvi.models.joint.Densities.bernoulliLogit;
import static org.sparksvi.models.joint.Densities.beta;
import static org.sparksvi.models.joint.Densities.betaBinomial;
import static org.sparksvi.models.joint.Densities.betaProportion;
import static org.sparksvi.models.joint.Densities.binomial;
import static org.sparksvi.models.joint.Densities.binomialLogit;
import static org.sparksvi.models.joint.Densities.cauchy;
import static org.sparksvi.models.joint.Densities.exponential;
import static org.sparksvi.models.joint.Densities.gamma;
import static org.sparksvi.models.joint.Densities.halfCauchy;
import static org.sparksvi.models.joint.Densities.halfNormal;
import static org.sparksvi.models.joint.Densities.halfStudentT;
import static org.sparksvi.models.joint.Densities.inverseGamma;
import static org.sparksvi.models.joint.Densities.laplace;
import static org.sparksvi.models.joint.Densities.logNormal;
import static org.sparksvi.models.joint.Densities.logistic;
import static org.sparksvi.models.joint.Densities.mixture;
import static org.sparksvi.models.joint.Densities.negativeBinomial;
import static org.sparksvi.models.joint.Densities.negativeBinomialLog;
import static org.sparksvi.models.joint.Densities.normal;
import static org.sparksvi.models.joint.Densities.poisson;
import static org.sparksvi.models.joint.Densities.poissonLog;
import static org.sparksvi.models.joint.Densities.studentT;
import static org.sparksvi.models.joint.Densities.uniform;
import static org.sparksvi.models.joint.Densities.weibull;
import static org.sparksvi.models.joint.Densities.zeroInflatedNegativeBinomial;
import static org.sparksvi.models.joint.Densities.zeroInflatedPoisson;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.AbstractIntegerDistribution;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.CauchyDistribution;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.LaplaceDistribution;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.distribution.LogisticDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.PascalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.distribution.WeibullDistribution;
import org.apache.commons.math3.special.Beta;

/**
 * One density, with what Apache Commons Math or a plain formula says of it.
 *
 * @param parameters of the density, each 1 × 1
 * @param points where it is compared
 * @param whole whether the points are whole numbers
 * @param log p
 * @param cumulative P(X ≤ x), null where draws are not compared
 * @param mean NaN where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record DensityCase(
    String name,
    double[] parameters,
    double[] points,
    boolean whole,
    Function<Value[], Density> density,
    DoubleUnaryOperator log,
    DoubleUnaryOperator cumulative,
    double mean) {

  private static final double[] REAL = {-7.5, -1.25, -0.5, 0.125, 0.75, 3, 40};
  private static final double[] POSITIVE = {0.0625, 0.5, 1.25, 3, 11};
  private static final double[] SHARES = {0.03125, 0.25, 0.625, 0.96875};
  private static final double[] COUNTS = {0, 1, 2, 5, 7};
  private static final double[] BINARY = {0, 1};

  static Stream<DensityCase> all() {
    return Stream.of(reals(), positives(), wholes(), mixed()).flatMap(List::stream);
  }

  private static List<DensityCase> reals() {
    RealDistribution normal = new NormalDistribution(0.5, 1.5);
    RealDistribution t = new TDistribution(3.5);
    return List.of(
        real("normal", of(0.5, 1.5), v -> normal(v[0], v[1]), normal),
        real("normal of numbers", of(), v -> normal(0.5, 1.5), normal),
        real("normal of a mean", of(0.5), v -> normal(v[0], 1.5), normal),
        real("normal of a deviation", of(1.5), v -> normal(0.5, v[0]), normal),
        real("cauchy", of(0.5, 1.5), v -> cauchy(v[0], v[1]), new CauchyDistribution(0.5, 1.5)),
        real("laplace", of(0.5, 1.5), v -> laplace(v[0], v[1]), new LaplaceDistribution(0.5, 1.5)),
        real(
            "logistic",
            of(0.5, 1.5),
            v -> logistic(v[0], v[1]),
            new LogisticDistribution(0.5, 1.5)),
        scaledT("studentT", of(3.5, 0.5, 1.5), v -> studentT(v[0], v[1], v[2]), t),
        scaledT("studentT of numbers", of(), v -> studentT(3.5, 0.5, 1.5), t),
        new DensityCase(
            "uniform",
            of(),
            of(-0.75, 0, 1.9),
            false,
            v -> uniform(-1, 2),
            x -> -Math.log(3),
            new UniformRealDistribution(-1, 2)::cumulativeProbability,
            0.5));
  }

  private static List<DensityCase> positives() {
    RealDistribution weibull = new WeibullDistribution(1.75, 2.5);
    RealDistribution inverse = new GammaDistribution(2.5, 1 / 1.5);
    return List.of(
        half("halfNormal", of(1.5), v -> halfNormal(v[0]), new NormalDistribution(0, 1.5)),
        half("halfNormal of a number", of(), v -> halfNormal(1.5), new NormalDistribution(0, 1.5)),
        half("halfCauchy", of(1.5), v -> halfCauchy(v[0]), new CauchyDistribution(0, 1.5)),
        half("halfStudentT", of(1.0), v -> halfStudentT(3.5, v[0]), new TDistribution(3.5)),
        positive(
            "exponential", of(1.5), v -> exponential(v[0]), new ExponentialDistribution(1 / 1.5)),
        positive(
            "gamma", of(2.5, 1.5), v -> gamma(v[0], v[1]), new GammaDistribution(2.5, 1 / 1.5)),
        positive("gamma of numbers", of(), v -> gamma(0.5, 2), new GammaDistribution(0.5, 0.5)),
        positive(
            "logNormal",
            of(0.5, 0.75),
            v -> logNormal(v[0], v[1]),
            new LogNormalDistribution(0.5, 0.75)),
        positive("weibull", of(1.75, 2.5), v -> weibull(v[0], v[1]), weibull),
        new DensityCase(
            "weibull, censored",
            of(1.75, 2.5, 0),
            POSITIVE,
            false,
            v -> weibull(v[0], v[1], v[2]),
            x -> Math.log(1 - weibull.cumulativeProbability(x)),
            null,
            weibull.getNumericalMean()),
        new DensityCase(
            "inverseGamma",
            of(2.5, 1.5),
            POSITIVE,
            false,
            v -> inverseGamma(v[0], v[1]),
            x -> inverse.density(1 / x) == 0 ? 0 : Math.log(inverse.density(1 / x) / (x * x)),
            x -> 1 - inverse.cumulativeProbability(1 / x),
            1),
        share("beta", of(2.5, 1.5), v -> beta(v[0], v[1]), new BetaDistribution(2.5, 1.5)),
        share(
            "betaProportion",
            of(0.25, 6),
            v -> betaProportion(v[0], v[1]),
            new BetaDistribution(1.5, 4.5)));
  }

  private static List<DensityCase> wholes() {
    double logit = Math.log(0.3 / 0.7);
    AbstractIntegerDistribution bernoulli = new BinomialDistribution(1, 0.3);
    AbstractIntegerDistribution binomial = new BinomialDistribution(9, 0.3);
    AbstractIntegerDistribution pascal =
        new PascalDistribution(3, 3 / (3 + 2.5)); // dispersion 3, mean 2.5
    AbstractIntegerDistribution poisson = new PoissonDistribution(2.5);
    return List.of(
        count("bernoulli", of(0.3), BINARY, v -> bernoulli(v[0]), bernoulli),
        count("bernoulliLogit", of(logit), BINARY, v -> bernoulliLogit(v[0]), bernoulli),
        count("binomial", of(9, 0.3), COUNTS, v -> binomial(v[0], v[1]), binomial),
        count("binomial of 9", of(0.3), COUNTS, v -> binomial(9, v[0]), binomial),
        count("binomialLogit", of(logit), COUNTS, v -> binomialLogit(9, v[0]), binomial),
        count("poisson", of(2.5), COUNTS, v -> poisson(v[0]), poisson),
        count("poissonLog", of(Math.log(2.5)), COUNTS, v -> poissonLog(v[0]), poisson),
        count(
            "poisson of many",
            of(75000),
            of(74000, 75010),
            v -> poisson(v[0]),
            new PoissonDistribution(75000)),
        count("negativeBinomial", of(2.5, 3), COUNTS, v -> negativeBinomial(v[0], v[1]), pascal),
        count(
            "negativeBinomialLog",
            of(Math.log(2.5)),
            COUNTS,
            v -> negativeBinomialLog(v[0], 3),
            pascal),
        plain(
            "betaBinomial",
            of(7, 2, 3),
            v -> betaBinomial(v[0], v[1], v[2]),
            x ->
                x > 7
                    ? 0
                    : choose(7, x) * Math.exp(Beta.logBeta(2 + x, 10 - x) - Beta.logBeta(2, 3))));
  }

  private static double choose(int n, double k) {
    double product = 1;
    for (int i = 0; i < k; i++) {
      product *= (n - i) / (i + 1.0);
    }
    return product;
  }

  private static List<DensityCase> mixed() {
    AbstractIntegerDistribution poisson = new PoissonDistribution(2.5);
    AbstractIntegerDistribution pascal = new PascalDistribution(3, 3 / (3 + 2.5));
    RealDistribution low = new NormalDistribution(-2, 0.5);
    RealDistribution high = new NormalDistribution(1, 1.5);
    List<DensityCase> cases = new ArrayList<>();
    cases.add(
        plain(
            "zeroInflatedPoisson",
            of(0.25, 2.5),
            v -> zeroInflatedPoisson(v[0], v[1]),
            x -> inflated(0.25, x, poisson)));
    cases.add(
        plain(
            "zeroInflatedNegativeBinomial",
            of(0.25, 2.5, 3),
            v -> zeroInflatedNegativeBinomial(v[0], v[1], v[2]),
            x -> inflated(0.25, x, pascal)));
    cases.add(
        new DensityCase(
            "mixture",
            of(0.25, 0.75, -2, 1),
            REAL,
            false,
            v -> mixture(v[0].beside(v[1]), normal(v[2], 0.5), normal(v[3], 1.5)),
            x -> Math.log(0.25 * low.density(x) + 0.75 * high.density(x)),
            x -> 0.25 * low.cumulativeProbability(x) + 0.75 * high.cumulativeProbability(x),
            0.25));
    return cases;
  }

  private static double inflated(double zero, double x, AbstractIntegerDistribution counts) {
    return (x == 0 ? zero : 0) + (1 - zero) * counts.probability((int) x);
  }

  // ---- kinds of cases

  private static double[] of(double... numbers) {
    return numbers;
  }

  private static DensityCase real(
      String name, double[] parameters, Function<Value[], Density> density, RealDistribution by) {
    return continuous(name, parameters, REAL, density, by);
  }

  private static DensityCase positive(
      String name, double[] parameters, Function<Value[], Density> density, RealDistribution by) {
    return continuous(name, parameters, POSITIVE, density, by);
  }

  private static DensityCase share(
      String name, double[] parameters, Function<Value[], Density> density, RealDistribution by) {
    return continuous(name, parameters, SHARES, density, by);
  }

  private static DensityCase continuous(
      String name,
      double[] parameters,
      double[] points,
      Function<Value[], Density> density,
      RealDistribution by) {
    return new DensityCase(
        name,
        parameters,
        points,
        false,
        density,
        x -> logDensity(by, x),
        by::cumulativeProbability,
        by.getNumericalMean());
  }

  private static double logDensity(RealDistribution by, double x) {
    if (by instanceof NormalDistribution normal) { // far out, the density itself is 0
      double sd = normal.getStandardDeviation();
      double z = (x - normal.getMean()) / sd;
      return -0.5 * z * z - Math.log(sd * Math.sqrt(2 * Math.PI));
    }
    return Math.log(by.density(x));
  }

  private static DensityCase half(
      String name,
      double[] parameters,
      Function<Value[], Density> density,
      RealDistribution whole) {
    double mean = 0; // 2 ∫ x p(x) dx by the midpoint rule on x = u / (1 − u)
    int steps = 200_000;
    for (int i = 0; i < steps; i++) {
      double u = (i + 0.5) / steps;
      mean += 2 * u / (1 - u) * whole.density(u / (1 - u)) / ((1 - u) * (1 - u)) / steps;
    }
    return new DensityCase(
        name,
        parameters,
        POSITIVE,
        false,
        density,
        x -> Math.log(2) + logDensity(whole, x),
        x -> 2 * whole.cumulativeProbability(x) - 1,
        whole instanceof CauchyDistribution ? Double.NaN : mean);
  }

  /** 0.5 + 1.5 t. */
  private static DensityCase scaledT(
      String name, double[] parameters, Function<Value[], Density> density, RealDistribution t) {
    return new DensityCase(
        name,
        parameters,
        REAL,
        false,
        density,
        x -> Math.log(t.density((x - 0.5) / 1.5) / 1.5),
        x -> t.cumulativeProbability((x - 0.5) / 1.5),
        0.5);
  }

  private static DensityCase count(
      String name,
      double[] parameters,
      double[] points,
      Function<Value[], Density> density,
      AbstractIntegerDistribution by) {
    return new DensityCase(
        name,
        parameters,
        points,
        true,
        density,
        x -> by.logProbability((int) x),
        x -> by.cumulativeProbability((int) Math.floor(x)),
        by.getNumericalMean());
  }

  /** By the probabilities of 0 to 200, beyond which there is nothing. */
  private static DensityCase plain(
      String name,
      double[] parameters,
      Function<Value[], Density> density,
      DoubleUnaryOperator probability) {
    double mean = 0;
    double[] cumulative = new double[201];
    for (int x = 0; x <= 200; x++) {
      mean += x * probability.applyAsDouble(x);
      cumulative[x] = probability.applyAsDouble(x) + (x == 0 ? 0 : cumulative[x - 1]);
    }
    return new DensityCase(
        name,
        parameters,
        COUNTS,
        true,
        density,
        x -> Math.log(probability.applyAsDouble(x)),
        x -> x < 0 ? 0 : cumulative[(int) x],
        mean);
  }

  @Override
  public String toString() {
    return name + " " + Arrays.toString(parameters);
  }
}
