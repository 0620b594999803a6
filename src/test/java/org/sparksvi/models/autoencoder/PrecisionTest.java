package org.sparksvi.models.autoencoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.model.Round;
import org.sparksvi.model.Start;
import org.sparksvi.random.Streams;

/** Floats against doubles, which differences and oracles are held against. */
class PrecisionTest {
  /**
   * Relative to the largest number of its kind: a float has 6e-8, and sums of dozens of terms
   * through three layers lose little of it.
   */
  private static final double FLOATS = 1e-5;

  static Stream<Named<AutoencoderSettings>> settings() {
    List<Named<AutoencoderSettings>> all = new ArrayList<>();
    ObjectiveSettings importance = new ObjectiveSettings(Objective.IMPORTANCE, 3, 1, 0);
    AutoencoderData.likelihoods()
        .forEach(
            likelihood -> {
              AutoencoderSettings settings = AutoencoderData.settings(likelihood);
              all.add(Named.of(likelihood.toString(), settings));
              all.add(Named.of(likelihood + ", importance-weighted", settings.with(importance)));
            });
    AutoencoderSettings numbers = AutoencoderData.settings(AutoencoderData.ISOTROPIC);
    all.add(Named.of("a prior of weights", AutoencoderData.with(numbers, 0.2, 2)));
    all.add(
        Named.of(
            "posteriors by steps",
            AutoencoderData.with(numbers, Posterior.FREE, LocalSettings.USUAL)));
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void floatsAgreeWithDoubles(AutoencoderSettings settings) {
    double[][] x = AutoencoderData.rows(settings.likelihood(), 12, 1);
    MemoryBlocks<DenseBlock> blocks = AutoencoderData.blocks(x, 6);
    Autoencoder<DenseBlock> doubles = AutoencoderData.model(settings);
    Autoencoder<DenseBlock> floats =
        AutoencoderData.model(AutoencoderData.with(settings, FloatingPoint.SINGLE));
    Bundle of = AutoencoderData.somewhere(doubles, blocks, 0.3);
    Bundle same = Bundle.zeros(floats.layout());
    for (Field field : of.layout().fields()) {
      same.set(field.name(), of.copyOf(field.name()));
    }
    Round round = AutoencoderData.round(3, blocks.totalWeight(), of);
    Round sameRound = AutoencoderData.round(3, blocks.totalWeight(), same);

    double bound = AutoencoderData.sum(doubles, round, blocks).localElbo();
    double single = AutoencoderData.sum(floats, sameRound, blocks).localElbo();
    assertEquals(bound, single, FLOATS * Math.abs(bound));

    Direction direction = AutoencoderData.direction(doubles, round, blocks);
    Direction inFloats = AutoencoderData.direction(floats, sameRound, blocks);
    for (Field field : AutoencoderData.learned(same)) {
      assertTrue(field.single(), field.name());
      float[] actual = inFloats.singles(field.name());
      double[] expected = direction.values(field.name());
      double scale = Arrays.stream(expected).map(Math::abs).reduce(1, Math::max);
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], actual[i], 10 * FLOATS * scale, field.name() + "[" + i + "]");
      }
    }

    double[][] rows = AutoencoderData.transform(doubles, of, blocks.read(0));
    double[][] inSingle = AutoencoderData.transform(floats, same, blocks.read(0));
    for (int r = 0; r < rows.length; r++) {
      double scale = Arrays.stream(rows[r]).map(Math::abs).reduce(1, Math::max);
      for (int c = 0; c < rows[r].length; c++) {
        assertEquals(rows[r][c], inSingle[r][c], FLOATS * scale, r + ", " + c);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void bothStartAtTheSameWeights(Likelihood likelihood) {
    AutoencoderSettings settings = AutoencoderData.settings(likelihood);
    MemoryBlocks<DenseBlock> blocks =
        AutoencoderData.blocks(AutoencoderData.rows(likelihood, 12, 1), 6);

    Bundle doubles = AutoencoderData.somewhere(AutoencoderData.model(settings), blocks, 0);
    Autoencoder<DenseBlock> model =
        AutoencoderData.model(AutoencoderData.with(settings, FloatingPoint.SINGLE));
    Bundle floats = model.initial(new Start<>(blocks, new Streams(AutoencoderData.SEED)));

    for (Field field : doubles.layout().fields()) {
      double[] expected = doubles.copyOf(field.name());
      double[] actual = floats.copyOf(field.name());
      for (int i = 0; i < expected.length; i++) {
        double exact =
            floats.layout().field(floats.layout().index(field.name())).single()
                ? (float) expected[i]
                : expected[i];
        assertEquals(exact, actual[i], field.name());
      }
    }
  }

  static Stream<Likelihood> likelihoods() {
    return AutoencoderData.likelihoods();
  }
}
