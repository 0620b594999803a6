package org.sparksvi.models.autoencoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.Round;

/** Rows as networks read them: intensities turned into 0 or 1, inputs left out. */
class BatchTest {
  private static final double[] X = {0, 0.2, 0.5, 0.9, 1};
  private static final int ROUNDS = 4000;
  private static final AutoencoderSettings SETTINGS = AutoencoderData.settings(new Bernoulli());
  private static final Bundle NOTHING = Bundle.zeros(new Network(SETTINGS).layout());

  private static Batch<DenseBlock> load(
      AutoencoderSettings settings, DenseBlock block, long number, boolean training) {
    Batch<DenseBlock> batch = new Batch<>(settings, new DenseObservations());
    Round round = AutoencoderData.round(number, 1, NOTHING);
    Standardisation data =
        Standardisation.of(Standardisation.Kind.NONE, X.clone(), new double[5], 2.6);
    batch.load(block, 0, block.rows(), round, data, training);
    return batch;
  }

  private static double[] values(Binarisation binarisation, long round, boolean training) {
    return load(
            AutoencoderData.with(SETTINGS, binarisation),
            AutoencoderData.block(7, X),
            round,
            training)
        .values();
  }

  @Test
  void withoutBinarisationValuesStay() {
    assertArrayEquals(X, values(Binarisation.NONE, 1, true));
  }

  @Test
  void fixedDrawsAreTheSameInEveryRoundAndWhereRowsAreScored() {
    double[] once = values(Binarisation.FIXED, 1, true);

    for (int round = 2; round < 20; round++) {
      assertArrayEquals(once, values(Binarisation.FIXED, round, true));
      assertArrayEquals(once, values(Binarisation.FIXED, round, false));
      assertArrayEquals(once, values(Binarisation.STOCHASTIC, round, false));
    }
  }

  @Test
  void stochasticDrawsHaveTheIntensityAsTheirMean() {
    double[] sums = new double[5];
    for (int round = 1; round <= ROUNDS; round++) {
      double[] drawn = values(Binarisation.STOCHASTIC, round, true);
      assertTrue(Arrays.stream(drawn).allMatch(v -> v == 0 || v == 1));
      Arrays.setAll(sums, d -> sums[d] + drawn[d]);
    }

    for (int d = 0; d < 5; d++) {
      double error = Math.sqrt(X[d] * (1 - X[d]) / ROUNDS);
      assertEquals(X[d], sums[d] / ROUNDS, 4 * error);
    }
  }

  /** Rows by their keys: as many draws of one row's intensities. */
  @Test
  void fixedDrawsHaveTheIntensityAsTheirMeanOverRows() {
    double[][] rows = new double[ROUNDS][];
    Arrays.fill(rows, X);

    double[] drawn =
        load(
                AutoencoderData.with(SETTINGS, Binarisation.FIXED),
                AutoencoderData.block(0, rows),
                1,
                true)
            .values();

    double[] sums = new double[5];
    for (int i = 0; i < drawn.length; i++) {
      sums[i % 5] += drawn[i];
    }
    for (int d = 0; d < 5; d++) {
      double error = Math.sqrt(X[d] * (1 - X[d]) / ROUNDS);
      assertEquals(X[d], sums[d] / ROUNDS, 4 * error);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Binarisation.class,
      names = {"FIXED", "STOCHASTIC"})
  void aRowIsScoredAsTheSameDrawWhateverItsBlock(Binarisation binarisation) {
    AutoencoderSettings settings = AutoencoderData.with(SETTINGS, binarisation);
    double[] together = load(settings, AutoencoderData.block(7, X, X, X), 1, false).values();

    double[] alone = load(settings, AutoencoderData.block(9, X), 5, false).values();

    assertArrayEquals(Arrays.copyOfRange(together, 10, 15), alone);
  }

  @Test
  void dropoutLeavesTheMeanOfInputsAndTouchesNeitherValuesNorScores() {
    AutoencoderSettings settings = AutoencoderData.with(SETTINGS, 0.25, 0);
    DenseBlock block = AutoencoderData.block(7, X);
    double[] sums = new double[5];
    for (int round = 1; round <= ROUNDS; round++) {
      Batch<DenseBlock> batch = load(settings, block, round, true);
      assertArrayEquals(X, batch.values());
      for (int d = 0; d < 5; d++) {
        double input = batch.inputs()[d];
        assertTrue(input == 0 || Math.abs(input - X[d] / 0.75) < 1e-15, "input " + input);
        sums[d] += input;
      }
    }

    for (int d = 0; d < 5; d++) {
      double error = X[d] * Math.sqrt(0.25 / 0.75 / ROUNDS);
      assertEquals(X[d], sums[d] / ROUNDS, 4 * error);
    }
    assertArrayEquals(X, load(settings, block, 1, false).inputs());
  }

  /** Which rows drop what differs from row to row. */
  @Test
  void rowsDropInputsOfTheirOwn() {
    double[][] rows = new double[20][];
    Arrays.fill(rows, new double[] {1, 1, 1, 1, 1});

    double[] inputs =
        load(AutoencoderData.with(SETTINGS, 0.5, 0), AutoencoderData.block(0, rows), 1, true)
            .inputs();

    double[] first = Arrays.copyOf(inputs, 5);
    assertFalse(
        IntStream.range(1, 20)
            .allMatch(r -> Arrays.equals(first, Arrays.copyOfRange(inputs, 5 * r, 5 * r + 5))));
  }
}
