package org.sparksvi.models.autoencoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;

/** Directions against differences of the bound that the same round reports: its noise is fixed. */
class DirectionTest {
  /** Relative to the largest derivative of a field, or to 1. */
  private static final double DIFFERENCES = 1e-6;

  private static final int COORDINATES = 10; // of each field

  private static final long ROUND = 4;

  static Stream<Named<AutoencoderSettings>> settings() {
    List<Named<AutoencoderSettings>> all = new ArrayList<>();
    AutoencoderData.likelihoods()
        .forEach(l -> all.add(Named.of(l.toString(), AutoencoderData.settings(l))));
    AutoencoderSettings usual = AutoencoderData.settings(AutoencoderData.ISOTROPIC);
    AutoencoderSettings counts = AutoencoderData.settings(new NegativeBinomial(true));
    for (Activation activation : Activation.values()) {
      all.add(Named.of("" + activation, AutoencoderData.with(usual, activation)));
    }
    all.add(Named.of("three samples", usual.with(elbo(3, 1, 0))));
    all.add(Named.of("three samples of counts", counts.with(elbo(3, 1, 0))));
    all.add(Named.of("beta 0.3", usual.with(elbo(1, 0.3, 0))));
    all.add(Named.of("beta 4, three samples", counts.with(elbo(3, 4, 0))));
    all.add(Named.of("warm-up", usual.with(elbo(1, 2, 10))));
    all.add(Named.of("prior of weights", AutoencoderData.with(usual, 0, 3)));
    all.add(Named.of("dropout", AutoencoderData.with(usual, 0.4, 0)));
    all.add(
        Named.of(
            "stochastic binarisation",
            AutoencoderData.with(
                AutoencoderData.settings(new Bernoulli()), Binarisation.STOCHASTIC)));
    all.add(Named.of("linear", AutoencoderData.linear(AutoencoderData.ISOTROPIC)));
    all.add(
        Named.of(
            "two hidden layers",
            AutoencoderData.with(
                AutoencoderSettings.of(5, 2, List.of(4, 3), List.of(3, 4), new Poisson(false)),
                FloatingPoint.DOUBLE)));
    return all.stream();
  }

  private static ObjectiveSettings elbo(int samples, double beta, long warmUp) {
    return new ObjectiveSettings(Objective.ELBO, samples, beta, warmUp);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void theDirectionIsTheDerivativeOfTheObjective(AutoencoderSettings settings) {
    ObjectiveSettings objective = settings.objective();
    double warm = objective.warmUpRounds() == 0 ? 1 : (double) ROUND / objective.warmUpRounds();

    assertDirection(settings, objective.beta() * warm, field -> true);
  }

  /** The encoder's derivative is not that of the fixed draws; see {@link ImportanceTest}. */
  @ParameterizedTest
  @MethodSource("importance")
  void theDecodersDirectionIsTheDerivativeOfTheImportanceWeightedBound(
      AutoencoderSettings settings) {
    assertDirection(settings, 1, field -> !field.name().startsWith("encoder"));
  }

  static Stream<Named<AutoencoderSettings>> importance() {
    return AutoencoderData.likelihoods()
        .map(
            likelihood ->
                Named.of(
                    likelihood.toString(),
                    AutoencoderData.settings(likelihood)
                        .with(new ObjectiveSettings(Objective.IMPORTANCE, 3, 1, 0))));
  }

  private static void assertDirection(
      AutoencoderSettings settings, double beta, Predicate<Field> which) {
    double[][] x = AutoencoderData.rows(settings.likelihood(), 12, 1);
    MemoryBlocks<DenseBlock> blocks = AutoencoderData.blocks(x, 6);
    Autoencoder<DenseBlock> model = AutoencoderData.model(settings);
    Bundle at = AutoencoderData.somewhere(model, blocks, 0.3);

    Direction direction =
        AutoencoderData.direction(
            model, AutoencoderData.round(ROUND, blocks.totalWeight(), at), blocks);

    Random random = new Random(2);
    int compared = 0;
    for (Field field : AutoencoderData.learned(at)) {
      if (!which.test(field)) {
        continue;
      }
      double[] derivative = direction.values(field.name());
      double scale = Arrays.stream(derivative).map(Math::abs).reduce(1, Math::max);
      ToDoubleFunction<double[]> bound =
          values -> {
            Bundle moved = at.copy();
            moved.set(field.name(), values);
            return objective(model, moved, blocks, beta);
          };
      for (int c = 0; c < Math.min(COORDINATES, field.size()); c++) {
        int i = field.size() <= COORDINATES ? c : random.nextInt(field.size());
        double expected = Textbook.derivative(bound, at.values(field.name()), i);
        assertEquals(expected, derivative[i], DIFFERENCES * scale, field.name() + "[" + i + "]");
        compared++;
      }
    }
    assertTrue(compared >= COORDINATES);
  }

  private static double objective(
      Autoencoder<DenseBlock> model,
      Bundle parameters,
      MemoryBlocks<DenseBlock> blocks,
      double beta) {
    Round round = AutoencoderData.round(ROUND, blocks.totalWeight(), parameters);
    Contribution sum = AutoencoderData.sum(model, round, blocks);
    return sum.get(Term.EXPECTED_LOG_LIKELIHOOD)
        - beta * sum.get(Term.LOCAL_KL)
        + model.globalElbo(round);
  }

  /** What is fixed stays, and the moments' target is a mean over rows. */
  @Test
  void momentsMoveTowardTheMeansOfTheRows() {
    AutoencoderSettings settings = AutoencoderData.settings(new Poisson(true));
    double[][] x = AutoencoderData.rows(settings.likelihood(), 12, 1);
    MemoryBlocks<DenseBlock> blocks = AutoencoderData.blocks(x, 6);
    Autoencoder<DenseBlock> model = AutoencoderData.model(settings);
    Bundle at = AutoencoderData.somewhere(model, blocks, 0.3);
    Round round = AutoencoderData.round(ROUND, blocks.totalWeight(), at);

    Direction direction = AutoencoderData.direction(model, round, blocks);

    PlainNetwork plain = new PlainNetwork(settings, at);
    double[] expected = new double[6];
    double divergence = 0;
    for (int r = 0; r < x.length; r++) {
      double share = (r % 2 == 0 ? 0.5 : 1.5) / 12;
      PlainNetwork.Normals q = plain.encode(x[r]);
      divergence += share * q.divergence();
      for (int j = 0; j < 2; j++) {
        expected[j] += share * q.means()[j];
        expected[2 + j] += share * q.means()[j] * q.means()[j];
      }
    }
    double[] moments = direction.values(Autoencoder.MOMENTS);
    for (int i = 0; i < 4; i++) {
      assertEquals(expected[i], moments[i], 1e-12);
    }
    assertEquals(divergence, moments[4] + moments[5], 1e-12);
    Contribution sum = AutoencoderData.sum(model, round, blocks);
    assertEquals(divergence, sum.get(Term.LOCAL_KL) / 12, 1e-12);
    assertEquals(0, direction.values("data.total")[0]);
  }
}
