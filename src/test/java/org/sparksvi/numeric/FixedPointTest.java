package org.sparksvi.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Fixed-point sums against big integers. */
class FixedPointTest {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  @Provide
  Arbitrary<Double> anyDouble() {
    return Arbitraries.longs().map(Double::longBitsToDouble);
  }

  @Property
  void anyOrderAndAnyGroupingGiveTheSameBits(
      @ForAll @Size(min = 1, max = 40) List<@From("anyDouble") Double> addends,
      @ForAll @IntRange(min = FixedPoint.MIN_EXPONENT, max = FixedPoint.MAX_EXPONENT) int exponent,
      @ForAll long shuffle) {
    double[] inOrder = addends.stream().mapToDouble(Double::doubleValue).toArray();
    Collections.shuffle(addends, new Random(shuffle));
    int cut = Math.floorMod(shuffle, addends.size());

    long[] expected = sum(DoubleStream.of(inOrder), exponent);
    long[] left = sum(addends.subList(0, cut).stream().mapToDouble(d -> d), exponent);
    long[] right = sum(addends.subList(cut, addends.size()).stream().mapToDouble(d -> d), exponent);

    assertEquals(expected[0], left[0] + right[0]);
    assertEquals(expected[1], FixedPoint.addPeaks(left[1], right[1]));
  }

  /** The sum of addends and the sum of their peaks, one addend at a time. */
  private static long[] sum(DoubleStream addends, int exponent) {
    long[] result = new long[2];
    addends.forEach(
        addend -> {
          double[] one = {addend};
          new Quantum(exponent).add(one, 0, 1, result, 0);
          result[1] = FixedPoint.addPeaks(result[1], FixedPoint.peak(one, 0, 1, exponent));
        });
    return result;
  }

  @Property
  void addendsAreRoundedToWholeQuantaHalfToEven(
      @ForAll long bits,
      @ForAll @IntRange(min = FixedPoint.MIN_EXPONENT, max = FixedPoint.MAX_EXPONENT) int exponent,
      @ForAll @IntRange(min = -54, max = 61) int size) {
    double value = nearQuanta(bits, exponent + size);

    long[] actual = new long[1];
    new Quantum(exponent).add(new double[] {value}, 0, 1, actual, 0);

    BigInteger expected =
        new BigDecimal(value)
            .multiply(TWO.pow(-exponent, new MathContext(2000)))
            .setScale(0, RoundingMode.HALF_EVEN)
            .toBigIntegerExact();
    assertEquals(expected.longValueExact(), actual[0]);
  }

  /** A double of random sign and significand whose size is about {@code 2^exponent}. */
  private static double nearQuanta(long bits, int exponent) {
    double significand = 1 + (bits >>> 12) * 0x1p-52;
    double value = Math.scalb(significand, Math.min(exponent, 1023));
    return (bits & 1) == 0 ? value : -value;
  }

  @Property
  void sumsAreReadAsTheNearestDouble(
      @ForAll long sum, @ForAll @IntRange(min = FixedPoint.MIN_EXPONENT, max = 960) int exponent) {
    double[] actual = new double[1];
    new Quantum(exponent).read(new long[] {sum}, 0, 1, actual, 0);

    BigDecimal exact = BigDecimal.valueOf(sum).multiply(power(exponent));
    assertEquals(exact.doubleValue(), actual[0]);
  }

  private static BigDecimal power(int exponent) {
    return exponent >= 0
        ? TWO.pow(exponent)
        : BigDecimal.ONE.divide(TWO.pow(-exponent), MathContext.UNLIMITED);
  }

  @Property
  void peaksBoundEveryAddendAndNoMore(
      @ForAll @Size(min = 1, max = 30) long[] bits,
      @ForAll @IntRange(min = FixedPoint.MIN_EXPONENT, max = 900) int exponent) {
    double[] values =
        IntStream.range(0, bits.length)
            .mapToDouble(i -> nearQuanta(bits[i], exponent + 10 + Math.floorMod(bits[i], 50)))
            .toArray();
    long[] sums = new long[values.length];
    new Quantum(exponent).add(values, 0, values.length, sums, 0);
    long largest = 0;
    for (long sum : sums) {
      largest = Math.max(largest, Math.abs(sum));
    }

    long peak = FixedPoint.peak(values, 0, values.length, exponent);

    assertTrue(largest <= peak << 22);
    // an addend may itself have been rounded down to a whole unit
    assertTrue(largest >= (peak - 1) << 22);
  }

  @Test
  void whatCannotFitIsTold() {
    for (double value : new double[] {0x1p62, -0x1p62, Double.MAX_VALUE, Double.NaN}) {
      assertFalse(FixedPoint.fits(FixedPoint.peak(new double[] {1, value, 2}, 0, 3, 0)));
    }
    assertFalse(FixedPoint.fits(FixedPoint.peak(new double[] {-1.0 / 0}, 0, 1, 1000)));
    assertTrue(FixedPoint.fits(FixedPoint.peak(new double[] {1, Double.NaN, 2}, 2, 1, 0)));

    long half = FixedPoint.peak(new double[] {0x1p61}, 0, 1, 0);
    assertTrue(FixedPoint.fits(half));
    assertFalse(FixedPoint.fits(FixedPoint.addPeaks(half, half)));
  }

  @Test
  void onlyTheRangeIsReadAndWritten() {
    long[] into = {7, 7, 7, 7};
    new Quantum(0).add(new double[] {9, 1.5, 2.5, 9}, 1, 2, into, 1);
    double[] out = {-1, -1, -1};
    new Quantum(-1).read(into, 1, 2, out, 1);

    assertArrayEquals(new long[] {7, 9, 9, 7}, into);
    assertArrayEquals(new double[] {-1, 4.5, 4.5}, out);
  }

  @Test
  void exponentsOutsideTheRangeAreRefused() {
    Exception refusal =
        assertThrows(IllegalArgumentException.class, () -> FixedPoint.quantum(1001));
    assertEquals(
        "the exponent of a quantum must be between -1074 and 1000, but was 1001",
        refusal.getMessage());
  }
}
