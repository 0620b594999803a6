package org.sparksvi.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.spark.SharedSpark;

/** A fit whose job group is cancelled ends soon and leaves nothing behind. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class CancelledFitTest {
  private static final String GROUP = "a cell of a notebook";
  private static final int ROUNDS = 1_000_000_000; // which nobody waits for
  private static final long SECONDS = 30; // for a machine that is busy otherwise
  private static final int TIMES = 300; // a driver between two jobs hears nothing

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"job,memory", "resident,memory", "job,disk"})
  void endsSoonAndLeavesNothing(String execution, String storage, SparkSession spark)
      throws IOException, InterruptedException {
    FaceCase face =
        FaceCase.all().filter(one -> one.name().equals("LDA")).findFirst().orElseThrow();
    Dataset<Row> rows = face.rows(spark);
    SviEstimator<?, ?> estimator =
        face.estimator()
            .get()
            .with("maxIter", ROUNDS)
            .with("tol", 0.0)
            .with("patience", 0L)
            .with("execution", execution)
            .with("storage", storage)
            .with("workDir", directory.toString());
    ExecutorService cell = Executors.newSingleThreadExecutor();
    try {
      Future<?> fit =
          cell.submit(
              () -> {
                spark.sparkContext().setJobGroup(GROUP, "fit", false);
                return estimator.fit(rows);
              });
      assertThrows(TimeoutException.class, () -> fit.get(3, TimeUnit.SECONDS));
      for (int i = 0; i < TIMES && !fit.isDone(); i++) {
        spark.sparkContext().cancelJobGroup(GROUP);
        Thread.sleep(SECONDS * 1000 / TIMES);
      }
      assertTrue(fit.isDone());
      ExecutionException ended = assertThrows(ExecutionException.class, fit::get);
      assertTrue(ended.getMessage().contains("cancelled"), ended.getMessage());
    } finally {
      cell.shutdownNow();
    }
    assertEquals(0, spark.sparkContext().getPersistentRDDs().size());
    try (Stream<Path> left = Files.list(directory)) {
      assertFalse(left.findAny().isPresent());
    }
  }
}
