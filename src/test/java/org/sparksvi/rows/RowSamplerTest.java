package org.sparksvi.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparksvi.kind.Draws;
import org.sparksvi.random.Streams;

class RowSamplerTest {

  @Test
  void aDrawThatIsNoNumberIsNamedByColumnAndRow() {
    Draws draws =
        new Draws.Parameters(
            List.of("a", "b"),
            () ->
                (streams, from, rows, out) -> {
                  for (int i = 0; i < out.length; i++) {
                    out[i] = from + i / 2 == 12 && i % 2 == 1 ? Double.POSITIVE_INFINITY : 1;
                  }
                });
    RowSampler sampler = RowSampler.of(null, draws);

    assertEquals(2, sampler.draw(new Streams(1), 10, 2).size());
    assertEquals(
        "'b' of drawn row 12 must be finite, but is Infinity: what was learnt has no such numbers in a double",
        assertThrows(ArithmeticException.class, () -> sampler.draw(new Streams(1), 10, 3))
            .getMessage());
  }
}
