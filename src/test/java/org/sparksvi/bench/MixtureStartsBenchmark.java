package org.sparksvi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.sparksvi.models.mixture.Rows;
import org.sparksvi.run.TrainingSettings;
import org.sparksvi.update.Rules;

/**
 * Gaussian mixtures at defaults beside the log-likelihoods per row that another program reached,
 * each line of {@code bench.peers} being a csv file, its columns, components, covariance, and that
 * number on standardised columns. {@code bench/mixtures.py} writes them.
 */
@Tag("bench")
final class MixtureStartsBenchmark {
  private static final int SEEDS = Integer.getInteger("bench.seeds", 3);
  private static final double MARGIN = 0.02;

  @Test
  void defaults() throws IOException {
    int all = 0;
    int below = 0;
    for (String line : Files.readAllLines(Path.of(System.getProperty("bench.peers")))) {
      String[] peer = line.split(",", -1);
      double[][] rows = Rows.standardised(Rows.read(Path.of(peer[0]), Integer.parseInt(peer[1])));
      StringBuilder differences = new StringBuilder();
      for (int seed = 1; seed <= SEEDS; seed++) {
        TrainingSettings settings = settings(peer, seed);
        double off = fit(settings, rows) - Double.parseDouble(peer[4]);
        differences.append(String.format(Locale.ROOT, " %+.3f", off));
        all++;
        below += off < -MARGIN ? 1 : 0;
      }
      System.out.println("| " + line + " |" + differences + " |");
    }
    System.out.printf(Locale.ROOT, "%d of %d more than %s below%n", below, all, MARGIN);
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
            "inference.seed=" + seed);
    return TrainingSettings.of(Configuration.of("", "a benchmark", values), Kinds.installed());
  }

  /** The bound per row of the last round. */
  private static double fit(TrainingSettings settings, double[][] x) {
    List<DataRow> rows = new ArrayList<>();
    for (double[] row : x) {
      rows.add(DataRow.numbers(rows.size(), row, 1));
    }
    Collections.shuffle(rows, new Random(settings.inference().seed()));
    int columns = x[0].length;
    Vocabulary names =
        Vocabulary.of(IntStream.range(0, columns).mapToObj(Integer::toString).toList(), "names");
    DataFacts facts =
        new DataFacts("rows", names, x.length, x.length, x.length, Optional.empty(), RowForm.PLAIN);
    MemoryBlocks<DenseBlock> blocks =
        MemoryBlocks.pack(DenseBlock::of, columns, rows, settings.inference().batch().blockRows());
    MixtureKind kind = new MixtureKind();
    return fit(
        settings, kind, blocks, Trained.untrained(kind, settings.model(), facts).begin(facts));
  }

  private static <M extends Model<DenseBlock> & HeldOut<DenseBlock>> double fit(
      TrainingSettings settings,
      MixtureKind kind,
      MemoryBlocks<DenseBlock> blocks,
      Trainable<DenseBlock, DenseBlock, M> trainable) {
    Workload<DenseBlock, DenseBlock> workload = Workload.of(trainable.model(), blocks);
    Rules rules = kind.rules(settings.steps(blocks.count()), 1);
    try (InProcess execution = new InProcess(workload, 1)) {
      Inference inference =
          new Inference(workload, rules, settings.plan(blocks.count()), execution);
      Fit fit = inference.run(inference.start(), Listener.NONE, () -> 0);
      return fit.trace().get(fit.trace().size() - 1).elbo().orElseThrow() / blocks.totalRows();
    }
  }
}
