package org.sparksvi.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every implementation of the float kernels keeps, and that all give the same bits. */
class FloatKernelsTest {
  private static final double EXP_ERROR = 2e-7;
  private static final double LOG_ERROR = 2e-7;
  private static final double DIGAMMA_ERROR = 1e-6;

  /** One rounding of a float for each term of a sum. */
  private static final double ROUNDING = 0x1p-24;

  private static final int MANY = 200_000;

  static FloatKernels[] kernels() {
    return new FloatKernels[] {FloatKernels.byName("scalar"), FloatKernels.byName("vector")};
  }

  static IntStream sizes() {
    return IntStream.rangeClosed(0, 200);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void everyKernelGivesTheSameBitsScalarAndVector(int size) {
    SplittableRandom random = new SplittableRandom(size);
    float[] positive = logUniform(random, size, 1e-30, 1e30);
    float[] alike = logUniform(random, size, 1e-3, 1e3);
    float[] exponents = uniform(random, size, -100, 100);
    float[] matrix = uniform(random, 7 * FloatKernels.padded(size), -1, 1);
    float[][] scalar = run(kernels()[0], size, positive, alike, exponents, matrix);
    float[][] vector = run(kernels()[1], size, positive, alike, exponents, matrix);

    for (int i = 0; i < scalar.length; i++) {
      for (int j = 0; j < scalar[i].length; j++) {
        assertEquals(
            Float.floatToRawIntBits(scalar[i][j]),
            Float.floatToRawIntBits(vector[i][j]),
            "kernel " + i + ", element " + j + " of " + size);
      }
    }
  }

  /** The first {@code n} results of each kernel; ranges start off the beginning where they may. */
  private static float[][] run(
      FloatKernels kernels,
      int n,
      float[] positive,
      float[] alike,
      float[] exponents,
      float[] matrix) {
    int room = FloatKernels.padded(n);
    float[][] out = new float[13][room + 5];
    kernels.digamma(positive, 0, n, out[0], 3);
    kernels.log(positive, 0, n, out[1], 1);
    kernels.exp(exponents, 0, n, 1e-30f, out[2], 2);
    kernels.exp(exponents, 0, n, 0, out[3], 0);
    kernels.divide(exponents, positive, n, out[4]);
    kernels.addScaled(0.3f, exponents, 0, n, out[5], 3);
    kernels.addScaled(-1.7f, alike, 0, n, out[5], 3);
    kernels.expDigammaShifted(alike, n, 1e-20f, out[6]);
    kernels.expDigammaShifted(positive, n, 0, out[7]);
    kernels.weightedRows(new float[] {0.1f, -2, 3, 0.7f, 1, 1, 5}, 7, matrix, room, n, out[8]);
    out[9][0] = kernels.max(exponents, 0, n);
    out[9][1] = kernels.max(exponents, n / 3, n - n / 3);
    out[9][2] = kernels.maxAbsDifference(alike, exponents, n);
    long[] pairs = new long[room + 3];
    out[9][3] = Float.intBitsToFloat(kernels.addPairs(exponents, 0, n, 0x1p21f, pairs, 2));
    kernels.addPairs(exponents, n / 3, n - n / 3, 0x1p-3f, pairs, 1);
    kernels.readPairs(pairs, 1, n, 0.7f, out[11], 3);
    kernels.readPairs(pairs, 2, n, 0x1p-21f, out[12], 0);
    out[9][4] = Float.intBitsToFloat(kernels.largestSize(exponents, n / 3, n - n / 3));
    for (int padded : new int[] {6, 7, 8}) {
      Arrays.fill(out[padded], n, out[padded].length, 0);
    }
    return out;
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void expIsWithinItsError(FloatKernels kernels) {
    float[] x = uniform(new SplittableRandom(1), MANY, -87, 88);
    float[] small = uniform(new SplittableRandom(2), MANY, -1, 1);

    assertAccurate(x, apply(x, kernels, 'e'), StrictMath::exp, EXP_ERROR, 0);
    assertAccurate(small, apply(small, kernels, 'e'), StrictMath::exp, EXP_ERROR, 0);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void logIsWithinItsError(FloatKernels kernels) {
    float[] x = logUniform(new SplittableRandom(1), MANY, 1e-37, 1e38);
    float[] nearOne = uniform(new SplittableRandom(2), MANY, 0.5, 2);

    assertAccurate(x, apply(x, kernels, 'l'), StrictMath::log, LOG_ERROR, 0);
    assertAccurate(nearOne, apply(nearOne, kernels, 'l'), StrictMath::log, LOG_ERROR, 0);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void digammaIsWithinItsError(FloatKernels kernels) {
    float[] wide = logUniform(new SplittableRandom(1), MANY, 1e-30, 1e30);
    float[] usual = logUniform(new SplittableRandom(2), MANY, 1e-3, 1e3);

    assertAccurate(wide, apply(wide, kernels, 'd'), SpecialFunctions::digamma, DIGAMMA_ERROR, 1);
    assertAccurate(usual, apply(usual, kernels, 'd'), SpecialFunctions::digamma, DIGAMMA_ERROR, 1);
  }

  private static float[] apply(float[] x, FloatKernels kernels, char function) {
    float[] out = new float[x.length];
    switch (function) {
      case 'e' -> kernels.exp(x, 0, x.length, 0, out, 0);
      case 'l' -> kernels.log(x, 0, x.length, out, 0);
      default -> kernels.digamma(x, 0, x.length, out, 0);
    }
    return out;
  }

  /** The error allowed is relative to the larger of {@code least} and the value. */
  private static void assertAccurate(
      float[] x, float[] actual, DoubleUnaryOperator oracle, double error, double least) {
    for (int i = 0; i < x.length; i++) {
      double expected = oracle.applyAsDouble(x[i]);
      double allowed = error * Math.max(least, Math.abs(expected));
      if (!(Math.abs(actual[i] - expected) <= allowed)) {
        assertEquals(expected, actual[i], allowed, "at " + x[i]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void expGivesTheFloorBelow(FloatKernels kernels) {
    float[] x = {-1e30f, -1000, -88.1f, -50, 0, Float.NEGATIVE_INFINITY};
    float[] zero = new float[6];
    float[] floored = new float[6];

    kernels.exp(x, 0, 6, 0, zero, 0);
    kernels.exp(x, 0, 6, 1e-10f, floored, 0);

    assertEquals("[0.0, 0.0, 0.0, 1.9287499E-22, 1.0, 0.0]", Arrays.toString(zero));
    assertEquals("[1.0E-10, 1.0E-10, 1.0E-10, 1.0E-10, 1.0, 1.0E-10]", Arrays.toString(floored));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void expDigammaShiftedIsTheExponentialOfADifference(FloatKernels kernels) {
    for (double lowest : new double[] {1e-30, 1e-4, 0.01, 0.5, 20}) {
      float[] x = logUniform(new SplittableRandom(3), 112, lowest, 100 * lowest);
      float floor = 1e-25f;
      float[] actual = new float[112];
      kernels.expDigammaShifted(x, 100, floor, actual);

      double[] psi = new double[100];
      Arrays.setAll(psi, k -> SpecialFunctions.digamma(x[k]));
      double largest = Arrays.stream(psi).max().getAsDouble();
      for (int k = 0; k < 100; k++) {
        double expected = Math.max(floor, StrictMath.exp(psi[k] - largest));
        double size = Math.max(1, Math.max(Math.abs(psi[k]), Math.abs(largest)));
        assertEquals(expected, actual[k], expected * DIGAMMA_ERROR * size);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void paddingHasNoInfluence(FloatKernels kernels) {
    for (int n : new int[] {1, 3, 15, 16, 17, 33}) {
      float[] x = Arrays.copyOf(uniform(new SplittableRandom(n), n, 0.1, 5), 48);
      float[] clean = new float[48];
      kernels.expDigammaShifted(x, n, 0, clean);
      for (float dirt : new float[] {1e30f, -1, Float.NaN, Float.POSITIVE_INFINITY, 0}) {
        Arrays.fill(x, n, 48, dirt);
        float[] actual = new float[48];
        kernels.expDigammaShifted(x, n, 0, actual);
        assertEquals(-1, Arrays.mismatch(clean, 0, n, actual, 0, n));
        kernels.weightedRows(new float[] {2}, 1, x, 48, n, actual);
        for (int j = 0; j < n; j++) {
          assertEquals(2 * x[j], actual[j]);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void onlyTheRangeIsWritten(FloatKernels kernels) {
    float[] x = uniform(new SplittableRandom(5), 40, 0.5, 2);
    for (int n : new int[] {0, 1, 5, 16, 21, 32}) {
      float[] out = new float[40];
      kernels.exp(x, 1, n, 0, out, 2);
      kernels.log(x, 1, n, out, 2);
      kernels.digamma(x, 1, n, out, 2);
      kernels.addScaled(1, x, 1, n, out, 2);
      for (int j = 0; j < 40; j++) {
        assertEquals(j >= 2 && j < 2 + n, out[j] != 0, "element " + j + " of " + n);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void weightedRowsIsAProductWithAMatrix(FloatKernels kernels) {
    for (int columns : new int[] {0, 1, 16, 20, 50, 64, 112, 130, 160, 500}) {
      for (int rows : new int[] {0, 1, 20, 155}) {
        SplittableRandom random = new SplittableRandom(columns + rows);
        int stride = FloatKernels.padded(columns);
        float[] matrix = uniform(random, rows * stride, 0, 1);
        float[] weight = uniform(random, rows, 0, 1);
        float[] out = new float[stride];

        kernels.weightedRows(weight, rows, matrix, stride, columns, out);

        for (int j = 0; j < columns; j++) {
          double expected = 0;
          for (int i = 0; i < rows; i++) {
            expected += (double) weight[i] * matrix[i * stride + j];
          }
          assertEquals(expected, out[j], expected * rows * ROUNDING);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void largestNumbersAreFoundAnywhere(FloatKernels kernels) {
    for (int n : new int[] {1, 4, 15, 16, 31, 100}) {
      for (int place = 0; place < n; place++) {
        float[] low = new float[n + 1];
        Arrays.fill(low, -3);
        low[n] = 9;
        float[] high = low.clone();
        high[place] = -1;

        assertEquals(-1, kernels.max(high, 0, n));
        assertEquals(2, kernels.maxAbsDifference(low, high, n));
        assertEquals(2, kernels.maxAbsDifference(high, low, n));
      }
    }
    assertEquals(Float.NEGATIVE_INFINITY, kernels.max(new float[0], 0, 0));
    assertEquals(0, kernels.maxAbsDifference(new float[0], new float[0], 0));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void notANumberStaysNotANumber(FloatKernels kernels) {
    float[] x = new float[32];
    Arrays.fill(x, 1);
    x[20] = Float.NaN;

    assertEquals(Float.NaN, apply(x, kernels, 'e')[20]);
    assertEquals(Float.NaN, apply(x, kernels, 'd')[20]);
    assertEquals(Float.NaN, kernels.max(x, 0, 32));
    assertEquals(Float.NaN, kernels.maxAbsDifference(x, new float[32], 32));
  }

  @Test
  void theBestIsTheVectorKernelWhereItsModuleIs() {
    assertTrue(FloatKernels.best().name().matches("vector-(128|256|512)"));
    assertInstanceOf(ScalarFloatKernels.class, FloatKernels.byName("scalar"));
  }

  @Test
  void unknownNamesAreRefused() {
    Exception refusal =
        assertThrows(IllegalArgumentException.class, () -> FloatKernels.byName("gpu"));
    assertEquals("the kernel must be 'scalar' or 'vector', but was 'gpu'", refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 100})
  void paddedSizesAreTheNextMultiple(int n) {
    int padded = FloatKernels.padded(n);

    assertEquals(0, padded % FloatKernels.PADDING);
    assertTrue(padded >= n && padded < n + FloatKernels.PADDING);
  }

  private static float[] uniform(SplittableRandom random, int n, double from, double to) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) random.nextDouble(from, to);
    }
    return x;
  }

  private static float[] logUniform(SplittableRandom random, int n, double from, double to) {
    float[] x = new float[FloatKernels.padded(n)];
    for (int i = 0; i < n; i++) {
      x[i] = (float) Math.exp(random.nextDouble(Math.log(from), Math.log(to)));
    }
    return x;
  }
}
