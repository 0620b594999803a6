package org.sparksvi.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.data.RowRoles;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.RoundPlan;
import org.sparksvi.engine.Workload;
import org.sparksvi.laws.Fits;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Term;
import org.sparksvi.models.regression.Logistic;
import org.sparksvi.models.regression.NormalPrior;
import org.sparksvi.models.regression.Regression;
import org.sparksvi.models.regression.RegressionSettings;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/**
 * Logistic regression on drawn rows like those of advertisements: 26 of very many columns of 0 and
 * 1, few of them frequent, and 13 numbers. The posterior of independent coefficients beside MLlib's
 * point estimate of the same penalty, both by two threads of this process: CPU seconds, and the log
 * loss of other rows.
 */
@Tag("bench")
final class SparseRegressionBenchmark {
  private static final int COLUMNS = Integer.getInteger("bench.columns", 100_000);
  private static final int ROWS = Integer.getInteger("bench.rows", 100_000);
  private static final int HELD = Math.max(1, ROWS / 5);
  private static final int BLOCK = 8192; // rows
  private static final int NUMBERS = 13;
  private static final int CATEGORIES = 26;
  private static final int THREADS = 2;
  private static final double PRIOR = 0.5; // deviation of coefficients of columns as they are
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 30);

  private static DataRow row(int r) {
    RandomStream stream = new Streams(1).stream(Purpose.DRAW, r);
    int levels = (COLUMNS - NUMBERS) / CATEGORIES;
    int[] columns = IntStream.range(0, NUMBERS + CATEGORIES).toArray();
    double[] values = new double[columns.length];
    double f = -2;
    for (int i = 0; i < columns.length; i++) {
      if (i < NUMBERS) {
        values[i] = stream.normal();
      } else {
        values[i] = 1;
        // the share of level l falls as 1 / (l + 1)
        int level = (int) Math.min(levels - 1, Math.exp(stream.uniform() * Math.log(levels)) - 1);
        columns[i] = NUMBERS + (i - NUMBERS) * levels + level;
      }
      f += values[i] * effect(columns[i]);
    }
    double y = stream.uniform() < 1 / (1 + Math.exp(-f)) ? 1 : 0;
    return DataRow.sparse(r, columns, values, 1).with(new RowRoles(y, 0, 0));
  }

  private static double effect(int column) {
    return 0.3 * new Streams(2).stream(Purpose.DRAW, column).normal();
  }

  private static MemoryBlocks<LabelledBlock> blocks(int from, int to) {
    List<DataRow> rows = new ArrayList<>();
    for (int r = from; r < to; r++) {
      rows.add(row(r));
    }
    return MemoryBlocks.pack(LabelledBlock::of, COLUMNS, rows, BLOCK);
  }

  private static double seconds() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return 1e-9 * system.getProcessCpuTime();
  }

  @Test
  void posterior() {
    MemoryBlocks<LabelledBlock> rows = blocks(0, ROWS);
    MemoryBlocks<LabelledBlock> held = blocks(ROWS, ROWS + HELD);
    Regression model =
        new Regression(
            new RegressionSettings(
                    COLUMNS, new Logistic(), new NormalPrior(PRIOR), false, false, 10)
                .ofIndependent());
    Plan plan =
        new Plan(
            rows.count(),
            ROUNDS,
            Double.POSITIVE_INFINITY,
            0,
            0,
            1,
            0,
            1,
            RoundPlan.quasiNewton(10));
    Workload<LabelledBlock, LabelledBlock> workload = Workload.of(model, rows);
    double before = seconds();
    Fit fit;
    try (InProcess execution = new InProcess(workload, THREADS)) {
      Inference inference = new Inference(workload, Rules.all(new Constant(1)), plan, execution);
      fit = inference.run(inference.start(), Listener.NONE, () -> 0);
    }
    double took = seconds() - before;
    Bundle at = fit.parameters();
    Contribution sum = new Contribution(model.layout());
    LocalStep<LabelledBlock> scorer = model.scorers(Fits.round(rows, at)).create();
    held.blocks().forEach(block -> scorer.accumulate(block, sum));
    System.out.printf(
        Locale.ROOT,
        "posterior of %d columns, %d rows: rounds %d, CPU s %.1f, bound %.3f, log loss %.5f%n",
        COLUMNS,
        ROWS,
        fit.trace().size(),
        took,
        fit.trace().get(fit.trace().size() - 1).elbo().orElseThrow(),
        -sum.get(Term.HELD_OUT_LOG_PROBABILITY) / sum.get(Term.HELD_OUT_UNITS));
  }

  private static Dataset<Row> table(SparkSession spark, int from, int to) {
    List<Row> rows = new ArrayList<>();
    for (int r = from; r < to; r++) {
      DataRow row = row(r);
      int[] columns = IntStream.range(0, row.size()).map(row::column).toArray();
      double[] values = IntStream.range(0, row.size()).mapToDouble(row::value).toArray();
      rows.add(RowFactory.create(row.roles().response(), Vectors.sparse(COLUMNS, columns, values)));
    }
    StructType type =
        new StructType()
            .add("label", DataTypes.DoubleType)
            .add("features", SQLDataTypes.VectorType());
    Dataset<Row> table = spark.createDataFrame(rows, type).repartition(THREADS).cache();
    table.count();
    return table;
  }

  @Test
  void mllib() throws IOException {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[" + THREADS + "]")
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      Dataset<Row> rows = table(spark, 0, ROWS);
      Dataset<Row> held = table(spark, ROWS, ROWS + HELD);
      double before = seconds();
      LogisticRegressionModel model =
          new LogisticRegression()
              .setStandardization(false)
              .setRegParam(1 / (PRIOR * PRIOR * ROWS))
              .setMaxIter(ROUNDS)
              .fit(rows);
      double took = seconds() - before;
      double loss =
          model.transform(held).select("label", "probability").collectAsList().stream()
              .mapToDouble(
                  row ->
                      -Math.log(
                          row.<org.apache.spark.ml.linalg.Vector>getAs(1)
                              .apply((int) row.getDouble(0))))
              .average()
              .orElseThrow();
      System.out.printf(
          Locale.ROOT,
          "MLlib's estimate of %d columns, %d rows: rounds %d, CPU s %.1f, log loss %.5f%n",
          COLUMNS,
          ROWS,
          model.summary().totalIterations(),
          took,
          loss);
    }
  }
}
