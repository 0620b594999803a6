package org.sparksvi.models.factor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.laws.Fits;
import org.sparksvi.model.Contribution;

/** What is worked on in groups has the bits of plain loops. */
class FactorStepTest {
  private static final int ROWS = 11; // two groups of four, and three
  private static final int COLUMNS = 5;

  /**
   * Squares, where one column of every so-many-th row is missing.
   *
   * @param every 1 for all rows, above {@link #ROWS} for none
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100})
  void squaresAreAddedRowByRow(int every) {
    Random random = new Random(every);
    double[] weights = random.doubles(ROWS, 0.1, 3).toArray();
    double[] x = random.doubles(ROWS * COLUMNS, -5, 5).toArray();
    for (int r = every - 1; r < ROWS; r += every) {
      x[r * COLUMNS + 2] = Double.NaN;
    }
    long[] keys = LongStream.range(0, ROWS).toArray();
    DenseBlock block = new DenseBlock(0, COLUMNS, keys, weights, x);
    FactorModel model =
        new FactorModel(FactorSettings.of(COLUMNS, 2).withMissing(), Noise.DIAGONAL);
    double[][] first = FactorData.drawn(40, COLUMNS, 2, 0.5, 1);
    Bundle parameters = FactorData.batch(model, FactorData.blocks(first, 40), 2).parameters();

    Contribution found = new Contribution(model.layout());
    model
        .localSteps(Fits.round(FactorData.blocks(first, 40), parameters))
        .create()
        .accumulate(block, found);

    double[] centre = parameters.values(Moments.CENTRE);
    double scale = parameters.values(Moments.SCALE)[0];
    double[] expected = new double[COLUMNS];
    boolean startsComplete = every > 1; // patterns come in the order of their first rows
    for (boolean complete : new boolean[] {startsComplete, !startsComplete}) {
      for (int r = 0; r < ROWS; r++) {
        if (Double.isNaN(x[r * COLUMNS + 2]) == complete) {
          continue;
        }
        for (int d = 0; d < COLUMNS; d++) {
          double y = (x[r * COLUMNS + d] - centre[d]) / scale;
          expected[d] += Double.isNaN(y) ? 0 : weights[r] * y * y;
        }
      }
    }
    assertArrayEquals(
        expected, found.statistics().values(Moments.SQUARES), Arrays.toString(expected));
  }
}
