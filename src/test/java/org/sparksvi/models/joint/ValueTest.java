package org.sparksvi.models.joint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.sparksvi.autodiff.Graph;
import org.sparksvi.autodiff.Leaf;

/** Arithmetic of values: which stretch to which, and what they become. */
class ValueTest {
  private final Graph graph = Graph.ofDoubles();

  private Leaf leaf(int rows, int columns, double from) {
    Leaf leaf = graph.variable(rows, columns);
    double[] numbers = new double[rows * columns];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = from + 0.75 * i;
    }
    leaf.set(numbers, 0);
    return leaf;
  }

  private interface Plain {
    double of(double a, double b);
  }

  /** All sizes that stretch to 3 × 2, in both orders. */
  private void stretches(BinaryOperator<Value> values, Plain plain) {
    int[][] sizes = {{1, 1}, {1, 2}, {3, 1}, {3, 2}};
    for (int[] left : sizes) {
      for (int[] right : sizes) {
        Leaf a = leaf(left[0], left[1], 1.25);
        Leaf b = leaf(right[0], right[1], 2);
        Value result = values.apply(new Value(graph, a, false), new Value(graph, b, false));
        double[] actual = Derivatives.read(result);
        assertEquals(Math.max(left[0], right[0]), result.rows());
        assertEquals(Math.max(left[1], right[1]), result.columns());
        for (int i = 0; i < actual.length; i++) {
          int r = i / result.columns();
          int c = i % result.columns();
          double x = a.get(left[0] == 1 ? 0 : r, left[1] == 1 ? 0 : c);
          double y = b.get(right[0] == 1 ? 0 : r, right[1] == 1 ? 0 : c);
          assertEquals(plain.of(x, y), actual[i], 1e-14);
        }
        Derivatives.areCentralDifferences(result, a, b);
      }
    }
  }

  @Test
  void sizesStretch() {
    stretches(Value::plus, (x, y) -> x + y);
    stretches(Value::minus, (x, y) -> x - y);
    stretches(Value::times, (x, y) -> x * y);
    stretches(Value::over, (x, y) -> x / y);
    stretches((a, b) -> a.max(b.plus(0.1)), (x, y) -> Math.max(x, y + 0.1));
    stretches((a, b) -> a.min(b.plus(0.1)), (x, y) -> Math.min(x, y + 0.1));
  }

  @Test
  void sizesThatDoNotStretchAreNamed() {
    Value a = new Value(graph, leaf(3, 2, 0), false);
    Value b = new Value(graph, leaf(2, 2, 0), false);

    assertEquals(
        "values of 3 x 2 and 2 x 2 cannot be added: sizes must be equal, or 1",
        assertThrows(IllegalArgumentException.class, () -> a.plus(b)).getMessage());
    assertEquals(
        "values of 3 x 2 and 2 x 2 cannot be multiplied: sizes must be equal, or 1",
        assertThrows(IllegalArgumentException.class, () -> a.times(b)).getMessage());
  }

  @Test
  void functionsAreTheirNames() {
    Leaf leaf = leaf(1, 2, 0.5); // 0.5, 1.25
    Value x = new Value(graph, leaf, false);

    assertArrayEquals(new double[] {Math.expm1(0.5), Math.expm1(1.25)}, read(x.expm1()), 1e-15);
    assertArrayEquals(new double[] {Math.log1p(0.5), Math.log1p(1.25)}, read(x.log1p()), 1e-15);
    assertArrayEquals(new double[] {0.25, 0}, read(x.minus(0.75).times(-1).relu()), 1e-15);
    assertArrayEquals(new double[] {0.25, 0.5}, read(x.minus(0.75).abs()), 1e-15);
    assertArrayEquals(new double[] {2, 0.8}, read(x.reciprocal()), 1e-15);
    assertArrayEquals(new double[] {Math.sin(0.5), Math.sin(1.25)}, read(x.sin()), 1e-15);
    assertArrayEquals(new double[] {Math.cos(0.5), Math.cos(1.25)}, read(x.cos()), 1e-15);
    assertArrayEquals(new double[] {0.125, 1.953125}, read(x.pow(3)), 1e-15);
    assertArrayEquals(new double[] {0.5, 1}, read(x.clamp(0, 1)));
    assertArrayEquals(new double[] {0.5, 1.75}, read(x.cumulativeSums()));
    assertArrayEquals(new double[] {1.75}, read(x.rowSums()));
    assertArrayEquals(new double[] {1.25}, read(x.column(1)));
    assertArrayEquals(new double[] {0.5, 1.25, 0.5, 1.25}, read(x.above(x)));
    assertArrayEquals(
        new double[] {0.5, 0.5, 1.25, 1.25}, read(x.transpose().beside(x.transpose())));
    assertArrayEquals(new double[] {0.5, 1.25}, read(x.above(x).rows(1, 2)));
    assertArrayEquals(new double[] {0.5, 1.25}, read(x.above(x).reshape(4, 1).rows(2, 4)));
    assertArrayEquals(new double[] {0.25 + 1.5625}, read(x.dot(x)));
    assertArrayEquals(new double[] {1.25, 0.5, 1.25}, read(x.pick(1, 0, 1)));
    assertArrayEquals(new double[] {1.25}, read(x.transpose().pick(1)));
    assertArrayEquals(new double[] {0, 1, 0, 0}, read(x.constant(1).oneHot(4)));
  }

  private static double[] read(Value value) {
    return Derivatives.read(value);
  }
}
