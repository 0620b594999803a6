package org.sparksvi.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.job.CommandRun;
import org.sparksvi.spark.SharedSpark;

/** Models that the batches of a stream update. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class SviStreamTest {
  private static final int BATCHES = 3;

  @TempDir Path directory;
  private SparkSession spark;
  private Dataset<Row> rows;
  private String run;
  private GaussianMixtureModel base;
  private final List<Long> seen = new ArrayList<>();

  @BeforeEach
  void trainAndWriteFiles(SparkSession session) {
    spark = session;
    rows =
        FaceCase.all()
            .filter(face -> face.name().equals("GaussianMixture"))
            .findFirst()
            .orElseThrow()
            .rows(spark);
    run = directory.resolve("run").toString();
    base =
        new GaussianMixture()
            .setK(2)
            .setMaxIter(5)
            .with("estimator", "bayes")
            .with("runDirectory", run)
            .fit(rows.filter("id % 4 = 3"));
    for (int b = 0; b < BATCHES; b++) {
      batch(b).coalesce(1).write().mode("append").parquet(files()); // a batch has the oldest file
    }
  }

  private Dataset<Row> batch(int number) {
    return rows.filter("id % 4 = " + number);
  }

  private String files() {
    return directory.resolve("files").toString();
  }

  /** Goes through all files, one a batch, from where the checkpoint stands. */
  private void stream(VoidFunction2<Dataset<Row>, Long> sink)
      throws StreamingQueryException, TimeoutException {
    spark
        .readStream()
        .schema(rows.schema())
        .option("maxFilesPerTrigger", 1)
        .parquet(files())
        .writeStream()
        .foreachBatch(sink)
        .option("checkpointLocation", directory.resolve("checkpoint").toString())
        .trigger(Trigger.AvailableNow())
        .start()
        .awaitTermination();
  }

  private GaussianMixtureModel expected() {
    GaussianMixtureModel model = base;
    for (int b = 0; b < BATCHES; b++) {
      model = model.update(batch(b));
    }
    return model;
  }

  @Test
  void everyBatchIsAnUpdate() throws StreamingQueryException, TimeoutException {
    stream(SviStream.updating(run));

    GaussianMixtureModel published = GaussianMixtureModel.load(run);
    FaceLawsTest.assertSame(expected().trained(), published.trained(), "updated");
    assertEquals(rows.count(), published.transform(rows).filter("prediction >= 0").count());
    assertTrue(CommandRun.done("rollback", run).out().contains("updates/000002"));
  }

  /** The query fails after the model was published, but before the batch is committed. */
  @Test
  void aBatchThatComesAgainIsInTheModelOnce() throws StreamingQueryException, TimeoutException {
    SviStream sink = SviStream.updating(run);
    AtomicBoolean fails = new AtomicBoolean(true);
    VoidFunction2<Dataset<Row>, Long> failing =
        (batch, id) -> {
          seen.add(id);
          sink.call(batch, id);
          if (id == 1 && fails.getAndSet(false)) {
            throw new IllegalStateException("after the update");
          }
        };
    assertThrows(StreamingQueryException.class, () -> stream(failing));

    stream(failing);

    assertEquals(List.of(0L, 1L, 1L, 2L), seen);
    FaceLawsTest.assertSame(
        expected().trained(), GaussianMixtureModel.load(run).trained(), "once each");
  }

  /** The query fails while a batch is read, and nothing of it is published. */
  @Test
  void aBatchThatFailedIsDoneAnew() throws StreamingQueryException, TimeoutException {
    SviStream sink = SviStream.updating(run);
    AtomicBoolean fails = new AtomicBoolean(true);
    VoidFunction2<Dataset<Row>, Long> failing =
        (batch, id) ->
            sink.call(
                id == 1 && fails.getAndSet(false)
                    ? batch.selectExpr("id", "if(id > 20, null, features) as features")
                    : batch,
                id);
    assertThrows(StreamingQueryException.class, () -> stream(failing));
    FaceLawsTest.assertSame(
        base.update(batch(0)).trained(), GaussianMixtureModel.load(run).trained(), "first only");

    stream(failing);

    FaceLawsTest.assertSame(
        expected().trained(), GaussianMixtureModel.load(run).trained(), "all of them");
  }

  @Test
  void streamsAreKnownByTheirNames() {
    SviStream one = SviStream.updating(run);
    one.update(batch(0), 0);
    one.update(batch(0), 0);
    one.update(batch(0).limit(0), 1);
    one.named("other").update(batch(1), 0);
    one.update(batch(2), 2);

    FaceLawsTest.assertSame(
        expected().trained(), GaussianMixtureModel.load(run).trained(), "of both streams");
    assertThrows(IllegalArgumentException.class, () -> SviStream.updating(run).forgetting(0));
    IllegalArgumentException other =
        assertThrows(IllegalArgumentException.class, () -> LDAModel.load(run));
    assertTrue(other.getMessage().contains("of the kind topics"), other.getMessage());
  }
}
