package org.sparksvi.models.mixture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Values by silhouette_score of scikit-learn 1.9.1. */
class SilhouetteTest {
  private static final double ROUNDING = 1e-12;

  @Test
  void aFewRowsAndOneThatIsAlone() {
    double[] rows = {0, 0, 0, 1, 3, 0, 4, 0, 9, 9};

    assertEquals(
        0.5737993733741965,
        new Silhouette(rows, new int[] {0, 0, 1, 1, 2}, 4).mean(),
        ROUNDING,
        "a component without rows is nobody's neighbour");
  }

  /** The species of the irises, 50 rows each, as labels. */
  @Test
  void irises() {
    double[][] irises = Rows.iris();
    double[] values = new double[600];
    int[] labels = new int[150];
    for (int r = 0; r < irises.length; r++) {
      System.arraycopy(irises[r], 0, values, 4 * r, 4);
      labels[r] = r / 50;
    }

    assertEquals(0.5034774406932961, new Silhouette(values, labels, 3).mean(), ROUNDING);
  }

  @Test
  void oneComponentHasNoNeighbour() {
    assertTrue(Double.isNaN(new Silhouette(new double[] {1, 2}, new int[] {1, 1}, 2).mean()));
  }
}
