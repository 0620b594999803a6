package org.sparksvi.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Domain;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;

/** Pairs of a search as memory of a state. */
class AscendedTest {
  private static final Layout LAYOUT =
      Layout.of(Field.ascended("mean", 1, 1), Field.ascended("log", 1, 2).within(Domain.LOGARITHM));

  /** A state whose numbers are outside their domain is not saved, and a training ends there. */
  @Test
  void differencesOfGradientsByLogarithmsMayBeAnyNumbers() {
    Ascended fields = new Ascended(LAYOUT, 2);
    Pair pair =
        new Pair(new Flat(new double[] {1, 0.5, -0.5}), new Flat(new double[] {3000, 662, -1e5}));

    List<Bundle> memory = fields.memory(List.of(pair));

    for (Bundle bundle : memory) {
      assertEquals(Optional.empty(), bundle.problem());
    }
    Pair again = fields.pairs(memory).get(0);
    assertArrayEquals(pair.pull().values(), again.pull().values());
    assertArrayEquals(pair.step().values(), again.step().values());
  }
}
