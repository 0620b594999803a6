package org.sparksvi.numeric.vector;

import static org.sparksvi.numeric.FloatFunctions.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
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

  /** 0, 1, 2, ... */
  static final FloatVector INDEX = FloatVector.zero(FLOATS).addIndex(1);

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
    FloatVector bounded = x.max(all(-EXP_LIMIT));
    FloatVector biased = bounded.fma(all(LOG2_E), all(ROUND_BIASED));
    FloatVector power = biased.sub(all(ROUND_BIASED));
    FloatVector r = power.fma(all(-LN2_LOW), power.fma(all(-LN2_HIGH), bounded));
    FloatVector q = r.fma(all(EXP4), all(EXP3));
    q = r.fma(q, all(EXP2));
    q = r.fma(q, all(EXP1));
    q = r.fma(q, all(EXP0));
    FloatVector p = r.mul(r).fma(q, r).add(all(1));
    return p.mul(bits(biased).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
  }

  static FloatVector exp(FloatVector x) {
    return expBelowLimit(x.min(all(EXP_LIMIT)));
  }

  static FloatVector log(FloatVector x) {
    IntVector bits = bits(x.max(all(Float.MIN_NORMAL)));
    IntVector power = bits.sub(ints(TWO_THIRDS)).lanewise(VectorOperators.ASHR, 23);
    FloatVector f =
        bits.sub(power.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats().sub(all(1));
    FloatVector i =
        power.add(ints(Float.floatToRawIntBits(ROUND))).reinterpretAsFloats().sub(all(ROUND));
    FloatVector p = f.fma(all(LOG6), all(LOG5));
    p = f.fma(p, all(LOG4));
    p = f.fma(p, all(LOG3));
    p = f.fma(p, all(LOG2));
    p = f.fma(p, all(LOG1));
    p = f.fma(p, all(LOG0));
    FloatVector tail = f.mul(f).fma(f.fma(p, all(-0.5f)), i.mul(all(LN2_LOW)));
    return i.fma(all(LN2_HIGH), f.add(tail));
  }

  static FloatVector digamma(FloatVector x) {
    return log(x.add(all(3.5f))).sub(digammaDeficit(x));
  }

  static FloatVector digammaDeficit(FloatVector x) {
    FloatVector u = x.min(all(PSI_SHIFTED));
    FloatVector y = u.mul(u.add(all(3)));
    FloatVector numerator = u.fma(all(2), all(3)).mul(y.fma(all(2), all(2)));
    FloatVector reciprocals = numerator.div(y.mul(y.add(all(2))));
    FloatVector w = x.add(all(3.5f));
    FloatVector v = all(1).div(w.mul(w));
    return reciprocals.sub(v.mul(v.fma(all(PSI1), all(PSI0))));
  }

  static IntVector bits(FloatVector x) {
    return x.reinterpretAsInts();
  }

  private static IntVector ints(int value) {
    return IntVector.broadcast(INTS, value);
  }
}
