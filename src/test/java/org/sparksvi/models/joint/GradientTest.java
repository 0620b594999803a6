package org.sparksvi.models.joint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Geometry;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Round;
import org.sparksvi.models.joint.JointSettings.Method;
import org.sparksvi.models.joint.JointSettings.Posterior;
import org.sparksvi.numeric.Cholesky;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/** Directions are derivatives of the bound, or what the geometry of q makes of them. */
class GradientTest {
  private static final DenseBlock ROWS = Lines.block(0, 20);
  private static final Streams STREAMS = new Streams(11);

  /** Of central differences with steps of 1e-4, relative to the largest entry: h² and ε / h. */
  private static final double DIFFERENCES = 1e-6;

  private static final double STEP = 1e-4;

  private static JointModel<DenseBlock> model(Posterior posterior, Method method) {
    return new JointModel<>(
        new Lines(), new JointSettings(List.of(Lines.COLUMNS), posterior, 2, method, 4, 0.1));
  }

  /** A q with no special place. */
  private static Bundle somewhere(JointModel<DenseBlock> model) {
    RandomStream stream = STREAMS.stream(Purpose.START, 1);
    double[] flat = new double[flat(model, Bundle.zeros(model.layout())).length];
    Arrays.setAll(flat, i -> 0.4 * stream.normal());
    return bundle(model, flat);
  }

  private static double[] flat(JointModel<DenseBlock> model, Bundle bundle) {
    return model.layout().fields().stream()
        .filter(field -> field.geometry() == Geometry.ASCENDED)
        .flatMapToDouble(field -> Arrays.stream(bundle.values(field.name())))
        .toArray();
  }

  private static Bundle bundle(JointModel<DenseBlock> model, double[] flat) {
    Bundle bundle = Bundle.zeros(model.layout());
    int from = 0;
    for (Field field : model.layout().fields()) {
      if (field.geometry() == Geometry.ASCENDED) {
        bundle.set(field.name(), Arrays.copyOfRange(flat, from, from + field.size()));
        from += field.size();
      }
    }
    return bundle;
  }

  private static Contribution sum(JointModel<DenseBlock> model, Round round) {
    Contribution sum = new Contribution(model.layout());
    model.localSteps(round).create().accumulate(ROWS, sum);
    return sum;
  }

  private static Round round(Bundle parameters) {
    return new Round(1, ROWS.weight(), parameters, STREAMS);
  }

  private static double[] direction(JointModel<DenseBlock> model, Bundle at) {
    Direction out = new Direction(model.layout());
    model.target(round(at), sum(model, round(at)), out);
    return model.layout().fields().stream()
        .filter(field -> field.geometry() == Geometry.ASCENDED)
        .flatMapToDouble(field -> Arrays.stream(out.values(field.name())))
        .toArray();
  }

  private static double[] differences(ToDoubleFunction<double[]> function, double[] at) {
    double[] out = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      double[] up = at.clone();
      double[] down = at.clone();
      up[i] += STEP;
      down[i] -= STEP;
      out[i] = (function.applyAsDouble(up) - function.applyAsDouble(down)) / (2 * STEP);
    }
    return out;
  }

  @ParameterizedTest
  @EnumSource(names = {"MEAN_FIELD", "FULL_RANK", "LOW_RANK"})
  void theDirectionIsTheDerivativeOfTheBoundAtTheSameDraws(Posterior posterior) {
    JointModel<DenseBlock> model = model(posterior, Method.DETERMINISTIC);
    Bundle at = somewhere(model);

    double[] expected =
        differences(
            flat -> {
              Round round = round(bundle(model, flat));
              return sum(model, round).localElbo() + model.globalElbo(round);
            },
            flat(model, at));

    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertArrayEquals(expected, direction(model, at), DIFFERENCES * largest);
  }

  @ParameterizedTest
  @EnumSource(names = {"MEAN_FIELD", "FULL_RANK", "LOW_RANK"})
  void thePullIsTheDerivativeOfTheDensity(Posterior posterior) {
    JointModel<DenseBlock> model = model(posterior, Method.GRADIENT);
    Gaussian q = model.q(somewhere(model));
    double[] at = {0.3, -0.7, 1.1};

    double[] pull = q.pull(at);

    assertArrayEquals(differences(z -> -q.log(z), at), pull, 1e-5);
  }

  /** E[−log q] by draws whose second moments are exact, under which a quadratic is exact, too. */
  @ParameterizedTest
  @EnumSource(names = {"MEAN_FIELD", "FULL_RANK", "LOW_RANK"})
  void theEntropyIsThatOfTheDensity(Posterior posterior) {
    JointModel<DenseBlock> model = model(posterior, Method.GRADIENT);
    Gaussian q = model.q(somewhere(model));
    double sum = 0;
    int draws = 20;
    int factors = q.noises() - Lines.SIZE;
    for (double[] z : Noise.whitened(STREAMS, draws, Lines.SIZE, factors)) {
      sum -= q.log(q.draw(z)) / draws;
    }

    assertEquals(sum, q.entropy(), 1e-10);
  }

  @Test
  void noNoiseIsLeftInTheDirectionWhereQIsThePosterior() {
    JointModel<DenseBlock> model = model(Posterior.FULL_RANK, Method.GRADIENT);
    Lines.Exact exact = Lines.Exact.of(ROWS);
    // C of Σ = C Cᵀ, by the Cholesky factor of the inverse of Λ
    double[] c = Cholesky.of(exact.factor().inverse(), Lines.SIZE, "Σ").factor();
    Bundle at = Bundle.zeros(model.layout());
    at.set(Gaussian.MEAN, exact.mean());
    at.set(Gaussian.LOG_SCALE, new double[] {Math.log(c[0]), Math.log(c[4]), Math.log(c[8])});
    at.set(FullGaussian.FACTOR, new double[] {c[3], c[6], c[7]});

    assertArrayEquals(new double[9], direction(model, at), 1e-9);
  }

  /** F v = ∇ with F the Hessian of KL(q_at || q) by q's parameters at q = q_at. */
  @ParameterizedTest
  @EnumSource(names = {"MEAN_FIELD", "FULL_RANK"})
  void theNaturalGradientIsThatOfTheDivergence(Posterior posterior) {
    JointModel<DenseBlock> model = model(posterior, Method.NATURAL_GRADIENT);
    JointModel<DenseBlock> plain = model(posterior, Method.GRADIENT);
    Bundle at = somewhere(model);
    double[] here = flat(model, at);
    double[] natural = direction(model, at);

    Gaussian from = model.q(at);
    double[][] draws = Noise.whitened(STREAMS, 12, Lines.SIZE, 0);
    ToDoubleFunction<double[]> divergence =
        flat -> { // but for the entropy of q_at; exact, since log q is quadratic
          Gaussian q = model.q(bundle(model, flat));
          return -Arrays.stream(draws)
              .mapToDouble(z -> q.log(from.draw(z)))
              .average()
              .orElseThrow();
        };
    double[] up = new double[here.length];
    double[] down = new double[here.length];
    double size = 1e-3 / Arrays.stream(natural).map(Math::abs).max().orElseThrow();
    Arrays.setAll(up, i -> here[i] + size * natural[i]);
    Arrays.setAll(down, i -> here[i] - size * natural[i]);
    double[] above = differences(divergence, up);
    double[] below = differences(divergence, down);
    double[] product = new double[here.length];
    Arrays.setAll(product, i -> (above[i] - below[i]) / (2 * size));

    double[] gradient = direction(plain, at);
    double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
    assertArrayEquals(gradient, product, 1e-4 * largest);
  }
}
