package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NotDirectoryException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read when something went wrong that has no code of its own. */
final class FailureTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Lost task 0.3 in stage 5.0 (TID 9) (10.0.0.7 executor 1): java.lang.OutOfMemoryError: Java heap space",
        "ExecutorLostFailure (executor 2 exited caused by one of the running tasks) Reason: Command exited with code 52"
      })
  void aTaskWithoutMemoryNamesTheKnobs(String text) {
    Failure failure = Failure.of(new IllegalStateException("rounds", new SparkException(text)));

    assertEquals(ExitCode.UNEXPECTED, failure.code());
    assertTrue(failure.message().startsWith("a task ran out of memory"), failure.message());
    assertTrue(failure.message().contains("spark.executor.memory"), failure.message());
    assertTrue(failure.message().contains("inference.block-size"), failure.message());
  }

  @Test
  void whatAFileSystemRefusesIsSaidAndNotToBeRepeated() {
    Failure denied =
        Failure.of(
            new UncheckedIOException(
                "cannot read run", new AccessDeniedException("run/run.json", null, "no rights")));
    Failure taken = Failure.of(new NotDirectoryException("run/model"));
    Failure full = Failure.of(new UncheckedIOException(new IOException("No space left")));

    assertEquals(ExitCode.RUN_DIRECTORY, denied.code());
    assertEquals("cannot read run: access denied: run/run.json: no rights", denied.message());
    assertEquals(ExitCode.RUN_DIRECTORY, taken.code());
    assertEquals("not directory: run/model", taken.message());
    assertEquals(ExitCode.UNEXPECTED, full.code());
  }

  @Test
  void aTasksErrorThatSparkBringsAsTheCauseIsNoneOfTheDriver() {
    OutOfMemoryError error = new OutOfMemoryError("Java heap space");
    String text =
        "Job aborted due to stage failure: Task 0 in stage 5.0 failed 2 times, most recent failure:"
            + " Lost task 0.1 in stage 5.0 (TID 9) (10.0.0.7 executor 1): "
            + error;

    Failure failure = Failure.of(new IllegalStateException(text, new SparkException(text, error)));

    assertTrue(failure.message().startsWith("a task ran out of memory"), failure.message());
    assertTrue(failure.message().contains("failed 2 times"), failure.message());
  }

  /** In local mode, where spark.executor.memory has no effect. */
  @Test
  void aTaskWithoutMemoryInTheDriverNamesTheDriversKnob() {
    String text =
        "Lost task 0.0 in stage 8.0 (TID 9) (10.0.0.7 executor driver): "
            + new OutOfMemoryError("Java heap space");

    String message =
        Failure.of(new IllegalStateException("rounds", new SparkException(text))).message();

    assertTrue(message.startsWith("a task ran out of memory"), message);
    assertTrue(message.contains("spark.driver.memory (submit/svi: SVI_DRIVER_MEMORY)"), message);
    assertTrue(message.contains("inference.block-size"), message);
    assertFalse(message.contains("spark.executor.memory"), message);
  }

  @Test
  void anExecutorThatWasKilledMayHaveHadNoMemory() {
    String text = "Job aborted: Container marked as failed. Exit status: 137. Killed";

    String message = Failure.of(new SparkException(text.replace("Exit", "exit"))).message();

    assertTrue(message.startsWith("an executor went down"), message);
    assertTrue(message.contains("most often for want of memory"), message);
    assertTrue(message.contains("spark.executor.memory"), message);
  }

  @Test
  void anExecutorThatWentDownBeforeTheRetryNamesTheKnobsToo() {
    Failure failure =
        Failure.of(
            new IllegalStateException(
                "Lost task 1.1 in stage 8.0 (TID 12) (127.0.0.2 executor 1): java.util.concurrent."
                    + "RejectedExecutionException: Task org.apache.spark.executor.Executor$TaskRunner@4a0fc09a"
                    + " rejected from java.util.concurrent.ThreadPoolExecutor@1ea39e02[Shutting down]"));

    assertTrue(failure.message().startsWith("an executor went down"), failure.message());
    assertTrue(failure.message().contains("spark.executor.memory"), failure.message());
    assertTrue(failure.message().contains("inference.block-size"), failure.message());
  }

  @Test
  void aDriverWithoutMemoryNamesItsKnob() {
    Failure failure = Failure.of(new RuntimeException(new OutOfMemoryError("Java heap space")));

    assertTrue(failure.message().startsWith("the driver ran out of memory"), failure.message());
    assertTrue(failure.message().contains("spark.driver.memory"), failure.message());
  }

  @Test
  void aFullDiskIsSaidInItsOwnWords() {
    Failure failure =
        Failure.of(
            new UncheckedIOException(
                "cannot keep round 12", new IOException("No space left on device")));

    assertEquals(ExitCode.UNEXPECTED, failure.code());
    assertEquals("cannot keep round 12: No space left on device", failure.message());
  }

  @Test
  void whatNobodyExpectedIsNamed() {
    assertEquals(
        "unexpected IllegalStateException: no message",
        Failure.of(new IllegalStateException()).message());
  }
}
