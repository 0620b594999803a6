package org.sparksvi.laws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;

/** A state is all that a run needs to go on. */
class ResumeLawsTest {
  private static final long SEED = 47;

  /** Four blocks a round of six: every second round is short. */
  private static final Plan PLAN = new Plan(4, 4, Double.POSITIVE_INFINITY, 1e-12, 3, 3, SEED);

  static Stream<ModelCase<?, ?, ?>> models() {
    return ModelCases.all();
  }

  @ParameterizedTest
  @MethodSource("models")
  void aRunThatGoesOnFromAnySnapshotIsTheStraightRun(ModelCase<?, ?, ?> model) {
    List<State> snapshots = new ArrayList<>();
    Listener keep =
        new Listener() {
          @Override
          public void onRound(TraceLine line, State state) {
            snapshots.add(state.snapshot());
          }
        };
    try (InProcess execution = new InProcess(model.workload(), 1)) {
      Inference straight = model.inference(PLAN, execution);
      State start = straight.start();
      snapshots.add(start.snapshot());
      Fit expected = straight.run(start, keep, () -> 0);

      for (int r = 0; r < snapshots.size(); r++) {
        Inference fresh = model.inference(PLAN, execution);
        Fit resumed = fresh.run(snapshots.get(r).snapshot(), Listener.NONE, () -> 0);

        assertArrayEquals(Bits.of(expected.state()), Bits.of(resumed.state()), "round " + r);
        assertEquals(
            expected.trace().subList(r, expected.trace().size()), resumed.trace(), "round " + r);
        assertEquals(expected.verdict(), resumed.verdict(), "round " + r);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void aSnapshotIsNotWrittenToByLaterRounds(ModelCase<?, ?, ?> model) {
    List<State> snapshots = new ArrayList<>();
    List<long[]> bits = new ArrayList<>();
    Listener keep =
        new Listener() {
          @Override
          public void onRound(TraceLine line, State state) {
            State snapshot = state.snapshot();
            snapshots.add(snapshot);
            bits.add(Bits.of(snapshot));
          }
        };
    try (InProcess execution = new InProcess(model.workload(), 1)) {
      Inference inference = model.inference(PLAN, execution);
      inference.run(inference.start(), keep, () -> 0);
    }

    for (int r = 0; r < snapshots.size(); r++) {
      assertArrayEquals(bits.get(r), Bits.of(snapshots.get(r)));
    }
  }
}
