package org.sparksvi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sparksvi.config.Configuration;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.data.RowForm;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Workload;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.DataFacts;
import org.sparksvi.kind.Kinds;
import org.sparksvi.kind.Trainable;
import org.sparksvi.kind.Trained;
import org.sparksvi.kinds.mixture.MixtureKind;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.Model;
import org.sparksvi.models.mixture.GaussianSummary;
import org.sparksvi.models.mixture.GaussianSummary.Component;
import org.sparksvi.models.mixture.MixtureModel;
import org.sparksvi.models.mixture.Rows;
import org.sparksvi.numeric.Cholesky;
import org.sparksvi.run.TrainingSettings;
import org.sparksvi.update.Rules;

/**
 * Gaussian mixtures at defaults beside another program's, each line of {@code bench.peers} being a
 * csv file, its columns, components, covariance, estimator, and what that program reached on
 * standardised columns: the log density per row of the rows it was fitted to, and of every fifth
 * row by a fit to the others. {@code bench/mixtures.py} writes them.
 */
@Tag("bench")
final class MixtureStartsBenchmark {
  private static final int SEEDS = Integer.getInteger("bench.seeds", 3);
  private static final double MARGIN = 0.02;
  private static final int HELD_OUT = 5;

  @Test
  void defaults() throws IOException {
    int all = 0;
    int below = 0;
    for (String line : Files.readAllLines(Path.of(System.getProperty("bench.peers")))) {
      StringBuilder differences = new StringBuilder();
      for (int seed = 1; seed <= SEEDS; seed++) {
        Difference difference = difference(line, seed);
        differences.append(
            String.format(Locale.ROOT, " %+.3f (%+.3f)", difference.fitted(), difference.held()));
        all++;
        below += difference.fitted() < -MARGIN ? 1 : 0;
      }
      System.out.println("| " + line + " |" + differences + " |");
    }
    System.out.printf(Locale.ROOT, "%d of %d more than %s below%n", below, all, MARGIN);
  }

  /**
   * Our log density per row less the other program's.
   *
   * @param fitted of the rows that were fitted
   * @param held of every fifth row, by a fit to the others
   */
  record Difference(double fitted, double held) {}

  /** At a line of the other program's. */
  static Difference difference(String line, int seed) {
    String[] peer = line.split(",", -1);
    double[][] rows = Rows.standardised(Rows.read(Path.of(peer[0]), Integer.parseInt(peer[1])));
    TrainingSettings settings = settings(peer, seed);
    return new Difference(
        densities(fit(settings, rows), rows) - Double.parseDouble(peer[5]),
        densities(fit(settings, every(rows, false)), every(rows, true))
            - Double.parseDouble(peer[6]));
  }

  /** The rows that are held out, or the others. */
  private static double[][] every(double[][] rows, boolean heldOut) {
    return IntStream.range(0, rows.length)
        .filter(r -> (r % HELD_OUT == HELD_OUT - 1) == heldOut)
        .mapToObj(r -> rows[r])
        .toArray(double[][]::new);
  }

  private static TrainingSettings settings(String[] peer, int seed) {
    List<String> values =
        List.of(
            "input.path=rows.csv",
            "input.format=csv",
            "run.directory=none",
            "model.kind=mixture",
            "model.components=" + peer[2],
            "model.covariance=" + peer[3],
            "model.estimator=" + peer[4],
            "inference.seed=" + seed);
    return TrainingSettings.of(Configuration.of("", "a benchmark", values), Kinds.installed());
  }

  /** What is published. */
  private static GaussianSummary fit(TrainingSettings settings, double[][] x) {
    List<DataRow> rows = new ArrayList<>();
    for (double[] row : x) {
      rows.add(DataRow.numbers(rows.size(), row, 1));
    }
    Collections.shuffle(rows, new Random(settings.inference().seed()));
    int columns = x[0].length;
    Vocabulary names =
        Vocabulary.of(IntStream.range(0, columns).mapToObj(Integer::toString).toList(), "names");
    DataFacts facts =
        new DataFacts(
            "rows", names, x.length, x.length, x.length, Optional.empty(), RowForm.PLAIN, 0);
    MemoryBlocks<DenseBlock> blocks =
        MemoryBlocks.pack(DenseBlock::of, columns, rows, settings.inference().batch().blockRows());
    MixtureKind kind = new MixtureKind();
    return fit(
        settings, kind, blocks, Trained.untrained(kind, settings.model(), facts).begin(facts));
  }

  private static <M extends Model<DenseBlock> & HeldOut<DenseBlock>> GaussianSummary fit(
      TrainingSettings settings,
      MixtureKind kind,
      MemoryBlocks<DenseBlock> blocks,
      Trainable<DenseBlock, DenseBlock, M> trainable) {
    Workload<DenseBlock, DenseBlock> workload = Workload.of(trainable.model(), blocks);
    Rules rules = kind.rules(settings.model(), settings.steps(blocks.count()), 1);
    try (InProcess execution = new InProcess(workload, 1)) {
      Inference inference =
          new Inference(workload, rules, settings.plan(blocks.count()), execution);
      Fit fit = inference.run(inference.start(), Listener.NONE, () -> 0);
      MixtureModel<DenseBlock> model = kind.model(settings.model(), blocks.read(0).columns());
      return GaussianSummary.of(model, trainable.publish().apply(fit.parameters()).parameters());
    }
  }

  /** Mean log density of rows by the published weights, means and covariances. */
  private static double densities(GaussianSummary summary, double[][] rows) {
    double[][] logs = new double[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      logs[r] = new double[summary.components().size()];
    }
    for (int k = 0; k < summary.components().size(); k++) {
      Component component = summary.components().get(k);
      int columns = component.means().length;
      Cholesky factor = Cholesky.of(component.covariance(), columns, "a covariance");
      double constant =
          Math.log(component.weight())
              - 0.5 * (columns * Math.log(2 * Math.PI) + factor.logDeterminant());
      for (int r = 0; r < rows.length; r++) {
        double[] off = rows[r].clone();
        for (int d = 0; d < columns; d++) {
          off[d] -= component.means()[d];
        }
        logs[r][k] = constant - 0.5 * factor.inverseQuadratic(off);
      }
    }
    double sum = 0;
    for (double[] row : logs) {
      double largest = Arrays.stream(row).max().orElseThrow();
      sum += largest + Math.log(Arrays.stream(row).map(v -> Math.exp(v - largest)).sum());
    }
    return sum / rows.length;
  }
}
