package org.sparksvi.models.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.sparksvi.autodiff.Leaf;

/** Derivatives of values, against central differences. */
final class Derivatives {
  private static final double STEP = 1e-5;

  /** Central differences err by step² times third derivatives, below 1e4 where this is used. */
  private static final double TOLERANCE = 3e-6;

  private Derivatives() {}

  /** Of a weighted sum of the value's elements, by every element of the leaves. */
  static void areCentralDifferences(Value value, Leaf... leaves) {
    double[] seed = new double[value.rows() * value.columns()];
    Arrays.setAll(seed, i -> 1 + 0.25 * i);
    for (int l = 0; l < leaves.length; l++) {
      Leaf leaf = leaves[l];
      weighed(value, seed);
      value.graph().backward(value.node(), seed);
      double[] actual = new double[leaf.rows() * leaf.columns()];
      leaf.readDerivative(actual);
      double[] numbers = new double[actual.length];
      leaf.read(numbers);
      for (int i = 0; i < numbers.length; i++) {
        double number = numbers[i];
        double step = STEP * (number == 0 ? 1 : Math.abs(number));
        numbers[i] = number + step;
        leaf.set(numbers, 0);
        double up = weighed(value, seed);
        numbers[i] = number - step;
        leaf.set(numbers, 0);
        double down = weighed(value, seed);
        numbers[i] = number;
        leaf.set(numbers, 0);
        double expected = (up - down) / (2 * step);
        double allowed = TOLERANCE * Math.max(1, Math.abs(expected));
        assertEquals(expected, actual[i], allowed, "leaf " + l + ", element " + i);
      }
    }
  }

  private static double weighed(Value value, double[] seed) {
    double[] numbers = read(value);
    double sum = 0;
    for (int k = 0; k < numbers.length; k++) {
      sum += seed[k] * numbers[k];
    }
    return sum;
  }

  /** Evaluates. */
  static double[] read(Value value) {
    value.graph().forward(value.node());
    double[] numbers = new double[value.rows() * value.columns()];
    value.node().read(numbers);
    return numbers;
  }
}
