package org.sparksvi.laws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.RowDraws;
import org.sparksvi.models.mixture.GaussianDraws;
import org.sparksvi.random.Streams;

/** A drawn row depends on the seed and its number alone. */
class DrawLawsTest {
  private static final int ROWS = 150;

  /** What draws from a model at some parameters. */
  record DrawCase(String name, RowDraws draws, int columns) {

    static DrawCase of(ModelCase<DenseBlock, ?, ?> some, Function<Bundle, RowDraws> draws) {
      int columns = some.workload().training().read(0).columns();
      return new DrawCase(some.name(), draws.apply(some.somewhere(67)), columns);
    }

    double[] draw(long seed, long from, int rows) {
      double[] out = new double[rows * columns];
      draws.draw(new Streams(seed), from, rows, out);
      return out;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<DrawCase> draws() {
    return Stream.of(
            ModelCases.mixtures()
                .map(some -> DrawCase.of(some, at -> GaussianDraws.of(some.model(), at))),
            ModelCases.factors().map(some -> DrawCase.of(some, some.model()::draws)),
            AutoencoderCases.dense()
                .map(some -> DrawCase.of(some, at -> some.model().draws(at, false))),
            AutoencoderCases.dense()
                .map(some -> DrawCase.of(some, at -> some.model().draws(at, true))))
        .flatMap(cases -> cases);
  }

  @ParameterizedTest
  @MethodSource("draws")
  void aRowIsTheSameWhicheverAreDrawnWithIt(DrawCase some) {
    double[] all = some.draw(13, 0, ROWS);

    double[] part = some.draw(13, 37, 80);

    assertArrayEquals(Arrays.copyOfRange(all, 37 * some.columns(), 117 * some.columns()), part);
    assertFalse(Arrays.equals(all, some.draw(14, 0, ROWS)));
  }
}
