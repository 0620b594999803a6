package org.sparksvi.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The bound of an epoch, of lines whose data set has 10 rows of 4 units on average. */
class EpochBoundTest {
  private static final double GLOBAL_KL = 5;

  private static TraceLine line(
      long epoch, double rows, double units, double local, boolean evaluated) {
    double elbo = local - GLOBAL_KL;
    return new TraceLine(
        1,
        epoch,
        rows,
        units,
        0,
        OptionalDouble.empty(),
        local + 1,
        1,
        maybe(evaluated, GLOBAL_KL),
        maybe(evaluated, elbo),
        maybe(evaluated, elbo / 10),
        maybe(evaluated, elbo / (units * 10 / rows)),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static OptionalDouble maybe(boolean there, double value) {
    return there ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  @Test
  void isThatOfItsRowsAndNotOfTheLastMinibatch() {
    EpochBound bound = new EpochBound();

    bound.take(line(1, 10, 40, -7, true));
    bound.take(line(2, 4, 12, -100, true));
    bound.take(line(2, 4, 20, -120, false));
    bound.take(line(2, 2, 8, -60, true));

    double local = (4 * -100 + 4 * -120 + 2 * -60) / 10.0;
    assertEquals(local - GLOBAL_KL, bound.elbo().orElseThrow(), 1e-12);
    assertEquals((local - GLOBAL_KL) / 40, bound.elboPerUnit().orElseThrow(), 1e-12);
  }

  /** Bit for bit, where an epoch is one round. */
  @Test
  void isThatOfTheLineWhereThereIsOneRound() {
    EpochBound bound = new EpochBound();
    assertTrue(bound.elbo().isEmpty() && bound.elboPerUnit().isEmpty());
    TraceLine line = line(1, 7, 30, -1.0 / 3, true);

    bound.take(line(0, 3, 9, -11, true));
    bound.take(line);

    assertEquals(line.elbo(), bound.elbo());
    assertEquals(line.elboPerUnit(), bound.elboPerUnit());
  }
}
