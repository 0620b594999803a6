package org.sparksvi.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
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
import org.sparksvi.model.NumericalException;
import org.sparksvi.store.Checkpoints;

/** Where a run goes on that met numbers which are not finite. */
final class RecoveryTest {
  private final NumericalException failure = new NumericalException(11, "it is NaN");

  @TempDir Path directory;
  private Checkpoints checkpoints;

  @BeforeEach
  void open() throws IOException {
    checkpoints =
        new Checkpoints(
            FileSystem.getLocal(new Configuration(false)),
            new org.apache.hadoop.fs.Path(directory.toUri()),
            3,
            Map.of());
  }

  private static State state(long round) {
    Progress progress =
        new Progress(new double[0], 0, 0, 0, -1, new BestScore(0, 0, 0), Doubtful.NONE);
    return new State(
        Bundle.zeros(Layout.of(Field.mixed("weights", 1, 1))),
        List.of(),
        round,
        Quanta.of(0),
        progress,
        0,
        0);
  }

  private State before(long lastGood, int halvings, int retries) throws IOException {
    return new Recovery(Optional.of(checkpoints), retries)
        .before(lastGood, halvings, failure, () -> state(0));
  }

  @Test
  void itGoesBackBeforeTheStateThatFailedByHalfTheStep() throws IOException {
    for (long round : new long[] {4, 7, 10}) {
      checkpoints.save(state(round));
    }

    State first = before(10, 0, 3);
    State second = before(7, 1, 3);

    assertEquals(7, first.round());
    assertEquals(1, first.halvings());
    assertEquals(4, second.round());
    assertEquals(2, second.halvings());
  }

  @Test
  void aDamagedCheckpointIsPassedOver() throws IOException {
    checkpoints.save(state(4));
    checkpoints.save(state(7));
    Files.write(directory.resolve("round-000000000007.safetensors"), new byte[3]);

    assertEquals(4, before(10, 0, 1).round());
  }

  @Test
  void whereNothingEarlierIsKeptItBeginsAnew() throws IOException {
    checkpoints.save(state(10));

    assertEquals(0, before(10, 0, 1).round());
  }

  @Test
  void withoutARetryLeftTheLastGoodStateIsNamed() throws IOException {
    NumericalException none = assertThrows(NumericalException.class, () -> before(10, 0, 0));
    checkpoints.save(state(10));
    NumericalException last = assertThrows(NumericalException.class, () -> before(10, 2, 2));

    assertEquals("it is NaN; no state before it was kept", none.getMessage());
    assertEquals(
        "it is NaN; the last good state, that after round 10, is %s"
            .formatted(
                new org.apache.hadoop.fs.Path(
                    directory.toUri() + "round-000000000010.safetensors")),
        last.getMessage());
    assertEquals(failure, last.getCause());
  }
}
