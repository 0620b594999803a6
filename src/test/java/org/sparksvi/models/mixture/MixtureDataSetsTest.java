package org.sparksvi.models.mixture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;

/** No batch round lowers the bound by 1e-9 of itself, on any data set that is shipped. */
class MixtureDataSetsTest {
  private static double[][] digits;

  @BeforeAll
  static void read() {
    digits = varied(Rows.digits());
  }

  /** Without the columns that are the same in all rows, which no mixture takes. */
  private static double[][] varied(double[][] rows) {
    int[] columns =
        IntStream.range(0, rows[0].length)
            .filter(d -> Arrays.stream(rows).anyMatch(row -> row[d] != rows[0][d]))
            .toArray();
    return Arrays.stream(rows)
        .map(row -> Arrays.stream(columns).mapToDouble(d -> row[d]).toArray())
        .toArray(double[][]::new);
  }

  /** Maximum likelihood, Dirichlet weights, a Dirichlet process. */
  private static Stream<MixtureModel<DenseBlock>> models(
      int components, int columns, Covariance covariance) {
    Gaussians posterior = Gaussians.posterior(GaussianPrior.DEFAULT);
    return Stream.of(
            List.of(Mixing.likelihood(), Gaussians.likelihood()),
            List.of(Mixing.dirichlet(1), posterior),
            List.of(Mixing.sticks(1), posterior))
        .map(
            parts ->
                new MixtureModel<>(
                    (Mixing) parts.get(0),
                    new GaussianComponents(
                        components, columns, covariance, (Gaussians) parts.get(1))));
  }

  private static void assertMonotone(
      double[][] rows, int components, Covariance covariance, int rounds, int... seeds) {
    MemoryBlocks<DenseBlock> blocks = Rows.blocks(rows, Math.max(50, rows.length / 6));
    for (int seed : seeds) {
      models(components, rows[0].length, covariance)
          .map(model -> Fits.batch(model, blocks, rounds, seed))
          .forEach(GaussianLikelihoodTest::assertMonotone);
    }
  }

  @Test
  void digitsVaryInSixtyOneColumns() {
    assertEquals(1797, digits.length);
    assertEquals(61, digits[0].length);
  }

  @ParameterizedTest
  @EnumSource(Covariance.class)
  void theBoundNeverFallsOnFaithful(Covariance covariance) {
    assertMonotone(Rows.faithful(), 4, covariance, 60, 1, 2, 3);
  }

  @ParameterizedTest
  @EnumSource(Covariance.class)
  void theBoundNeverFallsOnIris(Covariance covariance) {
    assertMonotone(Rows.iris(), 5, covariance, 60, 1, 2, 3);
  }

  @ParameterizedTest
  @EnumSource(Covariance.class)
  void theBoundNeverFallsOnDigits(Covariance covariance) {
    assertMonotone(digits, 3, covariance, 8, 1);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Covariance.class)
  void theBoundNeverFallsOnDigitsHoweverLong(Covariance covariance) {
    assertMonotone(digits, 10, covariance, 60, 2);
  }
}
