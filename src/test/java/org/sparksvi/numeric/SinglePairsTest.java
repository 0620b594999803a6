package org.sparksvi.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sums of floats in pairs against sums of whole numbers of any size. */
class SinglePairsTest {
  private static final int EXPONENT = -20;
  private static final int ADDENDS = 40;

  static FloatKernels[] kernels() {
    return FloatKernelsTest.kernels();
  }

  /** Of all sizes whose sum fits, halves of quanta among them, either sign. */
  private static float[][] addends(int n) {
    SplittableRandom random = new SplittableRandom(n);
    float[][] addends = new float[ADDENDS][n];
    for (float[] one : addends) {
      for (int i = 0; i < n; i++) {
        double size = Math.scalb(1.0, random.nextInt(-24, 4)) * random.nextDouble(-1, 1);
        boolean half = random.nextInt(3) == 0;
        one[i] = half ? (random.nextInt(-99, 99) + 0.5f) * 0x1p-20f : (float) size;
      }
    }
    return addends;
  }

  private static long quanta(float value) {
    return new BigDecimal(value)
        .multiply(BigDecimal.valueOf(1L << -EXPONENT))
        .setScale(0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void everySumIsThatOfAddendsRoundedOneByOne(FloatKernels kernels) {
    for (int n : new int[] {1, 2, 15, 16, 17, 64, 77}) {
      float[][] addends = addends(n);
      long[] expected = new long[n];
      long[] pairs = new long[SinglePairs.longs(n)];

      for (float[] one : addends) {
        kernels.addPairs(one, 0, n, 0x1p20f, pairs, 0);
        Arrays.setAll(expected, i -> expected[i] + quanta(one[i]));
      }

      float[] read = new float[n];
      kernels.readPairs(pairs, 0, n, 0x1p-20f, read, 0);
      for (int i = 0; i < n; i++) {
        assertEquals(new BigDecimal(expected[i]).floatValue() * 0x1p-20f, read[i]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void anyGroupingGivesTheSameLongs(FloatKernels kernels) {
    int n = 77;
    float[][] addends = addends(n);
    long[] inOrder = new long[SinglePairs.longs(n)];
    long[][] groups = new long[3][inOrder.length];

    for (int a = 0; a < addends.length; a++) {
      kernels.addPairs(addends[a], 0, n, 0x1p20f, inOrder, 0);
      kernels.addPairs(addends[addends.length - 1 - a], 0, n, 0x1p20f, groups[a * a % 3], 0);
    }

    long[] merged = new long[inOrder.length];
    Arrays.setAll(merged, i -> groups[2][i] + groups[0][i] + groups[1][i]);
    assertArrayEquals(inOrder, merged);
  }

  @Test
  void theLargestSumsOfBothSignsStayApart() {
    float largest = 0x1.fffffep29f; // just below 2^30 quanta of 1
    for (float sign : new float[] {1, -1}) {
      float[] values = {sign * largest, -sign * largest, -1, 1, 0.5f, 1.5f};
      for (FloatKernels kernels : kernels()) {
        long[] pairs = new long[3];
        kernels.addPairs(values, 0, 6, 1, pairs, 0);
        float[] read = new float[6];
        kernels.readPairs(pairs, 0, 6, 1, read, 0);

        assertArrayEquals(
            new float[] {sign * largest, -sign * largest, -1, 1, 0, 2}, read, kernels.name());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void thePeakTellsWhatFits(FloatKernels kernels) {
    long[] pairs = new long[20];
    float[] values = new float[40];

    for (float value : new float[] {3.25f, -3.25f}) {
      values[17] = value;
      int size = kernels.addPairs(values, 0, 40, 1, pairs, 0);
      assertEquals(4, SinglePairs.peak(size, 0)); // rounded up
      assertEquals(7, SinglePairs.peak(size, -1));
      assertEquals(4, SinglePairs.magnitude(4, 0));
    }
    for (float value : new float[] {Float.NaN, Float.NEGATIVE_INFINITY, 0x1p41f}) {
      values[17] = value;
      long peak = SinglePairs.peak(kernels.addPairs(values, 0, 40, 1, pairs, 0), 0);
      assertEquals(1L << 40, peak);
      assertEquals(Double.POSITIVE_INFINITY, SinglePairs.magnitude(peak, 0));
    }
    assertTrue(SinglePairs.fits((1L << 30) - 1));
    assertFalse(SinglePairs.fits(1L << 30));
    assertEquals(0x1p31, SinglePairs.magnitude(1L << 31, 0)); // known, although it does not fit
  }
}
