package org.sparksvi.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.engine.Ended;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.laws.ModelCase;
import org.sparksvi.laws.ModelCases;
import org.sparksvi.model.NumericalException;

/** A fitting in memory, without a run directory. */
class FittingTest {
  private static final Plan PLAN = Plan.of(2, 3, 59);

  private final List<String> said = new ArrayList<>();

  static Stream<ModelCase<?, ?, ?>> models() {
    return ModelCases.all();
  }

  private Ended fit(ModelCase<?, ?, ?> model, int retries, Function<State, Follower> followers)
      throws IOException {
    try (InProcess execution = new InProcess(model.workload(), 1)) {
      Inference inference = new Inference(model.workload(), model.rules(), PLAN, execution);
      return new Fitting(
              inference, Optional.empty(), retries, followers, "rows", said::add, () -> 0)
          .fit();
    }
  }

  private static Bundle expected(ModelCase<?, ?, ?> model, int halvings) {
    try (InProcess execution = new InProcess(model.workload(), 1)) {
      Inference inference = new Inference(model.workload(), model.rules(), PLAN, execution);
      State from = halvings == 0 ? inference.start() : inference.start().withHalvings(halvings);
      return inference.follow(from, Listener.NONE, () -> 0).parameters();
    }
  }

  private static void assertSame(Bundle expected, Bundle actual) {
    for (int f = 0; f < expected.layout().count(); f++) {
      String name = expected.layout().field(f).name();
      assertArrayEquals(expected.copyOf(name), actual.copyOf(name), name);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void itIsTheLoop(ModelCase<?, ?, ?> model) throws IOException {
    Ended fit = fit(model, 0, from -> Follower.NONE);

    assertSame(expected(model, 0), fit.parameters());
    assertEquals(List.of(), said);
  }

  @ParameterizedTest
  @MethodSource("models")
  void afterBadNumbersItBeginsAnewByHalfTheStep(ModelCase<?, ?, ?> model) throws IOException {
    List<String> followed = new ArrayList<>();

    Ended fit = fit(model, 1, from -> failing(from.halvings() == 0, followed));

    assertSame(expected(model, 1), fit.parameters());
    assertEquals(List.of("followed", "left", "followed", "left"), followed);
    assertEquals(
        List.of("it is NaN; going back to round 0, and on by steps of 0.5 the size (retry 1 of 1)"),
        said);
  }

  @ParameterizedTest
  @MethodSource("models")
  void withoutARetryItSaysThatNothingWasKept(ModelCase<?, ?, ?> model) {
    NumericalException failure =
        assertThrows(
            NumericalException.class,
            () -> fit(model, 0, from -> failing(true, new ArrayList<>())));

    assertEquals("it is NaN; no state before it was kept", failure.getMessage());
  }

  /** Fails after the second round, where it fails at all. */
  private static Follower failing(boolean fails, List<String> followed) {
    followed.add("followed");
    return new Follower(
        new Listener() {
          @Override
          public void onRound(TraceLine line, State state) {
            if (fails && state.round() == 2) {
              throw new NumericalException(2, "it is NaN");
            }
          }
        },
        () -> followed.add("left"));
  }
}
