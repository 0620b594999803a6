package org.sparksvi.laws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.models.mixture.CountComponents;
import org.sparksvi.models.mixture.CountFamily;
import org.sparksvi.models.mixture.Covariance;
import org.sparksvi.models.mixture.GaussianComponents;
import org.sparksvi.models.mixture.GaussianPrior;
import org.sparksvi.models.mixture.Gaussians;
import org.sparksvi.models.mixture.Mixing;
import org.sparksvi.models.mixture.MixtureModel;
import org.sparksvi.models.mixture.ReadOutForm;
import org.sparksvi.models.topics.Kernel;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.models.topics.TopicsSettings;

/** Laws of where conjugate models say to go. */
class DirectionLawsTest {
  /** Of differences, relative to the largest entry of a gradient. */
  private static final double DIFFERENCES = 1e-6;

  private static final int POINTS = 3;
  private static final int COMPONENTS = 3;
  private static final double WEIGHT = 0.5;
  private static final double PSEUDO = 0.5;

  private static final TopicsSettings TIGHT =
      ModelCases.topicsSettings().withKernel(Kernel.SCALAR).withInner(5000, 1e-12);

  static Stream<ConjugateCase> conjugate() {
    return Stream.of(topics(), noiseOfRegression(), gaussians(), multinomials(), bernoullis());
  }

  private static ConjugateCase topics() {
    ModelCase<?, ?, ?> model = ModelCases.topics("topics", TIGHT);
    int topics = TIGHT.topics();
    return new ConjugateCase(
        model,
        bundle -> bundle.copyOf(TopicsModel.TOPICS),
        lambda -> {
          Bundle bundle = Bundle.zeros(model.model().layout());
          bundle.set(TopicsModel.TOPICS, lambda);
          bundle.set(TopicsModel.TOTALS, totals(lambda, topics));
          return bundle;
        },
        lambda -> meanLogs(lambda, topics));
  }

  private static double[] totals(double[] wordsByTopics, int topics) {
    double[] totals = new double[topics];
    for (int i = 0; i < wordsByTopics.length; i++) {
      totals[i % topics] += wordsByTopics[i];
    }
    return totals;
  }

  /** ψ(λ_kw) − ψ(Λ_k). */
  private static double[] meanLogs(double[] lambda, int topics) {
    double[] totals = totals(lambda, topics);
    double[] means = new double[lambda.length];
    Arrays.setAll(means, i -> Oracle.digamma(lambda[i]) - Oracle.digamma(totals[i % topics]));
    return means;
  }

  /** Gamma(a, b) has the natural parameters (a, −b) up to a constant. */
  private static ConjugateCase noiseOfRegression() {
    ModelCase<?, ?, ?> model = ModelCases.regression();
    Bundle rest = model.somewhere(ConjugateCase.SEED);
    return new ConjugateCase(
        model,
        bundle -> {
          double[] noise = bundle.values(DrawnRegression.NOISE);
          return new double[] {noise[0], -noise[1]};
        },
        natural -> {
          Bundle bundle = rest.copy();
          bundle.set(DrawnRegression.NOISE, new double[] {natural[0], -natural[1]});
          return bundle;
        },
        natural -> {
          double b = -natural[1];
          return new double[] {Oracle.digamma(natural[0]) - Math.log(b), natural[0] / b};
        });
  }

  /**
   * A mixture whose sums are natural parameters, up to the prior's constants, of weights and
   * components together: a component's number of rows n is one of both.
   */
  private static ConjugateCase mixture(
      ModelCase<?, ?, ?> model, UnaryOperator<double[]> means, String... fields) {
    Bundle rest = model.somewhere(ConjugateCase.SEED);
    return new ConjugateCase(
        model,
        bundle ->
            Arrays.stream(fields).flatMapToDouble(f -> Arrays.stream(bundle.copyOf(f))).toArray(),
        natural -> {
          Bundle bundle = rest.copy();
          int from = 0;
          for (String field : fields) {
            int to = from + bundle.copyOf(field).length;
            bundle.set(field, Arrays.copyOfRange(natural, from, to));
            from = to;
          }
          return bundle;
        },
        means);
  }

  /** E log π_k with n_k beyond a Dirichlet prior. */
  private static double[] meanLogWeights(double[] natural) {
    double[] alpha = new double[COMPONENTS];
    Arrays.setAll(alpha, k -> WEIGHT + natural[k]);
    return meanLogs(alpha, 1);
  }

  /**
   * Normal-gamma posteriors of diagonal components, Bishop (2006), section 2.3.6: prior m = 0, one
   * row of the mean and one of the precision, of variance 1.
   */
  private static ConjugateCase gaussians() {
    int columns = 2;
    UnaryOperator<double[]> means =
        natural -> {
          double[] t = new double[natural.length];
          System.arraycopy(meanLogWeights(natural), 0, t, 0, COMPONENTS);
          for (int i = 0; i < COMPONENTS * columns; i++) {
            int k = i / columns;
            double n = natural[k];
            double sum = natural[COMPONENTS + i];
            double squares = natural[COMPONENTS * (1 + columns) + i];
            double m = sum / (1 + n);
            double shape = (1 + n) / 2;
            double rate = (1 + squares - sum * sum / (1 + n)) / 2;
            double precision = shape / rate;
            double meanLog = Oracle.digamma(shape) - Math.log(rate);
            t[k] += 0.5 * meanLog - 0.5 * (1 / (1 + n) + m * m * precision);
            t[COMPONENTS + i] = m * precision;
            t[COMPONENTS * (1 + columns) + i] = -0.5 * precision;
          }
          return t;
        };
    return mixture(
        ModelCases.mixture(
            "mixture of diagonal Gaussians",
            Mixing.dirichlet(WEIGHT),
            Covariance.DIAGONAL,
            Gaussians.posterior(new GaussianPrior(1, 1, 1))),
        means,
        MixtureModel.COUNTS,
        GaussianComponents.SUMS,
        GaussianComponents.SQUARES);
  }

  private static ConjugateCase multinomials() {
    return counts(
        CountFamily.MULTINOMIAL,
        natural -> {
          double[] beta = new double[COMPONENTS * ModelCases.WORDS];
          Arrays.setAll(beta, i -> PSEUDO + natural[COMPONENTS + i]);
          return concat(meanLogWeights(natural), meanLogs(beta, COMPONENTS));
        });
  }

  /** Beta(c + s, c + n − s) for a word that s of n documents have. */
  private static ConjugateCase bernoullis() {
    return counts(
        CountFamily.BERNOULLI,
        natural -> {
          double[] t = concat(meanLogWeights(natural), new double[COMPONENTS * ModelCases.WORDS]);
          for (int i = COMPONENTS; i < t.length; i++) {
            int k = (i - COMPONENTS) % COMPONENTS;
            double there = Oracle.digamma(PSEUDO + natural[i]);
            double not = Oracle.digamma(PSEUDO + natural[k] - natural[i]);
            t[k] += not - Oracle.digamma(2 * PSEUDO + natural[k]);
            t[i] = there - not;
          }
          return t;
        });
  }

  private static ConjugateCase counts(CountFamily family, UnaryOperator<double[]> means) {
    return mixture(
        ModelCases.counts( // so few tokens that no word is in all documents of a component
            "mixture, " + family, Mixing.dirichlet(WEIGHT), family, ReadOutForm.POSTERIOR, 3),
        means,
        MixtureModel.COUNTS,
        CountComponents.SUMS);
  }

  private static double[] concat(double[] a, double[] b) {
    return DoubleStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
  }

  @ParameterizedTest
  @MethodSource("conjugate")
  void targetLessParametersIsTheNaturalGradient(ConjugateCase model) {
    for (int p = 0; p < POINTS; p++) {
      double[] at = model.read().apply(model.model().somewhere(ConjugateCase.SEED + p));

      double[] target = model.target(at);
      double[] direction = new double[at.length];
      Arrays.setAll(direction, i -> target[i] - at[i]);

      // F⁻¹ ∇ELBO = target − parameters, multiplied by F
      double[] gradient = Differences.gradient(model::elbo, at);
      double scale = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
      assertArrayEquals(gradient, model.fisher(at, direction), DIFFERENCES * scale);
    }
  }

  @ParameterizedTest
  @MethodSource("conjugate")
  void theDirectionVanishesAtTheFixedPoint(ConjugateCase model) {
    double[] at = model.read().apply(model.model().somewhere(ConjugateCase.SEED));
    for (int round = 0; round < 400; round++) {
      at = model.target(at);
    }

    double[] gradient = Differences.gradient(model::elbo, at);

    assertArrayEquals(at, model.target(at), 1e-6);
    assertArrayEquals(new double[at.length], gradient, 1e-6);
  }
}
