package org.sparksvi.job.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrueMixtureTest {
  private static final int ROWS = 60_000;
  private static final int COLUMNS = 3;
  private static final int COMPONENTS = 2;
  private static final double ERRORS = 5; // standard errors: the draws are fixed by the seed

  private final RowsSettings settings = new RowsSettings(ROWS, COLUMNS, COMPONENTS, 2, 10, 3, 1000);
  private final TrueMixture mixture = TrueMixture.draw(settings);

  @Test
  void rowsHaveTheWeightsMeansAndCovariancesOfTheTruth() {
    double[] counts = new double[COMPONENTS];
    double[] sums = new double[COMPONENTS * COLUMNS];
    double[] squares = new double[COMPONENTS * COLUMNS * COLUMNS];
    double[] row = new double[COLUMNS];
    double[] means = mixture.means();
    for (int n = 0; n < ROWS; n++) {
      int k = mixture.draw(n, row);
      counts[k]++;
      for (int i = 0; i < COLUMNS; i++) {
        double x = row[i] - means[k * COLUMNS + i];
        sums[k * COLUMNS + i] += x;
        for (int j = 0; j < COLUMNS; j++) {
          squares[(k * COLUMNS + i) * COLUMNS + j] += x * (row[j] - means[k * COLUMNS + j]);
        }
      }
    }

    double[] weights = mixture.weights();
    double[] covariances = mixture.covariances();
    assertEquals(1, Arrays.stream(weights).sum(), 1e-12);
    for (int k = 0; k < COMPONENTS; k++) {
      assertEquals(weights[k], counts[k] / ROWS, ERRORS * 0.5 / Math.sqrt(ROWS));
      for (int i = 0; i < COLUMNS; i++) {
        double own = covariances[(k * COLUMNS + i) * COLUMNS + i];
        assertTrue(own > 0.2, "no column is nearly constant");
        assertEquals(0, sums[k * COLUMNS + i] / counts[k], ERRORS * Math.sqrt(own / counts[k]));
        for (int j = 0; j < COLUMNS; j++) {
          int at = (k * COLUMNS + i) * COLUMNS + j;
          double both = own * covariances[(k * COLUMNS + j) * COLUMNS + j];
          double error = Math.sqrt((both + covariances[at] * covariances[at]) / counts[k]);
          assertEquals(covariances[at], squares[at] / counts[k], ERRORS * error);
        }
      }
    }
  }

  @Test
  void aRowIsTheSameWhereverItIsDrawn() {
    double[] first = new double[COLUMNS];
    double[] again = new double[COLUMNS];
    mixture.draw(17, first);
    mixture.draw(16, again);

    TrueMixture.draw(settings).draw(17, again);

    assertArrayEquals(first, again);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 2 | 3 | --rows must be at least 1, but was 0",
        "9 | 0 | 3 | --columns must be at least 1, but was 0",
        "9 | 2 | 0 | --components must be at least 1, but was 0",
        "9 | 9000 | 3 | --components times the square of --columns must be at most 67108864, but"
            + " was 2.43E8",
      })
  void settingsThatMakeNoSenseAreRefused(long rows, int columns, int components, String message) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class,
                () -> new RowsSettings(rows, columns, components, 2, 10, 3, 1000))
            .getMessage());
  }
}
