package org.sparksvi.numeric.vector;

import static org.sparksvi.numeric.vector.Lanes.COUNT;
import static org.sparksvi.numeric.vector.Lanes.FLOATS;
import static org.sparksvi.numeric.vector.Lanes.INTS;
import static org.sparksvi.numeric.vector.Lanes.all;
import static org.sparksvi.numeric.vector.Lanes.bits;
import static org.sparksvi.numeric.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.sparksvi.numeric.ScalarFloatKernels;

/** Sums of floats in pairs, on all lanes at once; what is left over is done one by one. */
final class PairLanes {
  private static final VectorSpecies<Long> LONGS = FLOATS.withLanes(long.class);
  private static final ScalarFloatKernels REST = new ScalarFloatKernels();

  /** Adding it rounds what is below 2^22 to a whole number, half to even, in its last bits. */
  private static final FloatVector ROUND = all(0x1.8p23f);

  private static final IntVector ROUND_BITS = bits(ROUND);
  private static final FloatVector HALF_SCALE = all(0x1p16f);
  private static final FloatVector INVERSE_HALF_SCALE = all(0x1p-16f);
  private static final IntVector SIZE = IntVector.broadcast(INTS, Integer.MAX_VALUE);

  private PairLanes() {}

  static int add(float[] values, int from, int n, float perQuantum, long[] into, int intoFrom) {
    int whole = FLOATS.loopBound(n);
    FloatVector scale = all(perQuantum);
    IntVector largest = IntVector.zero(INTS);
    for (int j = 0; j < whole; j += COUNT) {
      FloatVector value = load(values, from + j);
      largest = largest.max(bits(value).and(SIZE));
      int at = intoFrom + (j >> 1);
      pairs(rounded(value.mul(scale)))
          .add(LongVector.fromArray(LONGS, into, at))
          .intoArray(into, at);
    }
    int rest =
        REST.addPairs(values, from + whole, n - whole, perQuantum, into, intoFrom + (whole >> 1));
    return Math.max(largest.reduceLanes(VectorOperators.MAX), rest);
  }

  /** Numbers below 2^30 rounded half to even: the upper half first, what it leaves is exact. */
  private static IntVector rounded(FloatVector x) {
    FloatVector biased = x.mul(INVERSE_HALF_SCALE).add(ROUND);
    FloatVector rest = x.sub(biased.sub(ROUND).mul(HALF_SCALE));
    IntVector upper = bits(biased).sub(ROUND_BITS);
    IntVector lower = bits(rest.add(ROUND)).sub(ROUND_BITS);
    return upper.lanewise(VectorOperators.LSHL, 16).add(lower);
  }

  /** {@code v₀ + 2^32 v₁} of neighbours: a negative lower number borrows from the upper one. */
  private static LongVector pairs(IntVector numbers) {
    return numbers.reinterpretAsLongs().add(borrow(numbers));
  }

  /** −2^32 where the lower number of a pair is negative, else 0. */
  private static LongVector borrow(IntVector numbers) {
    return numbers
        .lanewise(VectorOperators.ASHR, Integer.SIZE - 1)
        .reinterpretAsLongs()
        .lanewise(VectorOperators.LSHL, Integer.SIZE);
  }

  static void read(long[] sums, int from, int n, float factor, float[] out, int outFrom) {
    int whole = FLOATS.loopBound(n);
    FloatVector scale = all(factor);
    for (int j = 0; j < whole; j += COUNT) {
      LongVector pairs = LongVector.fromArray(LONGS, sums, from + (j >> 1));
      IntVector numbers = pairs.sub(borrow(pairs.reinterpretAsInts())).reinterpretAsInts();
      FloatVector rounded = (FloatVector) numbers.convert(VectorOperators.I2F, 0);
      rounded.mul(scale).intoArray(out, outFrom + j);
    }
    REST.readPairs(sums, from + (whole >> 1), n - whole, factor, out, outFrom + whole);
  }

  static int largestSize(float[] values, int from, int n) {
    int whole = FLOATS.loopBound(n);
    IntVector largest = IntVector.zero(INTS);
    for (int j = 0; j < whole; j += COUNT) {
      largest = largest.max(bits(load(values, from + j)).and(SIZE));
    }
    int rest = REST.largestSize(values, from + whole, n - whole);
    return Math.max(largest.reduceLanes(VectorOperators.MAX), rest);
  }
}
