package org.sparksvi.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.ml.clustering.GaussianMixture;
import org.apache.spark.ml.clustering.GaussianMixtureModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.Workload;
import org.sparksvi.models.mixture.Covariance;
import org.sparksvi.models.mixture.GaussianComponents;
import org.sparksvi.models.mixture.Gaussians;
import org.sparksvi.models.mixture.Mixing;
import org.sparksvi.models.mixture.MixtureModel;
import org.sparksvi.numeric.Blas;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/**
 * Expectation maximisation of a Gaussian mixture beside Spark MLlib's: the same rows in memory, the
 * same number of components, iterations and cores, each after a warm-up. Each is to have a process
 * of its own ({@code -Dtest=MixtureBenchmark#ours}, then {@code #mllib}): the native libraries of
 * the two do not go together.
 *
 * <p>An iteration's time is the difference of two trainings' over the difference of their
 * iterations, so that starts do not count; beside the wall's clock stands the processor time of the
 * whole process, which other work on the machine does not lengthen. Held-out rows are scored by
 * code of the benchmark's own.
 */
@Tag("bench")
final class MixtureBenchmark {
  private static final int ROWS = Integer.getInteger("bench.rows", 200_000);
  private static final int COLUMNS = Integer.getInteger("bench.columns", 16);
  private static final int COMPONENTS = Integer.getInteger("bench.components", 12);
  private static final int ITERATIONS = Integer.getInteger("bench.iterations", 20);
  private static final int CORES = Integer.getInteger("bench.cores", 2);
  private static final int RUNS = Integer.getInteger("bench.runs", 2);
  private static final int BLOCK = 4096;
  private static final int HELD_OUT = 10_000;

  private final double[][] rows;
  private final double[][] heldOut;

  private MixtureBenchmark() {
    double[][] all = draw(ROWS + HELD_OUT);
    rows = java.util.Arrays.copyOf(all, ROWS);
    heldOut = java.util.Arrays.copyOfRange(all, ROWS, ROWS + HELD_OUT);
  }

  @Test
  void ours() {
    main("ours");
  }

  @Test
  void mllib() {
    main("mllib");
  }

  /** Whose: "ours" or "mllib"; one a process. */
  public static void main(String... arguments) {
    MixtureBenchmark benchmark = new MixtureBenchmark();
    boolean mllib = arguments[0].equals("mllib");
    print(
        "%d x %d, %d full components, %d cores, %s",
        ROWS, COLUMNS, COMPONENTS, CORES, mllib ? "netlib" : Blas.best().name());
    if (mllib) {
      benchmark.trainTheirs();
    } else {
      for (int run = 1; run <= RUNS; run++) {
        benchmark.trainOurs();
      }
    }
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  /** Overlapping components of random shapes. */
  private static double[][] draw(int n) {
    RandomStream stream = new Streams(7).stream(Purpose.DRAW);
    double[][] means = new double[COMPONENTS][COLUMNS];
    double[][] factors = new double[COMPONENTS][COLUMNS * COLUMNS];
    for (int k = 0; k < COMPONENTS; k++) {
      for (int d = 0; d < COLUMNS; d++) {
        means[k][d] = 2 * stream.normal();
      }
      for (int i = 0; i < COLUMNS * COLUMNS; i++) {
        factors[k][i] = 0.4 * stream.normal() + (i % (COLUMNS + 1) == 0 ? 0.7 : 0);
      }
    }
    double[][] rows = new double[n][COLUMNS];
    double[] z = new double[COLUMNS];
    for (double[] row : rows) {
      int k = stream.below(COMPONENTS);
      for (int d = 0; d < COLUMNS; d++) {
        z[d] = stream.normal();
      }
      for (int i = 0; i < COLUMNS; i++) {
        row[i] = means[k][i];
        for (int j = 0; j < COLUMNS; j++) {
          row[i] += factors[k][i * COLUMNS + j] * z[j];
        }
      }
    }
    return rows;
  }

  /** Seconds on the wall's clock, and of all processors. */
  private record Time(double wall, double processor) {
    static Time now() {
      OperatingSystemMXBean system =
          (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return new Time(System.nanoTime() * 1e-9, system.getProcessCpuTime() * 1e-9);
    }

    Time since(Time before) {
      return new Time(wall - before.wall, processor - before.processor);
    }
  }

  private static void report(String who, Time few, Time many, int more, double score) {
    print(
        "%s: an iteration %.3f s (%.3f s of processors), whole training of %d with its start %.2f s (%.2f), held out %.4f a row",
        who,
        (many.wall - few.wall) / more,
        (many.processor - few.processor) / more,
        ITERATIONS,
        many.wall,
        many.processor,
        score);
  }

  private void trainOurs() {
    List<DataRow> list = new ArrayList<>();
    for (int r = 0; r < rows.length; r++) {
      list.add(DataRow.of(r, rows[r]));
    }
    MemoryBlocks<DenseBlock> blocks = MemoryBlocks.pack(DenseBlock::of, COLUMNS, list, BLOCK);
    MixtureModel<DenseBlock> model =
        new MixtureModel<>(
            Mixing.likelihood(),
            new GaussianComponents(COMPONENTS, COLUMNS, Covariance.FULL, Gaussians.likelihood()));
    train(model, blocks, 3);
    Time start = Time.now();
    train(model, blocks, 1);
    Time few = Time.now().since(start);
    start = Time.now();
    Fit fit = train(model, blocks, ITERATIONS);
    Time many = Time.now().since(start);
    GaussianComponents components = (GaussianComponents) model.components();
    double score =
        score(
            model.weights(fit.parameters()),
            components.means(fit.parameters()),
            components.covariances(fit.parameters()));
    report("ours", few, many, ITERATIONS - 1, score);
  }

  private static Fit train(
      MixtureModel<DenseBlock> model, MemoryBlocks<DenseBlock> blocks, int rounds) {
    Workload<DenseBlock, DenseBlock> workload = Workload.of(model, blocks);
    try (InProcess execution = new InProcess(workload, CORES)) {
      Inference inference =
          new Inference(
              workload, Rules.all(new Constant(1)), Plan.of(blocks.count(), rounds, 1), execution);
      return inference.run(inference.start(), Listener.NONE, () -> 0);
    }
  }

  private void trainTheirs() {
    SparkSession session =
        SparkSession.builder()
            .master("local[" + CORES + "]")
            .config("spark.ui.enabled", "false")
            .config("spark.log.level", "ERROR")
            .getOrCreate();
    try {
      List<Row> list = new ArrayList<>();
      for (double[] row : rows) {
        list.add(RowFactory.create(Vectors.dense(row)));
      }
      StructType schema = new StructType().add("features", SQLDataTypes.VectorType());
      Dataset<Row> data = session.createDataFrame(list, schema).repartition(CORES).cache();
      data.count();
      fit(data, 2);
      for (int run = 1; run <= RUNS; run++) {
        Time start = Time.now();
        fit(data, 1);
        Time few = Time.now().since(start);
        start = Time.now();
        GaussianMixtureModel model = fit(data, ITERATIONS);
        Time many = Time.now().since(start);
        double[] means = new double[COMPONENTS * COLUMNS];
        double[] covariances = new double[COMPONENTS * COLUMNS * COLUMNS];
        for (int k = 0; k < COMPONENTS; k++) {
          double[] mean = model.gaussians()[k].mean().toArray();
          double[] covariance = model.gaussians()[k].cov().toArray();
          System.arraycopy(mean, 0, means, k * COLUMNS, COLUMNS);
          System.arraycopy(covariance, 0, covariances, k * covariance.length, covariance.length);
        }
        report("MLlib", few, many, ITERATIONS - 1, score(model.weights(), means, covariances));
      }
    } finally {
      session.stop();
    }
  }

  private static GaussianMixtureModel fit(Dataset<Row> data, int iterations) {
    return new GaussianMixture()
        .setK(COMPONENTS)
        .setMaxIter(iterations)
        .setTol(0)
        .setSeed(1)
        .fit(data);
  }

  /** Mean log density of the held-out rows, by triangular solves in plain loops. */
  private double score(double[] weights, double[] means, double[] covariances) {
    int n = COLUMNS;
    double[][] factors = new double[COMPONENTS][];
    for (int k = 0; k < COMPONENTS; k++) {
      double[] l = new double[n * n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          double sum = covariances[(k * n + i) * n + j];
          for (int m = 0; m < j; m++) {
            sum -= l[i * n + m] * l[j * n + m];
          }
          l[i * n + j] = i == j ? Math.sqrt(sum) : sum / l[j * n + j];
        }
      }
      factors[k] = l;
    }
    double total = 0;
    double[] y = new double[n];
    for (double[] row : heldOut) {
      double density = 0;
      for (int k = 0; k < COMPONENTS; k++) {
        double log = Math.log(weights[k]) - 0.5 * n * Math.log(2 * Math.PI);
        for (int i = 0; i < n; i++) {
          double sum = row[i] - means[k * n + i];
          for (int m = 0; m < i; m++) {
            sum -= factors[k][i * n + m] * y[m];
          }
          y[i] = sum / factors[k][i * n + i];
          log -= Math.log(factors[k][i * n + i]) + 0.5 * y[i] * y[i];
        }
        density += Math.exp(log);
      }
      total += Math.log(density);
    }
    return total / heldOut.length;
  }
}
