package org.sparksvi.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparksvi.kind.Parts;

class ReplicatesTest {
  private static final double ROUNDING = 1e-12;

  private static Parts<double[]> parts(boolean[] used, double[]... vectors) {
    return new Parts<>("topics", List.of(vectors), used, Parts::cosine);
  }

  /** The same parts in another order; one that is not in use has no partner and no similarity. */
  @Test
  void partsAreMatchedWhateverTheirOrder() {
    Parts<?> first =
        parts(
            new boolean[] {true, false, true},
            new double[] {1, 0},
            new double[] {1, 1},
            new double[] {0, 2});
    Parts<?> other =
        parts(
            new boolean[] {true, true, false},
            new double[] {0, 1},
            new double[] {3, 4},
            new double[] {1, 0});

    assertArrayEquals(new double[] {0.6, 0, 1}, Replicates.matched(first, other), ROUNDING);
  }

  @Test
  void aPartWithoutAPartnerIsNotFoundAgain() {
    Parts<?> two = parts(new boolean[] {true, true}, new double[] {1, 0}, new double[] {0, 1});
    Parts<?> one = parts(new boolean[] {true}, new double[] {0, 1});

    double[] similarities = Replicates.matched(two, one);
    Replicates judged = Replicates.judged(two, new double[][] {similarities, {1, 1}});

    assertArrayEquals(new double[] {0, 1}, similarities, ROUNDING);
    assertEquals(List.of(0.5, 1.0), judged.similarity());
    assertEquals("partly", judged.finding().word());
  }
}
