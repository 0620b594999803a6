package org.sparksvi.bench;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.Execution;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.engine.Workload;
import org.sparksvi.models.autoencoder.Autoencoder;
import org.sparksvi.models.autoencoder.AutoencoderData;
import org.sparksvi.models.autoencoder.AutoencoderSettings;
import org.sparksvi.models.autoencoder.Bernoulli;
import org.sparksvi.models.autoencoder.Binarisation;
import org.sparksvi.models.autoencoder.DenseObservations;
import org.sparksvi.models.autoencoder.ScoreSettings;
import org.sparksvi.numeric.FloatBlas;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;
import org.sparksvi.spark.WorkloadSource;
import org.sparksvi.spark.resident.ResidentExecution;
import org.sparksvi.spark.resident.ResidentPlugin;
import org.sparksvi.spark.resident.ResidentSettings;
import org.sparksvi.update.Adam;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/**
 * An epoch of an autoencoder 784-500-500-50 as MNIST has rows (60 000, minibatches of 128, Adam) in
 * resident rounds on two cores, as a multiple of its matrix products alone: the same shapes, two
 * threads, no other work. The two alternate in one process; values of the rows are drawn, since
 * time does not depend on them.
 */
@Tag("bench")
final class AutoencoderBenchmark {
  private static final int[][] LAYERS = {
    {784, 500}, {500, 500}, {500, 100}, {50, 500}, {500, 500}, {500, 784}
  };
  private static final int COLUMNS = 784;
  private static final int CORES = 2;
  private static final int BATCH = Integer.getInteger("bench.batch", 128);
  private static final int BLOCK_ROWS = BATCH / CORES;
  private static final int BLOCKS = 200;
  private static final double ROUNDS_PER_EPOCH = 60_000.0 / BATCH;
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 300);
  private static final int RUNS = Integer.getInteger("bench.runs", 5);

  private record Here() implements WorkloadSource {
    @Override
    public Workload<?, ?> open() {
      return workload();
    }
  }

  @Test
  void roundsBesideTheirProducts() throws Exception {
    main();
  }

  public static void main(String... arguments) throws Exception {
    print("%s, %d rows a minibatch", FloatBlas.best().name(), BATCH);
    SparkConf conf =
        new SparkConf()
            .setMaster("local[" + CORES + "]")
            .setAppName("autoencoder")
            .set("spark.plugins", ResidentPlugin.class.getName())
            .set("spark.ui.enabled", "false")
            .set("spark.log.level", "ERROR");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      for (int run = 0; run <= RUNS; run++) {
        double products = products();
        double ours =
            rounds(
                new ResidentExecution(
                    spark, "rounds", new Here(), ResidentSettings.of(CORES), line -> {}));
        print(
            "%s: a round %.2f ms, its products %.2f ms; an epoch %.2f s, its products %.2f s: %.2f times",
            run == 0 ? "warm-up" : "run " + run,
            1e3 * ours,
            1e3 * products,
            ours * ROUNDS_PER_EPOCH,
            products * ROUNDS_PER_EPOCH,
            ours / products);
      }
    }
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  private static Workload<DenseBlock, DenseBlock> workload() {
    List<DenseBlock> blocks = new ArrayList<>();
    for (int b = 0; b < BLOCKS; b++) {
      RandomStream stream = new Streams(1).stream(Purpose.DRAW, b);
      double[] values = new double[BLOCK_ROWS * COLUMNS];
      Arrays.setAll(values, i -> Math.max(0, 2 * stream.uniform() - 1));
      long[] keys = new long[BLOCK_ROWS];
      double[] weights = new double[BLOCK_ROWS];
      for (int r = 0; r < BLOCK_ROWS; r++) {
        keys[r] = (long) b * BLOCK_ROWS + r;
        weights[r] = 1;
      }
      blocks.add(new DenseBlock(b, COLUMNS, keys, weights, values));
    }
    AutoencoderSettings settings =
        AutoencoderData.with(
            AutoencoderSettings.of(
                COLUMNS, 50, List.of(500, 500), List.of(500, 500), new Bernoulli()),
            Binarisation.STOCHASTIC);
    return Workload.of(
        new Autoencoder<>(settings, new DenseObservations(), ScoreSettings.BOUND),
        new MemoryBlocks<>(blocks));
  }

  /** Median seconds of a round; closes the execution. */
  private static double rounds(Execution execution) {
    Times times = new Times();
    try (execution) {
      Plan plan = new Plan(CORES, Long.MAX_VALUE >> 20, Double.POSITIVE_INFINITY, 0, 1 << 30, 0, 1);
      Rules rules = Rules.all(new Adam(1e-3)).with(Autoencoder.MOMENTS, new Constant(0.005));
      Inference inference = new Inference(workload(), rules, plan, execution);
      inference.run(inference.start(), times, () -> System.nanoTime() / 1e9);
    }
    return median(times.seconds.subList(ROUNDS / 3, ROUNDS));
  }

  private static double median(List<Double> seconds) {
    double[] sorted = seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static final class Times implements Listener {
    private final List<Double> seconds = new ArrayList<>();
    private double last;

    @Override
    public void onRound(TraceLine line, State state) {
      seconds.add(line.seconds() - last);
      last = line.seconds();
    }

    @Override
    public boolean wantsStop() {
      return seconds.size() >= ROUNDS;
    }
  }

  /** Median seconds of a round's products, each thread with the rows of its block. */
  private static double products() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CORES);
    try {
      List<Double> seconds = new ArrayList<>();
      List<Products> each = new ArrayList<>();
      for (int c = 0; c < CORES; c++) {
        each.add(new Products());
      }
      for (int round = 0; round < ROUNDS; round++) {
        long start = System.nanoTime();
        for (Future<Void> done : threads.invokeAll(each)) {
          done.get();
        }
        seconds.add((System.nanoTime() - start) * 1e-9);
      }
      return median(seconds.subList(ROUNDS / 3, ROUNDS));
    } finally {
      threads.shutdown();
    }
  }

  /** Every layer's products of a block, forward and backward. */
  private static final class Products implements Callable<Void> {
    private final FloatPointer inputs = filled(BLOCK_ROWS * COLUMNS);
    private final FloatPointer outputs = filled(BLOCK_ROWS * COLUMNS);
    private final List<FloatPointer> weights = new ArrayList<>();
    private final List<FloatPointer> derivatives = new ArrayList<>();

    Products() {
      for (int[] layer : LAYERS) {
        weights.add(filled(layer[0] * layer[1]));
        derivatives.add(filled(layer[0] * layer[1]));
      }
    }

    private static FloatPointer filled(int n) {
      float[] values = new float[n];
      for (int i = 0; i < n; i++) {
        values[i] = 1e-3f * (i % 7 - 3);
      }
      return new FloatPointer(values);
    }

    @Override
    public Void call() {
      int m = BLOCK_ROWS;
      for (int l = 0; l < LAYERS.length; l++) {
        int in = LAYERS[l][0];
        int out = LAYERS[l][1];
        cblas_sgemm(
            CblasRowMajor,
            CblasNoTrans,
            CblasNoTrans,
            m,
            out,
            in,
            1,
            inputs,
            in,
            weights.get(l),
            out,
            0,
            outputs,
            out);
      }
      for (int l = LAYERS.length - 1; l >= 0; l--) {
        int in = LAYERS[l][0];
        int out = LAYERS[l][1];
        cblas_sgemm(
            CblasRowMajor,
            CblasTrans,
            CblasNoTrans,
            in,
            out,
            m,
            1,
            inputs,
            in,
            outputs,
            out,
            0,
            derivatives.get(l),
            out);
        if (l > 0) {
          cblas_sgemm(
              CblasRowMajor,
              CblasNoTrans,
              CblasTrans,
              m,
              in,
              out,
              1,
              outputs,
              out,
              weights.get(l),
              out,
              0,
              inputs,
              in);
        }
      }
      return null;
    }
  }
}
