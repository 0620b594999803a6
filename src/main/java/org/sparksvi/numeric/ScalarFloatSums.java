package org.sparksvi.numeric;

/** The sums in plain Java, one partial sum after the other. */
final class ScalarFloatSums implements FloatSums {
  /** One term of a sum, added to what there is of it. */
  private interface Term {
    float add(float sum, float[] a, float[] b, int i, float shift);
  }

  private static final Term VALUE = (sum, a, b, i, shift) -> sum + a[i];
  private static final Term PRODUCT = (sum, a, b, i, shift) -> Math.fma(a[i], b[i], sum);
  private static final Term EXP = (sum, a, b, i, shift) -> sum + FloatFunctions.exp(a[i] - shift);

  @Override
  public float sum(float[] a, int from, int n) {
    return total(VALUE, a, a, from, n, 0);
  }

  @Override
  public float dot(float[] a, float[] b, int from, int n) {
    return total(PRODUCT, a, b, from, n, 0);
  }

  @Override
  public float sumOfExp(float[] a, int from, int n, float shift) {
    return total(EXP, a, a, from, n, shift);
  }

  private static float total(Term term, float[] a, float[] b, int from, int n, float shift) {
    int end = from + n / PARTS * PARTS;
    float even = part(term, a, b, from, end, shift, 0) + part(term, a, b, from, end, shift, 2);
    float odd = part(term, a, b, from, end, shift, 1) + part(term, a, b, from, end, shift, 3);
    float sum = even + odd;
    for (int i = end; i < from + n; i++) {
      sum = term.add(sum, a, b, i, shift);
    }
    return sum;
  }

  /** r_i, of four partial sums. */
  private static float part(
      Term term, float[] a, float[] b, int from, int end, float shift, int i) {
    float first = 0;
    float second = 0;
    float third = 0;
    float fourth = 0;
    for (int at = from + i; at < end; at += PARTS) {
      first = term.add(first, a, b, at, shift);
      second = term.add(second, a, b, at + 4, shift);
      third = term.add(third, a, b, at + 8, shift);
      fourth = term.add(fourth, a, b, at + 12, shift);
    }
    return (first + third) + (second + fourth);
  }

  @Override
  public void exp(float[] a, int from, int n, float shift, float scale, float[] out) {
    for (int i = from; i < from + n; i++) {
      out[i] = scale * FloatFunctions.exp(a[i] - shift);
    }
  }
}
