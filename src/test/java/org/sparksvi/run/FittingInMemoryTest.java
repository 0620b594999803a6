package org.sparksvi.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.Ended;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.Workload;
import org.sparksvi.job.CommandRun;
import org.sparksvi.job.Corpus;
import org.sparksvi.job.ExitCode;
import org.sparksvi.kind.Kinds;
import org.sparksvi.kind.Trainable;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.Model;
import org.sparksvi.spark.SharedSpark;
import org.sparksvi.update.Rules;

/** The rows of a run, fitted in memory: the bits that {@code svi train} gives. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class FittingInMemoryTest {
  @TempDir Path directory;

  @Test
  void givesTheBitsOfTheCommand() throws IOException {
    Corpus.write(directory, 60);
    CommandRun train = CommandRun.of("train", Corpus.configuration(directory).toString());
    assertEquals(ExitCode.DONE, train.code(), train.err());
    Configuration hadoop = new Configuration(false);
    RecordedRun run =
        RecordedRun.open(directory.resolve("run").toString(), hadoop, Kinds.installed());
    TrainingSettings settings = run.settings(List.of());
    Trainable<?, ?, ?> trainable = settings.begin(Preparation.reuse(run.directory(), Map.of()));
    Workload<?, ?> stored = Training.source(trainable, run.directory(), false, true, hadoop).open();

    Ended fit = fit(inMemory(stored), settings);

    Bundle published = run.model(settings).published().parameters();
    for (int f = 0; f < published.layout().count(); f++) {
      String name = published.layout().field(f).name();
      assertArrayEquals(published.copyOf(name), fit.parameters().copyOf(name), name);
    }
  }

  private static Ended fit(Workload<?, ?> workload, TrainingSettings settings) throws IOException {
    Plan plan = settings.plan(workload.training().count());
    try (InProcess execution = new InProcess(workload, 2)) {
      int blocks = workload.training().count();
      Rules rules = settings.kind().rules(settings.model(), settings.steps(blocks), 1);
      return new Fitting(
              new Inference(workload, rules, plan, execution),
              Optional.empty(),
              0,
              from -> Follower.NONE,
              "rows in memory",
              line -> {},
              () -> 0)
          .fit();
    }
  }

  /** The same workload over blocks that no file holds. */
  @SuppressWarnings("unchecked") // a stored model scores its own held-out blocks
  private static <B extends Block, H extends Block, M extends Model<B> & HeldOut<H>>
      Workload<B, H> inMemory(Workload<B, H> stored) {
    return Workload.of((M) stored.model(), inMemory(stored.training()), inMemory(stored.heldOut()));
  }

  private static <B extends Block> Blocks<B> inMemory(Blocks<B> stored) {
    return new MemoryBlocks<>(IntStream.range(0, stored.count()).mapToObj(stored::read).toList());
  }
}
