package org.sparksvi.models.mixture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.laws.Fits;
import org.sparksvi.laws.Oracle;
import org.sparksvi.model.Column;

/** Mixtures of multinomials and of Bernoullis. */
class CountMixtureTest {
  private static final int COLUMNS = 9;
  private static final double PSEUDO = 0.7;

  /** Rows that mostly hold the columns of one of three thirds. */
  private static double[][] drawn(int n, long seed) {
    Random random = new Random(seed);
    double[][] rows = new double[n][COLUMNS];
    for (int r = 0; r < n; r++) {
      for (int t = 0; t < 12; t++) {
        boolean mine = random.nextInt(8) > 0;
        rows[r][mine ? 3 * (r % 3) + random.nextInt(3) : random.nextInt(COLUMNS)]++;
      }
    }
    return rows;
  }

  private static MemoryBlocks<CountBlock> blocks(double[][] rows) {
    List<DataRow> list = new ArrayList<>();
    for (int r = 0; r < rows.length; r++) {
      double[] row = rows[r];
      int[] columns =
          java.util.stream.IntStream.range(0, COLUMNS).filter(w -> row[w] > 0).toArray();
      double[] counts = java.util.Arrays.stream(columns).mapToDouble(w -> row[w]).toArray();
      list.add(DataRow.counts(r, columns, counts));
    }
    return MemoryBlocks.pack(CountBlock::of, COLUMNS, list, 7);
  }

  private static MixtureModel<CountBlock> model(
      int components, CountFamily kind, ReadOutForm reading) {
    return new MixtureModel<>(
        Mixing.dirichlet(0.5), new CountComponents(components, COLUMNS, kind, reading, PSEUDO));
  }

  /** log of the Dirichlet-multinomial probability of all rows. */
  @Test
  void oneMultinomialHasTheEvidenceInClosedForm() {
    double[][] rows = drawn(20, 1);
    MemoryBlocks<CountBlock> blocks = blocks(rows);
    MixtureModel<CountBlock> model = model(1, CountFamily.MULTINOMIAL, ReadOutForm.POSTERIOR);

    Bundle parameters = Fits.batch(model, blocks, 2, 1).parameters();

    double[] after = new double[COLUMNS];
    double[] before = new double[COLUMNS];
    double evidence = 0;
    for (int w = 0; w < COLUMNS; w++) {
      before[w] = PSEUDO;
      after[w] = PSEUDO;
      for (double[] row : rows) {
        after[w] += row[w];
        evidence -= Oracle.logGamma(row[w] + 1);
      }
    }
    evidence += rows.length * Oracle.logGamma(13);
    evidence += Oracle.logBeta(after) - Oracle.logBeta(before);
    assertEquals(evidence, Fits.elbo(model, blocks, parameters), 1e-9);
  }

  @Test
  void oneBernoulliHasTheEvidenceInClosedForm() {
    double[][] rows = drawn(20, 2);
    MemoryBlocks<CountBlock> blocks = blocks(rows);
    MixtureModel<CountBlock> model = model(1, CountFamily.BERNOULLI, ReadOutForm.POSTERIOR);

    Bundle parameters = Fits.batch(model, blocks, 2, 1).parameters();

    double evidence = 0;
    for (int w = 0; w < COLUMNS; w++) {
      double there = 0;
      for (double[] row : rows) {
        there += row[w] > 0 ? 1 : 0;
      }
      evidence += Oracle.logBeta(PSEUDO + there, PSEUDO + rows.length - there);
      evidence -= Oracle.logBeta(PSEUDO, PSEUDO);
    }
    assertEquals(evidence, Fits.elbo(model, blocks, parameters), 1e-9);
  }

  static Stream<Arguments> kinds() {
    return Stream.of(CountFamily.values())
        .flatMap(kind -> Stream.of(ReadOutForm.values()).map(r -> Arguments.of(kind, r)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theThirdsAreFound(CountFamily kind, ReadOutForm reading) {
    MemoryBlocks<CountBlock> blocks = blocks(drawn(90, 3));
    MixtureModel<CountBlock> model = model(3, kind, reading);

    var fit = Fits.batch(model, blocks, 40, 5);

    double[] out = new double[7 * Column.width(model.output())];
    var transform = model.transforms(Fits.round(blocks, fit.parameters())).create();
    int right = 0;
    int[] labels = {-1, -1, -1};
    for (int b = 0; b < blocks.count(); b++) {
      CountBlock block = blocks.read(b);
      transform.transform(block, out);
      for (int r = 0; r < block.rows(); r++) {
        int third = (int) block.key(r) % 3;
        int label = (int) out[r * Column.width(model.output()) + 4];
        labels[third] = labels[third] < 0 ? label : labels[third];
        right += labels[third] == label ? 1 : 0;
      }
    }
    assertTrue(right >= 85, right + " of 90 with their third");
  }

  @Test
  void thereMustBeARowForEveryComponent() {
    MixtureModel<CountBlock> model = model(4, CountFamily.MULTINOMIAL, ReadOutForm.POSTERIOR);

    assertEquals(
        "there must be at least as many rows as components, but there are 3 rows for 4",
        assertThrows(
                IllegalArgumentException.class, () -> Fits.batch(model, blocks(drawn(3, 1)), 1, 1))
            .getMessage());
  }
}
