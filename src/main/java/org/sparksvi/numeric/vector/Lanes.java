package org.sparksvi.numeric.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.sparksvi.numeric.FloatFunctions;

/** The functions of {@link FloatFunctions}, step by step the same, on all lanes at once. */
final class Lanes {
  /**
   * The machine's vectors within 128 to 512 bits, or as many lanes as the system property
   * svi.kernel.lanes says. A constant, for the compiler to see through every operation.
   */
  static final VectorSpecies<Float> FLOATS = species();

  static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);
  static final int COUNT = FLOATS.length();

  // constants as vectors: broadcast in place, they use up what the compiler inlines into a loop
  private static final FloatVector EXP0 = all(FloatFunctions.EXP0);
  private static final FloatVector EXP1 = all(FloatFunctions.EXP1);
  private static final FloatVector EXP2 = all(FloatFunctions.EXP2);
  private static final FloatVector EXP3 = all(FloatFunctions.EXP3);
  private static final FloatVector EXP4 = all(FloatFunctions.EXP4);
  private static final FloatVector LOG0 = all(FloatFunctions.LOG0);
  private static final FloatVector LOG1 = all(FloatFunctions.LOG1);
  private static final FloatVector LOG2 = all(FloatFunctions.LOG2);
  private static final FloatVector LOG3 = all(FloatFunctions.LOG3);
  private static final FloatVector LOG4 = all(FloatFunctions.LOG4);
  private static final FloatVector LOG5 = all(FloatFunctions.LOG5);
  private static final FloatVector LOG6 = all(FloatFunctions.LOG6);
  private static final FloatVector PSI0 = all(FloatFunctions.PSI0);
  private static final FloatVector PSI1 = all(FloatFunctions.PSI1);
  private static final FloatVector PSI_SHIFTED = all(FloatFunctions.PSI_SHIFTED);
  private static final FloatVector EXP_LIMIT = all(FloatFunctions.EXP_LIMIT);
  private static final FloatVector LOG2_E = all(FloatFunctions.LOG2_E);
  private static final FloatVector ROUND = all(FloatFunctions.ROUND);
  private static final FloatVector ROUND_BIASED = all(FloatFunctions.ROUND_BIASED);
  private static final FloatVector LN2_HIGH = all(FloatFunctions.LN2_HIGH);
  private static final FloatVector LN2_LOW = all(FloatFunctions.LN2_LOW);
  private static final FloatVector MINUS_EXP_LIMIT = EXP_LIMIT.neg();
  private static final FloatVector MINUS_LN2_HIGH = LN2_HIGH.neg();
  private static final FloatVector MINUS_LN2_LOW = LN2_LOW.neg();
  private static final FloatVector MIN_NORMAL = all(Float.MIN_NORMAL);
  private static final FloatVector MINUS_HALF = all(-0.5f);
  private static final FloatVector MINUS_TWO = all(-2);
  private static final FloatVector ZERO = all(0);
  private static final FloatVector HALF = all(0.5f);
  private static final FloatVector THIRD = all(FloatFunctions.THIRD);
  private static final IntVector MAGNITUDE = IntVector.broadcast(INTS, Integer.MAX_VALUE);
  private static final IntVector SIGN = IntVector.broadcast(INTS, Integer.MIN_VALUE);
  private static final FloatVector ONE = all(1);
  private static final FloatVector TWO = all(2);
  private static final FloatVector THREE = all(3);
  static final FloatVector THREE_AND_A_HALF = all(3.5f);
  private static final IntVector TWO_THIRDS = IntVector.broadcast(INTS, FloatFunctions.TWO_THIRDS);
  private static final IntVector ROUND_BITS = bits(ROUND);

  private Lanes() {}

  private static VectorSpecies<Float> species() {
    int preferred = FloatVector.SPECIES_PREFERRED.length();
    int lanes = Integer.getInteger("svi.kernel.lanes", Math.max(4, Math.min(preferred, 16)));
    return switch (lanes) {
      case 4 -> FloatVector.SPECIES_128;
      case 8 -> FloatVector.SPECIES_256;
      case 16 -> FloatVector.SPECIES_512;
      default ->
          throw new IllegalArgumentException(
              "svi.kernel.lanes must be 4, 8 or 16, but was " + lanes);
    };
  }

  static FloatVector all(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }

  static FloatVector load(float[] values, int from) {
    return FloatVector.fromArray(FLOATS, values, from);
  }

  /** The exponential of numbers that are not above {@link FloatFunctions#EXP_LIMIT}. */
  static FloatVector expBelowLimit(FloatVector x) {
    FloatVector bounded = x.max(MINUS_EXP_LIMIT);
    FloatVector biased = bounded.fma(LOG2_E, ROUND_BIASED);
    FloatVector power = biased.sub(ROUND_BIASED);
    FloatVector r = power.fma(MINUS_LN2_LOW, power.fma(MINUS_LN2_HIGH, bounded));
    FloatVector q = r.fma(EXP4, EXP3);
    q = r.fma(q, EXP2);
    q = r.fma(q, EXP1);
    q = r.fma(q, EXP0);
    FloatVector p = r.mul(r).fma(q, r).add(ONE);
    return p.mul(bits(biased).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
  }

  static FloatVector exp(FloatVector x) {
    return expBelowLimit(x.min(EXP_LIMIT));
  }

  static FloatVector expm1(FloatVector x) {
    FloatVector bounded = x.max(MINUS_EXP_LIMIT).min(EXP_LIMIT);
    FloatVector biased = bounded.fma(LOG2_E, ROUND_BIASED);
    FloatVector power = biased.sub(ROUND_BIASED);
    FloatVector r = power.fma(MINUS_LN2_LOW, power.fma(MINUS_LN2_HIGH, bounded));
    FloatVector q = r.fma(EXP4, EXP3);
    q = r.fma(q, EXP2);
    q = r.fma(q, EXP1);
    q = r.fma(q, EXP0);
    FloatVector scale = bits(biased).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
    return r.mul(r).fma(q, r).fma(scale, scale.sub(ONE));
  }

  static FloatVector tanh(FloatVector x) {
    FloatVector e = expm1(x.abs().mul(MINUS_TWO));
    IntVector sizes = bits(e.neg().div(e.add(TWO))).and(MAGNITUDE);
    return sizes.or(bits(x).and(SIGN)).reinterpretAsFloats();
  }

  static FloatVector sigmoid(FloatVector x) {
    return ONE.div(exp(x.neg()).add(ONE));
  }

  static FloatVector softplus(FloatVector x) {
    return x.max(ZERO).add(log1p(exp(x.abs().neg())));
  }

  private static FloatVector log1p(FloatVector e) {
    VectorMask<Float> halved = e.compare(VectorOperators.GT, THIRD);
    FloatVector f = e.blend(e.sub(ONE).mul(HALF), halved);
    FloatVector i = ZERO.blend(ONE, halved);
    FloatVector p = f.fma(LOG6, LOG5);
    p = f.fma(p, LOG4);
    p = f.fma(p, LOG3);
    p = f.fma(p, LOG2);
    p = f.fma(p, LOG1);
    p = f.fma(p, LOG0);
    FloatVector tail = f.mul(f).fma(f.fma(p, MINUS_HALF), i.mul(LN2_LOW));
    return i.fma(LN2_HIGH, f.add(tail));
  }

  static FloatVector log(FloatVector x) {
    IntVector bits = bits(x.max(MIN_NORMAL));
    IntVector power = bits.sub(TWO_THIRDS).lanewise(VectorOperators.ASHR, 23);
    FloatVector f =
        bits.sub(power.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats().sub(ONE);
    FloatVector i = power.add(ROUND_BITS).reinterpretAsFloats().sub(ROUND);
    FloatVector p = f.fma(LOG6, LOG5);
    p = f.fma(p, LOG4);
    p = f.fma(p, LOG3);
    p = f.fma(p, LOG2);
    p = f.fma(p, LOG1);
    p = f.fma(p, LOG0);
    FloatVector tail = f.mul(f).fma(f.fma(p, MINUS_HALF), i.mul(LN2_LOW));
    VectorMask<Float> finite = x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY);
    return x.blend(i.fma(LN2_HIGH, f.add(tail)), finite);
  }

  static FloatVector digamma(FloatVector x) {
    return log(x.add(THREE_AND_A_HALF)).sub(digammaDeficit(x));
  }

  static FloatVector digammaDeficit(FloatVector x) {
    FloatVector u = x.min(PSI_SHIFTED);
    FloatVector y = u.mul(u.add(THREE));
    FloatVector numerator = u.fma(TWO, THREE).mul(y.fma(TWO, TWO));
    FloatVector reciprocals = numerator.div(y.mul(y.add(TWO)));
    FloatVector w = x.add(THREE_AND_A_HALF);
    FloatVector v = ONE.div(w.mul(w));
    return reciprocals.sub(v.mul(v.fma(PSI1, PSI0)));
  }

  static IntVector bits(FloatVector x) {
    return x.reinterpretAsInts();
  }
}
