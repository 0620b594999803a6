package org.sparksvi.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sparksvi.autodiff.Graph;
import org.sparksvi.autodiff.Leaf;
import org.sparksvi.autodiff.Node;
import org.sparksvi.numeric.FloatBlas;
import org.sparksvi.numeric.FloatKernels;
import org.sparksvi.numeric.FloatMatrix;

/**
 * One evaluation with derivatives of a variational autoencoder's bound, encoder 784-500-500-100 and
 * decoder 50-500-500-784 with Bernoulli pixels, beside its bare products of matrices: the same
 * calls of sgemm on the same shapes and nothing else. Processor time of the one thread, medians of
 * alternating runs after a warm-up.
 */
@Tag("bench")
final class AutodiffBenchmark {
  private static final int ROWS = Integer.getInteger("bench.rows", 64);
  private static final int RUNS = Integer.getInteger("bench.runs", 300);
  private static final int WARM_UP = Integer.getInteger("bench.warmUp", 300);
  private static final int LATENT = 50;
  private static final int[] ENCODER = {784, 500, 500, 2 * LATENT};
  private static final int[] DECODER = {LATENT, 500, 500, 784};

  private final SplittableRandom random = new SplittableRandom(1);
  private final FloatBlas blas = FloatBlas.best();
  private final Graph graph = Graph.ofFloats(blas, FloatKernels.best());
  private final List<Leaf> variables = new ArrayList<>();
  private final List<float[]> values = new ArrayList<>();
  private final List<float[]> derivatives = new ArrayList<>();
  private final List<Runnable> products = new ArrayList<>();
  private final Leaf pixels = graph.data(ROWS, ENCODER[0]);
  private final Leaf noise = graph.data(ROWS, LATENT);
  private final float[] images = numbers(ROWS * ENCODER[0], 1);
  private final float[] draws = numbers(ROWS * LATENT, 1);
  private final Node bound = bound();

  @Test
  void boundOfAnAutoencoder() {
    List<Runnable> tasks = List.of(this::bare, this::derive, this::step);
    double[][] seconds = new double[tasks.size()][RUNS];
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    step();
    for (int run = -WARM_UP; run < RUNS; run++) {
      for (int t = 0; t < tasks.size(); t++) {
        long start = threads.getCurrentThreadCpuTime();
        tasks.get(t).run();
        seconds[t][Math.max(run, 0)] = 1e-9 * (threads.getCurrentThreadCpuTime() - start);
      }
    }
    double bare = median(seconds[0]);
    report("bare products", bare, bare);
    report("forward and backward", median(seconds[1]), bare);
    report("with parameters set, derivatives added", median(seconds[2]), bare);
  }

  private void report(String what, double seconds, double bare) {
    System.out.printf(
        Locale.ROOT,
        "%s, %d rows, %s: %.3f ms, %.2f times%n",
        what,
        ROWS,
        graph.name(),
        1e3 * seconds,
        seconds / bare);
  }

  private static double median(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private void bare() {
    products.forEach(Runnable::run);
  }

  private void derive() {
    pixels.set(images, 0);
    noise.set(draws, 0);
    graph.forward();
    graph.backward(bound);
  }

  private void step() {
    for (int v = 0; v < variables.size(); v++) {
      variables.get(v).set(values.get(v), 0);
    }
    derive();
    for (int v = 0; v < variables.size(); v++) {
      variables.get(v).addDerivative(derivatives.get(v), 0);
    }
  }

  /** Σ x a − log(1 + exp a) + ½ Σ 1 + log s² − m² − s², the last without its constant. */
  private Node bound() {
    Node code = net(pixels, ENCODER, false);
    Node mean = graph.columns(code, 0, LATENT);
    Node logVariance = graph.columns(code, LATENT, 2 * LATENT);
    Node deviation = graph.exp(graph.scale(logVariance, 0.5));
    Node z = graph.add(mean, graph.times(deviation, noise));
    Node logits = net(z, DECODER, true);
    Node likelihood =
        graph.sum(graph.subtract(graph.times(pixels, logits), graph.softplus(logits)));
    Node moments = graph.add(graph.square(mean), graph.exp(logVariance));
    return graph.add(likelihood, graph.scale(graph.sum(graph.subtract(logVariance, moments)), 0.5));
  }

  private Node net(Node input, int[] widths, boolean differentiatesInput) {
    Node x = input;
    for (int l = 0; l + 1 < widths.length; l++) {
      Leaf weights = variable(widths[l], widths[l + 1]);
      Leaf bias = variable(1, widths[l + 1]);
      x = graph.affine(x, weights, bias);
      x = l + 2 < widths.length ? graph.tanh(x) : x;
      addProducts(widths[l], widths[l + 1], l > 0 || differentiatesInput);
    }
    return x;
  }

  private Leaf variable(int rows, int columns) {
    Leaf leaf = graph.variable(rows, columns);
    variables.add(leaf);
    values.add(numbers(rows * columns, 0.05f));
    derivatives.add(new float[rows * columns]);
    return leaf;
  }

  private void addProducts(int in, int out, boolean differentiatesInput) {
    FloatMatrix x = matrix(ROWS, in);
    FloatMatrix weights = matrix(in, out);
    FloatMatrix y = new FloatMatrix(ROWS, out);
    FloatMatrix slope = matrix(ROWS, out);
    FloatMatrix weightSlope = new FloatMatrix(in, out);
    FloatMatrix inputSlope = new FloatMatrix(ROWS, in);
    products.add(() -> blas.multiply(x, false, weights, false, y));
    products.add(() -> blas.multiply(x, true, slope, false, weightSlope));
    if (differentiatesInput) {
      products.add(() -> blas.multiply(slope, false, weights, true, inputSlope));
    }
  }

  private FloatMatrix matrix(int rows, int columns) {
    FloatMatrix matrix = new FloatMatrix(rows, columns);
    matrix.set(numbers(rows * columns, 1), 0);
    return matrix;
  }

  private float[] numbers(int n, float size) {
    float[] numbers = new float[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = (float) random.nextDouble(-size, size);
    }
    return numbers;
  }
}
