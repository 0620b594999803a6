package org.sparksvi.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sparksvi.engine.InProcess;

/** One thread, a few, more than blocks. */
class InProcessTest extends ExecutionLaws {

  @Override
  protected Stream<ExecutionCase> executions() {
    return Stream.of(1, 2, 7)
        .map(
            threads ->
                new ExecutionCase(
                    threads + " threads", workload -> new InProcess(workload, threads)));
  }

  @Test
  void refusesNoThreads() {
    assertEquals(
        "threads must be at least 1, but was 0",
        assertThrows(
                IllegalArgumentException.class,
                () -> new InProcess(ModelCases.regression().workload(), 0))
            .getMessage());
  }
}
