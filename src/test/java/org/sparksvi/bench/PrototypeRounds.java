package org.sparksvi.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * The program that resident rounds grew from, to compare them with: floating sums, one message a
 * task, no blocks, no engine, nothing that may go wrong.
 */
public final class PrototypeRounds implements SparkPlugin {
  private static final int JOIN = -1;
  private static final int TASKS = 2;

  /** Called by Spark. */
  public PrototypeRounds() {}

  /** The driver's half. */
  static final class Driver implements DriverPlugin {
    static volatile Driver current;
    private double[][] contributions;
    private int arrived;
    private int round;
    private volatile double[] parameters;

    @Override
    public Map<String, String> init(SparkContext context, PluginContext plugin) {
      current = this;
      return Map.of();
    }

    void start(int size) {
      contributions = new double[TASKS][];
      parameters = new double[size];
      arrived = 0;
      round = 0;
    }

    @Override
    public Object receive(Object received) {
      Object[] message = (Object[]) received;
      int task = (Integer) message[0];
      int theirs = (Integer) message[1];
      double[] contribution = (double[]) message[2];
      if (theirs == JOIN) {
        return new Object[] {round, parameters};
      }
      if (contribution == null) {
        return round > theirs ? new Object[] {round, parameters} : (Object) false;
      }
      if (theirs == round && contributions[task] == null) {
        contributions[task] = contribution;
        if (++arrived == contributions.length) {
          close();
        }
      }
      return true;
    }

    private void close() {
      double[] sum = new double[parameters.length];
      for (double[] contribution : contributions) {
        for (int i = 0; i < sum.length; i++) {
          sum[i] += contribution[i];
        }
      }
      Arrays.fill(contributions, null);
      arrived = 0;
      parameters = sum;
      round = round + 1;
    }
  }

  /** An executor's half. */
  static final class Executor implements ExecutorPlugin {
    static volatile PluginContext context;

    @Override
    public void init(PluginContext plugin, Map<String, String> extra) {
      context = plugin;
    }
  }

  @Override
  public DriverPlugin driverPlugin() {
    return new Driver();
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new Executor();
  }

  /** Mean seconds of a round with two tasks. */
  static double seconds(JavaSparkContext spark, int size, int rounds) {
    Driver.current.start(size);
    long start = System.nanoTime();
    spark.parallelize(List.of(0, 1), TASKS).foreach(task -> stay(task, rounds));
    return (System.nanoTime() - start) / 1e9 / rounds;
  }

  private static void stay(int task, int rounds) throws Exception {
    Object[] state = (Object[]) Executor.context.ask(new Object[] {task, JOIN, null});
    while ((Integer) state[0] < rounds) {
      int round = (Integer) state[0];
      double[] contribution = ((double[]) state[1]).clone();
      contribution[round % contribution.length] += Math.sin(round + task);
      Executor.context.ask(new Object[] {task, round, contribution});
      Object answer = Executor.context.ask(new Object[] {task, round, null});
      while (!(answer instanceof Object[])) {
        LockSupport.parkNanos(100_000);
        answer = Executor.context.ask(new Object[] {task, round, null});
      }
      state = (Object[]) answer;
    }
  }
}
