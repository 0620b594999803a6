package org.sparksvi.numeric.vector;

import static org.sparksvi.numeric.vector.Lanes.COUNT;
import static org.sparksvi.numeric.vector.Lanes.FLOATS;
import static org.sparksvi.numeric.vector.Lanes.all;
import static org.sparksvi.numeric.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;
import org.sparksvi.numeric.FloatFunctions;
import org.sparksvi.numeric.FloatSums;

/** The sums with one, two or four vectors of partial sums, by the number of lanes. */
final class VectorFloatSums implements FloatSums {
  @Override
  public float sum(float[] a, int from, int n) {
    int end = from + n / PARTS * PARTS;
    FloatVector p = FloatVector.zero(FLOATS);
    FloatVector q = p;
    FloatVector r = p;
    FloatVector s = p;
    for (int i = from; i < end; i += PARTS) {
      p = p.add(load(a, i));
      if (COUNT < PARTS) {
        q = q.add(load(a, i + COUNT));
      }
      if (COUNT < PARTS / 2) {
        r = r.add(load(a, i + 2 * COUNT));
        s = s.add(load(a, i + 3 * COUNT));
      }
    }
    float sum = total(p, q, r, s);
    for (int i = end; i < from + n; i++) {
      sum += a[i];
    }
    return sum;
  }

  @Override
  public float dot(float[] a, float[] b, int from, int n) {
    int end = from + n / PARTS * PARTS;
    FloatVector p = FloatVector.zero(FLOATS);
    FloatVector q = p;
    FloatVector r = p;
    FloatVector s = p;
    for (int i = from; i < end; i += PARTS) {
      p = load(a, i).fma(load(b, i), p);
      if (COUNT < PARTS) {
        q = load(a, i + COUNT).fma(load(b, i + COUNT), q);
      }
      if (COUNT < PARTS / 2) {
        r = load(a, i + 2 * COUNT).fma(load(b, i + 2 * COUNT), r);
        s = load(a, i + 3 * COUNT).fma(load(b, i + 3 * COUNT), s);
      }
    }
    float sum = total(p, q, r, s);
    for (int i = end; i < from + n; i++) {
      sum = Math.fma(a[i], b[i], sum);
    }
    return sum;
  }

  @Override
  public float sumOfExp(float[] a, int from, int n, float shift) {
    int end = from + n / PARTS * PARTS;
    FloatVector shifts = all(shift);
    FloatVector p = FloatVector.zero(FLOATS);
    FloatVector q = p;
    FloatVector r = p;
    FloatVector s = p;
    for (int i = from; i < end; i += PARTS) {
      p = p.add(Lanes.exp(load(a, i).sub(shifts)));
      if (COUNT < PARTS) {
        q = q.add(Lanes.exp(load(a, i + COUNT).sub(shifts)));
      }
      if (COUNT < PARTS / 2) {
        r = r.add(Lanes.exp(load(a, i + 2 * COUNT).sub(shifts)));
        s = s.add(Lanes.exp(load(a, i + 3 * COUNT).sub(shifts)));
      }
    }
    float sum = total(p, q, r, s);
    for (int i = end; i < from + n; i++) {
      sum += FloatFunctions.exp(a[i] - shift);
    }
    return sum;
  }

  /**
   * The partial sums, in the vectors that this number of lanes takes, added up as their law says.
   */
  private static float total(FloatVector p, FloatVector q, FloatVector r, FloatVector s) {
    return switch (COUNT) {
      case 4 -> {
        FloatVector sums = p.add(r).add(q.add(s));
        yield (sums.lane(0) + sums.lane(2)) + (sums.lane(1) + sums.lane(3));
      }
      case 8 -> {
        FloatVector sums = p.add(q);
        yield (half(sums, 0) + half(sums, 2)) + (half(sums, 1) + half(sums, 3));
      }
      default -> (quarter(p, 0) + quarter(p, 2)) + (quarter(p, 1) + quarter(p, 3));
    };
  }

  private static float half(FloatVector sums, int i) {
    return sums.lane(i) + sums.lane(i + 4);
  }

  private static float quarter(FloatVector sums, int i) {
    return (sums.lane(i) + sums.lane(i + 8)) + (sums.lane(i + 4) + sums.lane(i + 12));
  }

  @Override
  public void exp(float[] a, int from, int n, float shift, float scale, float[] out) {
    int end = from + FLOATS.loopBound(n);
    FloatVector shifts = all(shift);
    FloatVector scales = all(scale);
    for (int i = from; i < end; i += COUNT) {
      scales.mul(Lanes.exp(load(a, i).sub(shifts))).intoArray(out, i);
    }
    for (int i = end; i < from + n; i++) {
      out[i] = scale * FloatFunctions.exp(a[i] - shift);
    }
  }
}
