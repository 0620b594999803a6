package org.sparksvi.laws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.models.topics.Concentration;
import org.sparksvi.models.topics.Kernel;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.models.topics.TopicsSettings;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/** Laws of where conjugate models say to go. */
class DirectionLawsTest {
  /** Of differences, relative to the largest entry of a gradient. */
  private static final double DIFFERENCES = 1e-6;

  /** Of a bound, relative; what rounding and unfinished local steps may lose in a round. */
  private static final double MONOTONE = 1e-9;

  private static final int POINTS = 3;

  private static final TopicsSettings TIGHT =
      ModelCases.topicsSettings().withKernel(Kernel.SCALAR).withInner(5000, 1e-12);

  static Stream<ConjugateCase> conjugate() {
    return Stream.of(topics(), noiseOfRegression());
  }

  /** Models of mixed fields only, which rate 1 on all data must improve. */
  static Stream<ModelCase<?, ?>> batch() {
    Concentration symmetric = Concentration.symmetric(0.3);
    Concentration asymmetric = Concentration.asymmetric(0.3);
    return Stream.of(
        ModelCases.topics("topics", TIGHT),
        ModelCases.topics("topics, α symmetric", TIGHT.withAlpha(symmetric)),
        ModelCases.topics("topics, α asymmetric", TIGHT.withAlpha(asymmetric)),
        ModelCases.topics("topics, η symmetric", TIGHT.withEta(symmetric)),
        ModelCases.topics("topics, η asymmetric", TIGHT.withEta(asymmetric)),
        ModelCases.topics(
            "topics, α and η symmetric", TIGHT.withAlpha(symmetric).withEta(symmetric)),
        ModelCases.topics(
            "topics, α and η asymmetric", TIGHT.withAlpha(asymmetric).withEta(asymmetric)));
  }

  private static ConjugateCase topics() {
    ModelCase<?, ?> model = ModelCases.topics("topics", TIGHT);
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
        dirichletFisher(topics));
  }

  private static double[] totals(double[] wordsByTopics, int topics) {
    double[] totals = new double[topics];
    for (int i = 0; i < wordsByTopics.length; i++) {
      totals[i % topics] += wordsByTopics[i];
    }
    return totals;
  }

  /** ψ'(λ_kw) d_kw − ψ'(Λ_k) Σ_v d_kv. */
  private static BinaryOperator<double[]> dirichletFisher(int topics) {
    return (lambda, d) -> {
      double[] lambdas = totals(lambda, topics);
      double[] sums = totals(d, topics);
      double[] out = new double[d.length];
      for (int i = 0; i < d.length; i++) {
        int k = i % topics;
        out[i] = Oracle.trigamma(lambda[i]) * d[i] - Oracle.trigamma(lambdas[k]) * sums[k];
      }
      return out;
    };
  }

  /** Gamma(a, b) has the natural parameters (a, −b) up to a constant. */
  private static ConjugateCase noiseOfRegression() {
    ModelCase<?, ?> model = ModelCases.regression();
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
        (natural, d) -> {
          double a = natural[0];
          double b = -natural[1];
          return new double[] {Oracle.trigamma(a) * d[0] + d[1] / b, d[0] / b + a / (b * b) * d[1]};
        });
  }

  @ParameterizedTest
  @MethodSource("conjugate")
  void targetLessParametersIsTheNaturalGradient(ConjugateCase model) {
    Random random = new Random(1);
    double[] somewhere = model.read().apply(model.model().somewhere(ConjugateCase.SEED));
    for (int p = 0; p < POINTS; p++) {
      double[] at =
          Arrays.stream(somewhere).map(x -> x * Math.exp(0.5 * random.nextGaussian())).toArray();

      double[] target = model.target(at);
      double[] direction = new double[at.length];
      Arrays.setAll(direction, i -> target[i] - at[i]);

      // F⁻¹ ∇ELBO = target − parameters, multiplied by F
      double[] gradient = Differences.gradient(model::elbo, at);
      double scale = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
      assertArrayEquals(gradient, model.fisher().apply(at, direction), DIFFERENCES * scale);
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

  @ParameterizedTest
  @MethodSource("batch")
  void rateOneOnAllRowsNeverLowersTheBound(ModelCase<?, ?> model) {
    Plan plan = new Plan(model.blocks(), 60, Double.POSITIVE_INFINITY, 0, 1, 0, 3);
    List<TraceLine> trace;
    try (InProcess execution = new InProcess(model.workload(), 1)) {
      Inference batch =
          new Inference(model.workload(), Rules.all(new Constant(1)), plan, execution);
      trace = batch.run(batch.start(), Listener.NONE, () -> 0).trace();
    }

    double before = Double.NEGATIVE_INFINITY;
    for (TraceLine line : trace) {
      double bound = line.elbo().orElseThrow();
      double from = before;
      assertTrue(
          bound >= before - MONOTONE * Math.abs(bound),
          () -> "from %.12f to %.12f in round %d".formatted(from, bound, line.round()));
      before = bound;
    }
    double gain = before - trace.get(0).elbo().orElseThrow();
    assertTrue(gain > 1, "gained only " + gain);
  }
}
