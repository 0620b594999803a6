package org.sparksvi.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.engine.BestScore;
import org.sparksvi.engine.Doubtful;
import org.sparksvi.engine.Progress;
import org.sparksvi.engine.Quanta;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.model.NumericalException;

/** Which states of a run are kept. */
final class CheckpointListenerTest {
  private static final Layout LAYOUT = Layout.of(Field.mixed("weights", 2, 2));
  private static final long EVERY = 4;

  @TempDir Path directory;
  private Checkpoints checkpoints;
  private double now;
  private final List<String> messages = new ArrayList<>();
  private FileSystem fs;

  @BeforeEach
  void open() throws IOException {
    fs = StoreFixtures.fileSystem(directory);
    checkpoints =
        new Checkpoints(
            fs, StoreFixtures.path(directory.resolve("checkpoints")), 1, Map.of("data", "d"));
  }

  private CheckpointListener listener(TraceFile trace) {
    return new CheckpointListener(
        trace, checkpoints, EVERY, Double.POSITIVE_INFINITY, () -> now, messages::add);
  }

  private TraceFile trace() throws IOException {
    return TraceFile.open(fs, StoreFixtures.path(directory.resolve("trace.jsonl")), 0);
  }

  private static State state(long round, long bestRound, double last) {
    Bundle parameters = Bundle.zeros(LAYOUT);
    parameters.set("weights", new double[] {round, 1, 2, last});
    Progress progress =
        new Progress(new double[0], 0, 0, 0, -1, new BestScore(bestRound, -1, 0), Doubtful.NONE);
    return new State(parameters, List.of(), round, Quanta.of(0), progress, 0, 0);
  }

  private static TraceLine line(long round) {
    OptionalDouble none = OptionalDouble.empty();
    return new TraceLine(
        round,
        1,
        1,
        1,
        0,
        none,
        0,
        0,
        none,
        none,
        none,
        none,
        none,
        none,
        java.util.Optional.empty(),
        java.util.Optional.empty());
  }

  private void show(CheckpointListener listener, long round, long bestRound) {
    listener.onRound(line(round), state(round, bestRound, 3));
  }

  @Test
  void theBestIsKeptBesideTheLastFromTheCheckpointOnThatFollowsIt() throws IOException {
    try (TraceFile trace = trace()) {
      CheckpointListener listener = listener(trace);
      show(listener, 1, 1);
      show(listener, 2, 2);
      show(listener, 3, 2);
      assertEquals(List.of(), checkpoints.rounds());

      show(listener, 4, 2);
      assertEquals(List.of(4L, 2L), checkpoints.rounds());
      assertEquals(2, checkpoints.read(2).state().parameters().copyOf("weights")[0]);

      show(listener, 8, 2);
      assertEquals(List.of(8L, 2L), checkpoints.rounds());

      show(listener, 12, 12);
      assertEquals(List.of(12L), checkpoints.rounds());
    }
  }

  @Test
  void aStateThatIsNotFiniteIsNotKept() throws IOException {
    try (TraceFile trace = trace()) {
      CheckpointListener listener = listener(trace);
      show(listener, 4, 0);

      NumericalException e =
          assertThrows(
              NumericalException.class,
              () -> listener.onRound(line(8), state(8, 0, Double.POSITIVE_INFINITY)));

      assertEquals(
          "field 'weights' must be finite and at most 1e150 in size, but is Infinity at row 1, column 1 after round 8",
          e.getMessage());
      assertEquals(8, e.round());
      assertEquals(List.of(4L), checkpoints.rounds());
    }
  }

  @Test
  void aFileSystemThatFailsForAMomentCostsNoTraining() throws IOException {
    try (TraceFile trace = trace()) {
      CheckpointListener listener = listener(trace);
      java.nio.file.Files.writeString(directory.resolve("checkpoints"), "in the way");
      show(listener, 4, 0);
      show(listener, 5, 0); // not yet tried again
      now = 1.5;
      show(listener, 6, 0);
      assertEquals(1, messages.size(), messages::toString);
      java.nio.file.Files.delete(directory.resolve("checkpoints"));
      now = 3;

      show(listener, 7, 0);

      assertEquals(List.of(7L), checkpoints.rounds());
    }
  }

  @Test
  void aFileSystemThatFailsForLongEndsIt() throws IOException {
    try (TraceFile trace = trace()) {
      CheckpointListener listener = listener(trace);
      java.nio.file.Files.writeString(directory.resolve("checkpoints"), "in the way");
      show(listener, 4, 0);
      now = 61;

      assertThrows(java.io.UncheckedIOException.class, () -> show(listener, 5, 0));
    }
  }

  @Test
  void theLastGoodStateOfAFailureIsKeptUnlessItIsToBlame() throws IOException {
    try (TraceFile trace = trace()) {
      CheckpointListener listener = listener(trace);
      show(listener, 1, 0);

      listener.onFailure(state(6, 0, Double.NaN));
      assertEquals(List.of(), checkpoints.rounds());

      listener.onFailure(state(6, 0, 3));
      assertEquals(List.of(6L), checkpoints.rounds());
    }
  }
}
