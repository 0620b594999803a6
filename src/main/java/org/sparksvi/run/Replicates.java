package org.sparksvi.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparksvi.diagnose.Finding;
import org.sparksvi.diagnose.Trust;
import org.sparksvi.diagnose.Verdict;
import org.sparksvi.engine.Execution;
import org.sparksvi.engine.Workload;
import org.sparksvi.kind.Parts;
import org.sparksvi.kind.Trainable;
import org.sparksvi.kind.Trained;
import org.sparksvi.model.NumericalException;
import org.sparksvi.numeric.Assignment;
import org.sparksvi.numeric.NotPositiveDefiniteException;
import org.sparksvi.spark.WorkloadSource;

/**
 * How alike trainings of other seeds on the same blocks are, part by part: each part's similarity
 * with the one that an optimal assignment gives it, averaged over the trainings.
 *
 * @param finding of all parts
 * @param similarity by the parts' numbers; 0 for those that are not in use
 */
record Replicates(Finding finding, List<Double> similarity) {

  /** Where trainings are not compared. */
  static Replicates none(String reason, String knob) {
    return new Replicates(new Finding("unknown", reason, knob), List.of());
  }

  /**
   * Trains with the seeds behind the first one, and compares.
   *
   * @param first the model that is published
   */
  static Replicates of(
      Host host,
      TrainingSettings settings,
      JavaSparkContext spark,
      String name,
      WorkloadSource source,
      Trainable<?, ?, ?> trainable,
      Trained<?, ?, ?> first)
      throws IOException {
    int trainings = settings.inference().replicates();
    if (trainings < 2) {
      return none(
          "one training was made, and none of another seed to compare it with",
          "inference.replicates = 5");
    }
    Optional<Parts<?>> parts = parts(first);
    if (parts.isEmpty()) {
      return none("models of this kind have no parts that could be compared", "");
    }
    String others = name + ", other seeds";
    SparkFit all = new SparkFit(host, settings, spark, "svi " + others, others, Optional.empty());
    Workload<?, ?> workload = source.open();
    double[][] similarities = new double[trainings - 1][];
    long seed = settings.inference().seed();
    try (Execution execution = all.execution(source)) { // blocks are read by its first rounds
      for (int t = 1; t < trainings; t++) {
        seed++;
        host.note("training again with inference.seed = %d, to compare".formatted(seed));
        SparkFit.Told told =
            all.seeded(seed, "%s, seed %d".formatted(name, seed))
                .fit(workload, trainable, execution);
        if (told.verdict().outcome() == Verdict.Outcome.STOPPED) {
          return none("the trainings to compare with were stopped", "the same command goes on");
        }
        similarities[t - 1] = matched(parts.get(), parts(told.trained()).orElseThrow());
      }
    } catch (NumericalException | NotPositiveDefiniteException e) {
      return none("the training with seed %d failed: %s".formatted(seed, e.getMessage()), "");
    }
    return judged(parts.get(), similarities);
  }

  private static <T extends Trained<?, ?, ?>> Optional<Parts<?>> parts(T trained) {
    return trained.parts();
  }

  /** The similarity of each part in use with its partner; 0 where it has none. */
  static double[] matched(Parts<?> parts, Parts<?> others) {
    int[] rows = parts.inUse();
    int[] columns = others.inUse();
    double[] gains = new double[rows.length * columns.length];
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < columns.length; c++) {
        gains[r * columns.length + c] = parts.similarity(rows[r], others, columns[c]);
      }
    }
    int[] partners = Assignment.largest(gains, rows.length, columns.length);
    double[] similarities = new double[parts.used().length];
    for (int r = 0; r < rows.length; r++) {
      similarities[rows[r]] = partners[r] < 0 ? 0 : gains[r * columns.length + partners[r]];
    }
    return similarities;
  }

  /**
   * The word for similarities.
   *
   * @param similarities by training and part
   */
  static Replicates judged(Parts<?> parts, double[][] similarities) {
    List<Double> means = new ArrayList<>();
    for (int p = 0; p < parts.used().length; p++) {
      int part = p;
      means.add(Arrays.stream(similarities).mapToDouble(one -> one[part]).average().orElseThrow());
    }
    double[] used = Arrays.stream(parts.inUse()).mapToDouble(means::get).toArray();
    return new Replicates(
        Trust.ofReplicates(parts.called(), used, similarities.length), List.copyOf(means));
  }
}
