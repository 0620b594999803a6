package org.sparksvi.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.laws.Oracle;

/** The Dirichlet family; mean logs come from the tests' own digamma. */
class DirichletTest {
  /** The equations lose about 1 + log10 of the parameter digits of 16. */
  private static final double RECOVERED = 1e-9;

  @ParameterizedTest
  @CsvSource({
    "2, 1e-3",
    "2, 0.1",
    "2, 1",
    "2, 1e3",
    "3, 1e-3",
    "50, 1e-3",
    "50, 0.02",
    "50, 7.3",
    "50, 1e3",
    "10000, 1e-3",
    "10000, 0.1",
    "10000, 1e3",
    "1000000, 0.01"
  })
  void aSymmetricParameterIsRecovered(int n, double a) {
    double meanLog = Oracle.digamma(a) - Oracle.digamma(n * a);

    double found = Dirichlet.symmetricFromMeanLog(meanLog, n);

    assertEquals(1, found / a, RECOVERED);
  }

  @Provide
  Arbitrary<Double> parameter() {
    return Arbitraries.doubles().between(-3, 3).ofScale(5).map(log -> Math.pow(10, log));
  }

  @Property(tries = 300)
  void parametersAreRecovered(@ForAll @Size(min = 2, max = 60) List<@From("parameter") Double> of) {
    assertRecovered(of.stream().mapToDouble(Double::doubleValue).toArray());
  }

  @ParameterizedTest
  @CsvSource({
    "1e-3, 1e-3, 1e-3",
    "1e3, 1e3, 1e3",
    "1e-3, 1, 1e3",
    "1e3, 1e-3, 1e-3",
    "0.5, 0.5, 100"
  })
  void extremeParametersAreRecovered(double a, double b, double c) {
    assertRecovered(a, b, c);
  }

  @Test
  void parametersOfALargeVocabularyAreRecovered() {
    double[] a = new double[5000];
    Arrays.setAll(a, w -> 0.001 + 10.0 / (1 + w));

    assertRecovered(a);
  }

  private static void assertRecovered(double... a) {
    double[] found = Dirichlet.fromMeanLog(meanLog(a));

    for (int k = 0; k < a.length; k++) {
      int component = k;
      assertEquals(
          1,
          found[k] / a[k],
          RECOVERED,
          () -> "component %d of %s".formatted(component, Arrays.toString(a)));
    }
  }

  private static double[] meanLog(double[] a) {
    double ofSum = Oracle.digamma(Arrays.stream(a).sum());
    return Arrays.stream(a).map(value -> Oracle.digamma(value) - ofSum).toArray();
  }

  /** Mean logs of no single Dirichlet: averages over observations that differ. */
  @Property(tries = 100)
  void theEstimateIsStationary(
      @ForAll @Size(value = 4) List<@From("parameter") Double> first,
      @ForAll @Size(value = 4) List<@From("parameter") Double> second) {
    double[] a = meanLog(first.stream().mapToDouble(Double::doubleValue).toArray());
    double[] b = meanLog(second.stream().mapToDouble(Double::doubleValue).toArray());
    double[] mean = new double[4];
    Arrays.setAll(mean, k -> (a[k] + b[k]) / 2);

    double[] found = Dirichlet.fromMeanLog(mean);

    assertArrayEquals(
        mean, meanLog(found), 1e-9 * Arrays.stream(mean).map(Math::abs).max().orElse(1));
  }

  @Test
  void degenerateDataStaysInsideTheLimits() {
    double[] found = Dirichlet.fromMeanLog(new double[] {-1e300, -1e-300});
    double huge = Dirichlet.symmetricFromMeanLog(-Math.log(4), 4);
    double tiny = Dirichlet.symmetricFromMeanLog(-1e12, 4);

    assertTrue(Arrays.stream(found).allMatch(a -> a >= 1e-6 && a <= 1e6), Arrays.toString(found));
    assertEquals(1, huge / 1e6, RECOVERED);
    assertEquals(1, tiny / 1e-6, RECOVERED);
  }

  /** On one point every parameter is as probable. */
  @Test
  void theOnlyPointOfOneComponentGivesOne() {
    assertEquals(1, Dirichlet.symmetricFromMeanLog(0, 1));
    assertArrayEquals(new double[] {1}, Dirichlet.fromMeanLog(new double[] {0}));
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "0.001, 2, 30", "1e3, 1e-3, 5", "0.5, 0.5, 0.5"})
  void logBetaIsTheLogNormaliser(double a, double b, double c) {
    double expected = Oracle.logBeta(a, b, c);

    assertEquals(
        expected, Dirichlet.logBeta(new double[] {a, b, c}), 1e-13 * (1 + Math.abs(expected)));
  }
}
