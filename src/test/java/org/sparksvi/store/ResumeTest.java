package org.sparksvi.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.diagnose.Verdict.Outcome;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.engine.Workload;
import org.sparksvi.models.topics.Concentration;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.models.topics.TopicsSettings;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;

/** A run that is interrupted and goes on from a checkpoint is the run that was not. */
final class ResumeTest {
  private static final int ROUNDS = 21; // 3 epochs of 7
  private static final Plan PLAN = new Plan(2, 3, Double.POSITIVE_INFINITY, 0, 4, 3, 5);

  @TempDir Path directory;

  private static Inference inference(boolean scored) {
    List<CountBlock> blocks = StoreFixtures.blocks(108, 8);
    List<CompletionBlock> heldOut = StoreFixtures.completions(24, 8);
    TopicsSettings settings =
        TopicsSettings.of(4, StoreFixtures.COLUMNS, 0.1, 0.05)
            .withAlpha(Concentration.asymmetric(0.1));
    TopicsModel model = new TopicsModel(settings);
    MemoryBlocks<CountBlock> training = new MemoryBlocks<>(blocks);
    Workload<CountBlock, ?> workload =
        scored
            ? Workload.of(model, training, new MemoryBlocks<>(heldOut))
            : Workload.of(model, training);
    return new Inference(
        workload, Rules.all(new RobbinsMonro(8, 0.7)), PLAN, new InProcess(workload, 1));
  }

  /** Epochs are judged by the held-out score, or by the mean bound of their rounds. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRunInterruptedAtAnyRoundEndsWithTheSameBits(boolean scored) throws IOException {
    Inference inference = inference(scored);
    Fit undisturbed = inference.run(inference.start(), Listener.NONE, () -> 0);
    assertEquals(ROUNDS, undisturbed.trace().size());
    FileSystem fs = StoreFixtures.fileSystem(directory);

    for (int stop : new int[] {1, 3, 5, 7, 8, 14, 20}) {
      RunDirectory run =
          RunDirectory.openOrCreate(
              fs, new org.apache.hadoop.fs.Path(StoreFixtures.path(directory), "stop" + stop));
      Outcome first = session(run, scored, stop).verdict().outcome();
      Fit resumed = session(run, scored, ROUNDS + 1);

      assertEquals(Outcome.STOPPED, first);
      assertEquals(undisturbed.verdict().outcome(), resumed.verdict().outcome());
      CheckpointsTest.assertSameBits(undisturbed.state(), resumed.state());
      assertSameTrace(undisturbed.trace(), TraceFile.read(fs, run.trace()));
    }
  }

  /** Like a process of its own: nothing survives from the one before but files. */
  private static Fit session(RunDirectory run, boolean scored, int stop) throws IOException {
    Inference inference = inference(scored);
    Checkpoints checkpoints =
        new Checkpoints(run.fileSystem(), run.checkpoints(), 3, Map.of("data", "d"));
    State from =
        checkpoints
            .latest(
                Checkpoints.Checkpoint::state,
                message -> {
                  throw new AssertionError(message);
                })
            .orElseGet(inference::start);
    double[] seconds = {0};
    try (TraceFile trace = TraceFile.open(run.fileSystem(), run.trace(), from.round())) {
      Listener keeper =
          new CheckpointListener(trace, checkpoints, 3, 0.9, () -> seconds[0] += 0.25, line -> {});
      return inference.run(from, keeper.and(stopAfter(stop)), () -> seconds[0]);
    }
  }

  private static Listener stopAfter(long round) {
    return new Listener() {
      private boolean stop;

      @Override
      public void onRound(TraceLine line, State state) {
        stop = state.round() == round;
      }

      @Override
      public boolean wantsStop() {
        return stop;
      }
    };
  }

  private static void assertSameTrace(List<TraceLine> wanted, List<TraceLine> trace) {
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    wanted.forEach(line -> first.add(shown(line)));
    trace.forEach(line -> second.add(shown(line)));
    assertEquals(String.join("\n", first), String.join("\n", second));
  }

  /** All but the seconds, exactly. */
  private static String shown(TraceLine line) {
    return "%d %d %s %s %s %s %s %s %s %s %s %s"
        .formatted(
            line.round(),
            line.epoch(),
            Double.toHexString(line.rows()),
            Double.toHexString(line.units()),
            shown(line.rate()),
            Double.toHexString(line.expectedLogLikelihood()),
            Double.toHexString(line.localKl()),
            shown(line.globalKl()),
            shown(line.elbo()),
            shown(line.elboPerRow()),
            shown(line.elboPerUnit()),
            shown(line.heldOut()));
  }

  private static String shown(OptionalDouble value) {
    return value.isPresent() ? Double.toHexString(value.getAsDouble()) : "-";
  }
}
