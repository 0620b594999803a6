package org.sparksvi.spark.resident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sparksvi.engine.Execution;
import org.sparksvi.spark.JobExecution;
import org.sparksvi.spark.SharedSpark;
import org.sparksvi.spark.WorkloadSource;
import org.sparksvi.spark.resident.ExecutionChoice.Kind;

/** Which execution is chosen, and what is said of it. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class SparkExecutionsTest {
  private static final WorkloadSource SOURCE =
      () -> {
        throw new IllegalStateException("no round is computed here");
      };

  private final List<String> said = new ArrayList<>();
  private DriverEndpoint plugin;
  private JavaSparkContext spark;

  @BeforeEach
  void open(SparkSession session) {
    spark = new JavaSparkContext(session.sparkContext());
    plugin = Endpoints.driver().orElseThrow();
  }

  @AfterEach
  void close() {
    Endpoints.begin(plugin);
  }

  private Execution open(ExecutionChoice choice, boolean ours) {
    return SparkExecutions.open(spark, "choice", SOURCE, choice, ours, said::add);
  }

  private static final ExecutionChoice AUTO =
      new ExecutionChoice(Kind.AUTO, OptionalInt.empty(), 1, 1, 1);

  private static ExecutionChoice resident(OptionalInt slots) {
    return new ExecutionChoice(Kind.RESIDENT, slots, 1, 1, 1);
  }

  @Test
  void withThePluginRoundsAreResident() {
    try (Execution execution = open(AUTO, true)) {
      assertInstanceOf(ResidentExecution.class, execution);
    }
    assertEquals(List.of("rounds are resident on 2 slots"), said);
  }

  @Test
  void inASharedSessionTheyTakeHalfOfTheSlots() {
    open(AUTO, false).close();

    assertEquals(List.of("rounds are resident on 1 slots"), said);
  }

  @Test
  void orAsManyAsAreAskedFor() {
    open(resident(OptionalInt.of(7)), false).close();

    assertEquals(List.of("rounds are resident on 7 slots"), said);
  }

  @Test
  void trainingsOfASharedSessionTakeHalfOfItsSlotsTogether() {
    try (Execution first = open(AUTO, false);
        Execution second = open(AUTO, false)) {
      assertEquals(JobExecution.class, second.getClass());
      assertNotEquals(JobExecution.class, first.getClass());
    }
    open(AUTO, false).close();

    assertEquals(
        List.of(
            "rounds are resident on 1 slots",
            "every round is a Spark job of its own: other trainings have the half of the session's"
                + " slots that is for them",
            "rounds are resident on 1 slots"),
        said);
  }

  @Test
  void withoutThePluginRoundsAreResidentToo() {
    Endpoints.end(plugin);

    try (Execution execution = open(AUTO, true)) {
      assertInstanceOf(ResidentExecution.class, execution);
    }

    assertEquals(List.of("rounds are resident on 2 slots"), said);
  }

  @Test
  void jobsWhereTheyAreAskedFor() {
    try (Execution execution = open(ExecutionChoice.job(), true)) {
      assertInstanceOf(JobExecution.class, execution);
    }
    assertEquals(List.of(), said);
  }
}
