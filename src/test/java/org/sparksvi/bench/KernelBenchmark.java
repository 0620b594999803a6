package org.sparksvi.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.sparksvi.numeric.FloatKernels;
import org.sparksvi.numeric.SpecialFunctions;

/** Time of one call of the hot kernels: on vectors, in plain floats, and in a plain double loop. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Tag("bench")
public class KernelBenchmark {

  /** A matrix of the size of one document: its word types by the topics, or the reverse. */
  @State(Scope.Benchmark)
  public static class Product {
    @Param({"155x112", "112x160", "64x80"})
    String size;

    @Param({"vector", "scalar"})
    String kernel;

    FloatKernels kernels;
    int rows;
    int columns;
    float[] weight;
    float[] matrix; // rows × columns, row-major
    float[] out;
    double[] doubleWeight;
    double[] doubleMatrix;
    double[] doubleOut;

    @Setup
    public void fill() {
      kernels = FloatKernels.byName(kernel);
      String[] sides = size.split("x", 2);
      rows = Integer.parseInt(sides[0]);
      columns = Integer.parseInt(sides[1]);
      doubleWeight = new SplittableRandom(1).doubles(rows).toArray();
      doubleMatrix = new SplittableRandom(2).doubles((long) rows * columns).toArray();
      doubleOut = new double[columns];
      weight = floats(doubleWeight);
      matrix = floats(doubleMatrix);
      out = new float[columns];
    }
  }

  /** Parameters of one Dirichlet distribution, most of them small. */
  @State(Scope.Benchmark)
  public static class Weights {
    @Param({"64", "112", "100"})
    int topics;

    @Param({"vector", "scalar"})
    String kernel;

    FloatKernels kernels;
    float[] x;
    float[] out;
    double[] doubleX;
    double[] doubleOut;

    @Setup
    public void fill() {
      kernels = FloatKernels.byName(kernel);
      doubleX = new SplittableRandom(3).doubles(topics).map(u -> 0.1 + 30 * u * u * u).toArray();
      doubleOut = new double[topics];
      x = Arrays.copyOf(floats(doubleX), FloatKernels.padded(topics));
      out = new float[x.length];
    }
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  @Benchmark
  public float[] weightedRows(Product p) {
    p.kernels.weightedRows(p.weight, p.rows, p.matrix, p.columns, p.columns, p.out);
    return p.out;
  }

  @Benchmark
  public double[] weightedRowsInDoubles(Product p) {
    double[] out = p.doubleOut;
    double[] matrix = p.doubleMatrix;
    int columns = p.columns;
    for (int j = 0; j < columns; j++) {
      out[j] = 0;
    }
    for (int i = 0; i < p.rows; i++) {
      double w = p.doubleWeight[i];
      for (int j = 0; j < columns; j++) {
        out[j] += w * matrix[i * columns + j];
      }
    }
    return out;
  }

  @Benchmark
  public float[] expDigammaShifted(Weights w) {
    w.kernels.expDigammaShifted(w.x, w.topics, 0, w.out);
    return w.out;
  }

  @Benchmark
  public float[] digamma(Weights w) {
    w.kernels.digamma(w.x, 0, w.topics, w.out, 0);
    return w.out;
  }

  @Benchmark
  public float[] exp(Weights w) {
    w.kernels.exp(w.x, 0, w.topics, 0, w.out, 0);
    return w.out;
  }

  @Benchmark
  public float[] addScaled(Weights w) {
    w.kernels.addScaled(0.5f, w.x, 0, w.topics, w.out, 0);
    return w.out;
  }

  @Benchmark
  public double[] expDigammaInDoubles(Weights w) {
    for (int k = 0; k < w.doubleX.length; k++) {
      w.doubleOut[k] = Math.exp(SpecialFunctions.digamma(w.doubleX[k]));
    }
    return w.doubleOut;
  }

  @Test
  void runs() throws RunnerException {
    new Runner(new OptionsBuilder().include(KernelBenchmark.class.getName()).build()).run();
  }
}
