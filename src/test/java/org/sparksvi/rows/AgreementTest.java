package org.sparksvi.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Values by adjusted_rand_score of scikit-learn 1.9.1, on labels with these counts. */
class AgreementTest {
  private static final double ROUNDING = 1e-14;

  private static void assertIndex(double expected, long[][] table) {
    assertEquals(expected, Agreement.of(table).adjustedRand(), ROUNDING);
  }

  @Test
  void groupingsAreComparedAsScikitLearnDoes() {
    assertIndex(0.5714285714285714, new long[][] {{2, 0, 0}, {0, 1, 1}});
    assertIndex(0.20454545454545456, new long[][] {{1, 2, 0}, {2, 0, 1}, {0, 1, 3}});
  }

  @Test
  void namesOfGroupsDoNotMatterAndNothingInCommonIsNothing() {
    assertIndex(1, new long[][] {{0, 7}, {5, 0}});
    assertIndex(1, new long[][] {{9}});
    assertIndex(0, new long[][] {{4, 3}});
    assertEquals(0, Agreement.of(new long[0][]).rows());
    assertEquals(13, Agreement.of(new long[][] {{4, 3}, {6, 0}}).rows());
  }
}
