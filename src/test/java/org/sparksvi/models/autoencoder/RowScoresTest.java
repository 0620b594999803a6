package org.sparksvi.models.autoencoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.model.Column;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/** What is said of rows, against networks of plain loops and the same draws. */
class RowScoresTest {
  /** Relative to 1 or the number. */
  private static final double ROUNDING = 1e-11;

  private static final int SAMPLES = 3;
  private static final ScoreSettings SCORES = new ScoreSettings(SAMPLES, true, false);

  static Stream<Likelihood> likelihoods() {
    return AutoencoderData.likelihoods();
  }

  private static Autoencoder<DenseBlock> model(Likelihood likelihood) {
    return AutoencoderData.model(AutoencoderData.settings(likelihood), SCORES);
  }

  /** Draws of a row's scores, from q. */
  private static double[][] draws(PlainNetwork.Normals q, long key) {
    RandomStream stream = new Streams(AutoencoderData.SEED).stream(Purpose.LATENT, 0, key, 0);
    double[][] z = new double[SAMPLES][];
    for (int i = 0; i < SAMPLES; i++) {
      z[i] = q.at(new double[] {stream.normal(), stream.normal()}, 0);
    }
    return z;
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void transformsSayPosteriorReconstructionAndDensity(Likelihood likelihood) {
    double[][] x = AutoencoderData.rows(likelihood, 8, 4);
    Autoencoder<DenseBlock> model = model(likelihood);
    Bundle parameters = AutoencoderData.somewhere(model, AutoencoderData.blocks(x, 8), 0.3);
    DenseBlock block = AutoencoderData.block(100, x);

    double[][] rows = AutoencoderData.transform(model, parameters, block);

    PlainNetwork plain = new PlainNetwork(model.settings(), parameters);
    double[] centre = parameters.values("data.centre");
    double[] scale = parameters.values("data.scale");
    for (int r = 0; r < x.length; r++) {
      double[] row = x[r];
      PlainNetwork.Normals q = plain.encode(row);
      double[] reconstruction =
          Textbook.mean(likelihood, plain.decode(q.means()), Arrays.stream(row).sum());
      double[] logWeights =
          Arrays.stream(draws(q, 100 + r)).mapToDouble(z -> plain.logWeight(row, z, q)).toArray();
      double[] expected = new double[10];
      for (int j = 0; j < 2; j++) {
        expected[j] = q.means()[j];
        expected[2 + j] = Math.exp(2 * q.logDeviations()[j]);
      }
      for (int d = 0; d < 5; d++) {
        expected[4 + d] = centre[d] + scale[d] * reconstruction[d];
      }
      expected[9] = Textbook.logMeanExp(logWeights);
      for (int c = 0; c < 10; c++) {
        double tolerance = ROUNDING * (1 + Math.abs(expected[c]));
        assertEquals(expected[c], rows[r][c], tolerance, "row %d, column %d".formatted(r, c));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void heldOutRowsAddUpBoundsAndTheScoreThatIsAskedFor(boolean importance) {
    Poisson likelihood = new Poisson(true);
    double[][] x = AutoencoderData.rows(likelihood, 8, 4);
    Autoencoder<DenseBlock> model =
        AutoencoderData.model(
            AutoencoderData.settings(likelihood), new ScoreSettings(SAMPLES, importance, false));
    MemoryBlocks<DenseBlock> blocks = AutoencoderData.blocks(x, 8);
    Bundle parameters = AutoencoderData.somewhere(model, blocks, 0.3);

    Contribution scores = AutoencoderData.scores(model, parameters, blocks.read(0));

    PlainNetwork plain = new PlainNetwork(model.settings(), parameters);
    double bound = 0;
    double density = 0;
    for (int r = 0; r < x.length; r++) {
      double[] row = x[r];
      double weight = r % 2 == 0 ? 0.5 : 1.5;
      PlainNetwork.Normals q = plain.encode(row);
      double[][] draws = draws(q, r);
      double likely =
          Arrays.stream(draws)
              .mapToDouble(z -> plain.logLikelihood(row, z))
              .average()
              .orElseThrow();
      bound += weight * (likely - q.divergence());
      density +=
          weight
              * Textbook.logMeanExp(
                  Arrays.stream(draws).mapToDouble(z -> plain.logWeight(row, z, q)).toArray());
    }
    double tolerance = ROUNDING * Math.abs(bound);
    assertEquals(bound, scores.get(Term.HELD_OUT_BOUND), tolerance);
    assertEquals(
        importance ? density : bound, scores.get(Term.HELD_OUT_LOG_PROBABILITY), tolerance);
    assertEquals(8, scores.get(Term.HELD_OUT_UNITS));
    assertEquals(0, scores.get(Term.HELD_OUT_REFINED_BOUND));
  }

  /** More rows than one graph holds, in another order, cut otherwise. */
  @Test
  void scoresDependOnNeitherBlocksNorOrder() {
    double[][] x = AutoencoderData.rows(AutoencoderData.ISOTROPIC, 1100, 4);
    Autoencoder<DenseBlock> model = model(AutoencoderData.ISOTROPIC);
    Bundle parameters = AutoencoderData.somewhere(model, AutoencoderData.blocks(x, 1100), 0.3);
    double[][] together = AutoencoderData.transform(model, parameters, AutoencoderData.block(0, x));
    List<DataRow> backwards = new ArrayList<>();
    for (int r = x.length - 1; r >= 0; r--) {
      backwards.add(DataRow.of(r, x[r]));
    }

    for (DenseBlock block :
        MemoryBlocks.pack(DenseBlock::of, AutoencoderData.COLUMNS, backwards, 97).blocks()) {
      double[][] rows = AutoencoderData.transform(model, parameters, block);

      for (int r = 0; r < rows.length; r++) {
        assertArrayEquals(together[(int) block.key(r)], rows[r], 1e-9, "row " + block.key(r));
      }
    }
  }

  @Test
  void scoresAreTheSameInEveryRound() {
    double[][] x = AutoencoderData.rows(new Bernoulli(), 6, 4);
    Autoencoder<DenseBlock> model = model(new Bernoulli());
    MemoryBlocks<DenseBlock> blocks = AutoencoderData.blocks(x, 6);
    Bundle parameters = AutoencoderData.somewhere(model, blocks, 0.3);
    double[] bounds =
        IntStream.of(1, 2, 50)
            .mapToDouble(
                number -> {
                  Contribution sum = new Contribution(model.layout());
                  Round round = AutoencoderData.round(number, 6, parameters);
                  model.scorers(round).create().accumulate(blocks.read(0), sum);
                  return sum.get(Term.HELD_OUT_LOG_PROBABILITY);
                })
            .toArray();

    assertEquals(bounds[0], bounds[1]);
    assertEquals(bounds[0], bounds[2]);
  }

  @Test
  void sparseCountsAreReadAsTheDenseRowsTheyAre() {
    NegativeBinomial likelihood = new NegativeBinomial(true);
    double[][] x = AutoencoderData.rows(likelihood, 8, 4);
    Autoencoder<DenseBlock> dense = model(likelihood);
    Autoencoder<CountBlock> sparse =
        new Autoencoder<>(dense.settings(), new CountObservations(), SCORES);
    Bundle parameters = AutoencoderData.somewhere(dense, AutoencoderData.blocks(x, 8), 0.3);
    Round round = AutoencoderData.round(3, 8, parameters);
    List<DataRow> rows = new ArrayList<>();
    for (int r = 0; r < x.length; r++) {
      double[] row = x[r];
      int[] columns = IntStream.range(0, row.length).filter(d -> row[d] > 0).toArray();
      double[] counts = Arrays.stream(columns).mapToDouble(d -> row[d]).toArray();
      rows.add(DataRow.counts(r, columns, counts));
    }
    CountBlock block = CountBlock.of(0, 5, rows);

    Contribution sum = new Contribution(sparse.layout());
    sparse.localSteps(round).create().accumulate(block, sum);
    double[] out = new double[8 * Column.width(sparse.output())];
    sparse.transforms(AutoencoderData.round(1, 1, parameters)).create().transform(block, out);

    DenseBlock same = AutoencoderData.block(0, x);
    Contribution expected = AutoencoderData.alone(dense, round, same);
    assertEquals(expected.localElbo(), sum.localElbo());
    assertArrayEquals(
        expected.statistics().values("encoder.0.weights"),
        sum.statistics().values("encoder.0.weights"));
    double[] of =
        Arrays.stream(AutoencoderData.transform(dense, parameters, same))
            .flatMapToDouble(Arrays::stream)
            .toArray();
    assertArrayEquals(of, out);
  }
}
