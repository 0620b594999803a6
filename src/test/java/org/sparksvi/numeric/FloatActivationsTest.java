package org.sparksvi.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Activations and sums of every implementation: their errors, and that all give the same bits. */
class FloatActivationsTest {
  private static final double ERROR = 1e-6;

  /** One rounding of a float for each term of a sum. */
  private static final double ROUNDING = 0x1p-24;

  private static final int MANY = 100_000;

  /** A kernel of a single argument, and what it computes. */
  record Activation(String name, Kernel kernel, DoubleUnaryOperator oracle) {
    @Override
    public String toString() {
      return name;
    }
  }

  interface Kernel {
    void run(FloatActivations activations, float[] x, int n, float[] out);
  }

  static FloatKernels[] kernels() {
    return FloatKernelsTest.kernels();
  }

  static Stream<Activation> activations() {
    DoubleUnaryOperator softplus = FloatActivationsTest::softplus;
    return Stream.of(
        new Activation("tanh", FloatActivations::tanh, StrictMath::tanh),
        new Activation("sigmoid", FloatActivations::sigmoid, FloatActivationsTest::sigmoid),
        new Activation("softplus", FloatActivations::softplus, softplus),
        new Activation("logSigmoid", FloatActivations::logSigmoid, x -> -softplus(-x)),
        new Activation("elu", FloatActivations::elu, x -> x > 0 ? x : StrictMath.expm1(x)),
        new Activation(
            "timesSigmoid",
            (a, x, n, out) -> a.timesSigmoid(-1, x, x, n, out),
            x -> x * sigmoid(-x)),
        new Activation(
            "within",
            (a, x, n, out) -> a.within(-0.5f, 3, x, x, n, out),
            x -> x >= -0.5 && x <= 3 ? x : 0));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  private static double softplus(double x) {
    return x > 0 ? x + StrictMath.log1p(StrictMath.exp(-x)) : StrictMath.log1p(StrictMath.exp(x));
  }

  static IntStream sizes() {
    return IntStream.rangeClosed(0, 100);
  }

  @ParameterizedTest
  @MethodSource("activations")
  void activationsAreWithinTheirError(Activation activation) {
    SplittableRandom random = new SplittableRandom(1);
    float[] x = new float[MANY];
    for (int i = 0; i < MANY; i++) {
      double size = i % 2 == 0 ? 87 : Math.exp(random.nextDouble(-60, 4.4));
      x[i] = (float) random.nextDouble(-size, size);
    }
    for (FloatKernels kernels : kernels()) {
      float[] out = new float[MANY];
      activation.kernel().run(kernels.activations(), x, MANY, out);

      for (int i = 0; i < MANY; i++) {
        double expected = activation.oracle().applyAsDouble(x[i]);
        double difference = Math.abs(out[i] - expected);
        if (!(difference <= ERROR * Math.abs(expected))) {
          assertEquals(expected, out[i], "at " + x[i] + ", " + kernels.name());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("activations")
  void activationsAtTheirEndsAreLimitsAndNotANumberStaysSo(Activation activation) {
    float[] x = new float[32];
    Arrays.fill(x, Float.POSITIVE_INFINITY);
    Arrays.fill(x, 0, 16, 1000);
    x[0] = 0;
    x[1] = -0f;
    x[2] = Float.NaN;
    x[31] = Float.NaN;
    float[] scalar = new float[32];
    float[] vector = new float[32];

    activation.kernel().run(kernels()[0].activations(), x, 32, scalar);
    activation.kernel().run(kernels()[1].activations(), x, 32, vector);

    assertArrayEquals(scalar, vector, activation.name());
    if (!activation.name().equals("within")) {
      assertTrue(Float.isNaN(scalar[2]) && Float.isNaN(scalar[31]));
    }
    if (!activation.name().equals("timesSigmoid")) {
      assertEquals(activation.oracle().applyAsDouble(1000), scalar[5]);
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void activationsGiveTheSameBitsScalarAndVectorAndWriteNoFurther(int size) {
    float[] x = uniform(new SplittableRandom(size), size, -95, 95);
    activations()
        .forEach(
            activation -> {
              float[] scalar = new float[size + 20];
              float[] vector = new float[size + 20];
              Arrays.fill(scalar, size, size + 20, 7);
              Arrays.fill(vector, 7);
              activation.kernel().run(kernels()[0].activations(), x, size, scalar);
              activation.kernel().run(kernels()[1].activations(), x, size, vector);
              assertEquals(-1, Arrays.mismatch(scalar, vector), activation.name());
            });
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void sumsGiveTheSameBitsScalarAndVector(int size) {
    float[] x = uniform(new SplittableRandom(size), size + 3, -9, 9);
    float[] y = uniform(new SplittableRandom(-size), size + 3, -9, 9);
    FloatSums scalar = kernels()[0].sums();
    FloatSums vector = kernels()[1].sums();
    float[] expected = new float[size + 3];
    float[] actual = new float[size + 3];

    scalar.exp(x, 3, size, 1, 0.5f, expected);
    vector.exp(x, 3, size, 1, 0.5f, actual);

    assertEquals(-1, Arrays.mismatch(expected, actual));
    assertEquals(scalar.sum(x, 3, size), vector.sum(x, 3, size));
    assertEquals(scalar.dot(x, y, 3, size), vector.dot(x, y, 3, size));
    assertEquals(scalar.sumOfExp(x, 3, size, 9), vector.sumOfExp(x, 3, size, 9));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void sumsAreThoseOfThePlainLoop(int size) {
    float[] x = uniform(new SplittableRandom(size), size + 2, 0.1, 3);
    float[] y = uniform(new SplittableRandom(-size), size + 2, 0.1, 3);
    double sum = 0;
    double dot = 0;
    double exp = 0;
    for (int i = 2; i < size + 2; i++) {
      sum += x[i];
      dot += (double) x[i] * y[i];
      exp += StrictMath.exp(x[i] - 3f);
    }
    for (FloatKernels kernels : kernels()) {
      FloatSums sums = kernels.sums();

      assertEquals(sum, sums.sum(x, 2, size), sum * size * ROUNDING);
      assertEquals(dot, sums.dot(x, y, 2, size), dot * size * ROUNDING);
      assertEquals(exp, sums.sumOfExp(x, 2, size, 3), exp * (size * ROUNDING + ERROR));
    }
  }

  private static float[] uniform(SplittableRandom random, int n, double from, double to) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) random.nextDouble(from, to);
    }
    return x;
  }
}
