package org.sparksvi.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.RoundPlan;
import org.sparksvi.engine.Workload;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Round;
import org.sparksvi.model.Start;
import org.sparksvi.models.joint.Densities;
import org.sparksvi.models.joint.JointModel;
import org.sparksvi.models.joint.JointSettings;
import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;
import org.sparksvi.random.Streams;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/**
 * What a user's logistic regression takes a row and draw, values and derivatives, beside a loop
 * that is written by hand for it. Processor time of the one thread, the least of several runs.
 */
@Tag("bench")
final class JointBenchmark {
  private static final int ROWS = Integer.getInteger("bench.rows", 1024);
  private static final int RUNS = Integer.getInteger("bench.runs", 60);
  private static final int DRAWS = 100;

  private record Logistic(int columns) implements LogJoint {
    private static final long serialVersionUID = 1L;

    @Override
    public Value rows(Scope s) {
      Value slopes = s.real("slopes", columns, Densities.normal(0, 1));
      Value level = s.real("level", Densities.normal(0, 1));
      Value logit = s.columns("x*").dot(slopes).plus(level);
      return s.observe("y", Densities.bernoulliLogit(logit));
    }
  }

  @Test
  void logisticRegression() {
    for (int columns : new int[] {2, 20, 100}) {
      compare(columns);
    }
  }

  /** A posterior of full rank of many rows, as bench/numpyro_logistic.py makes them. */
  @Test
  void fullRankOfManyRows() {
    int columns = 20;
    int rows = Integer.getInteger("bench.all", 20_000);
    SplittableRandom random = new SplittableRandom(3);
    double[] slopes = new double[columns];
    Arrays.setAll(slopes, c -> random.nextGaussian() / Math.sqrt(columns));
    List<DenseBlock> blocks = new ArrayList<>();
    for (int from = 0; from < rows; from += ROWS) {
      blocks.add(answers(blocks.size(), Math.min(ROWS, rows - from), slopes, random));
    }
    JointModel<DenseBlock> model =
        new JointModel<>(
            new Logistic(columns),
            JointSettings.of(names(columns)).with(JointSettings.Method.DETERMINISTIC, 42));
    Workload<DenseBlock, DenseBlock> workload = Workload.of(model, new MemoryBlocks<>(blocks));
    Plan plan =
        new Plan(
            blocks.size(), 100, Double.POSITIVE_INFINITY, 0, 0, 1, 0, 1, RoundPlan.quasiNewton(10));
    double begin = seconds();
    try (InProcess execution = new InProcess(workload, 1)) {
      Inference inference = new Inference(workload, Rules.all(new Constant(1)), plan, execution);
      Fit fit = inference.run(inference.start(), Listener.NONE, () -> 0);
      System.out.printf(
          Locale.ROOT,
          "%d rows, full rank: %d rounds, %.2f s of this thread; %s; first slope %s, drawn %.4f%n",
          rows,
          fit.trace().size(),
          seconds() - begin,
          fit.verdict().reason(),
          model.summary(fit.parameters(), 4000, 1).quantities().get(0),
          slopes[0]);
    }
  }

  private static DenseBlock answers(int id, int rows, double[] slopes, SplittableRandom random) {
    int width = slopes.length + 1;
    double[] values = new double[rows * width];
    double[] weights = new double[rows];
    long[] keys = new long[rows];
    Arrays.fill(weights, 1);
    for (int r = 0; r < rows; r++) {
      double common = 0.5 * random.nextGaussian();
      double logit = 0.3;
      for (int c = 0; c < slopes.length; c++) {
        double x = common + random.nextGaussian();
        values[r * width + c] = x;
        logit += slopes[c] * x;
      }
      values[r * width + slopes.length] = random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
      keys[r] = (long) id * ROWS + r;
    }
    return new DenseBlock(id, width, keys, weights, values);
  }

  private static String[] names(int columns) {
    return Stream.concat(IntStream.range(0, columns).mapToObj(c -> "x" + c), Stream.of("y"))
        .toArray(String[]::new);
  }

  private static void compare(int columns) {
    DenseBlock block = rows(columns);
    JointModel<DenseBlock> model =
        new JointModel<>(
            new Logistic(columns),
            JointSettings.of(names(columns))
                .with(JointSettings.Posterior.MEAN_FIELD)
                .with(JointSettings.Method.DETERMINISTIC, DRAWS));
    Streams streams = new Streams(1);
    Bundle at = model.initial(new Start<>(new MemoryBlocks<>(List.of(block)), streams));
    Round round = new Round(1, ROWS, at, streams);
    LocalStep<DenseBlock> step = model.localSteps(round).create();
    Contribution sum = new Contribution(model.layout());
    double[] coefficients = new double[columns + 1];
    double[] gradient = new double[columns + 1];
    double graph = Double.POSITIVE_INFINITY;
    double hand = Double.POSITIVE_INFINITY;
    double total = 0;
    for (int run = 0; run < RUNS; run++) {
      double begin = seconds();
      step.accumulate(block, sum);
      graph = Math.min(graph, seconds() - begin);
      begin = seconds();
      for (int s = 0; s < DRAWS; s++) {
        coefficients[0] += 1e-6;
        total += byHand(block, coefficients, gradient);
      }
      hand = Math.min(hand, seconds() - begin);
    }
    System.out.printf(
        Locale.ROOT,
        "%d columns, %d rows: %.1f ns a row and draw, %.1f by hand, %.2f times (%s)%n",
        columns,
        ROWS,
        1e9 * graph / DRAWS / ROWS,
        1e9 * hand / DRAWS / ROWS,
        graph / hand,
        Double.isFinite(total) ? model.arithmetic() : "not finite");
  }

  private static double byHand(DenseBlock block, double[] coefficients, double[] gradient) {
    int columns = block.columns() - 1;
    double[] values = block.values();
    Arrays.fill(gradient, 0);
    double sum = 0;
    for (int r = 0, at = 0; r < block.rows(); r++, at += columns + 1) {
      double logit = coefficients[columns];
      for (int c = 0; c < columns; c++) {
        logit += values[at + c] * coefficients[c];
      }
      double weight = block.weights()[r];
      double tail = StrictMath.exp(-Math.abs(logit));
      double y = values[at + columns];
      sum += weight * (y * logit - Math.max(logit, 0) - StrictMath.log1p(tail));
      double off = weight * (y - (logit >= 0 ? 1 : tail) / (1 + tail));
      for (int c = 0; c < columns; c++) {
        gradient[c] += off * values[at + c];
      }
      gradient[columns] += off;
    }
    return sum;
  }

  private static double seconds() {
    return 1e-9 * ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static DenseBlock rows(int columns) {
    SplittableRandom random = new SplittableRandom(1);
    List<DataRow> rows = new ArrayList<>();
    for (int r = 0; r < ROWS; r++) {
      double[] values = new double[columns + 1];
      Arrays.setAll(values, c -> random.nextDouble(-1, 1));
      values[columns] = random.nextInt(2);
      rows.add(DataRow.numbers(r, values, 1));
    }
    return DenseBlock.of(0, columns + 1, rows);
  }
}
