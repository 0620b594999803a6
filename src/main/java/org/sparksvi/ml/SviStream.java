package org.sparksvi.ml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparksvi.config.Choices;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.kind.Kinds;
import org.sparksvi.rows.CountSettings;
import org.sparksvi.rows.HeldOutSource;
import org.sparksvi.rows.LabelledSettings;
import org.sparksvi.run.Day;
import org.sparksvi.run.RecordedRun;
import org.sparksvi.run.TrainingSettings;
import org.sparksvi.spark.input.InputException;

/**
 * Updates the model of a run by the batches of a stream, for {@code DataStreamWriter.foreachBatch}.
 * A batch is what {@code svi update} calls a day, and its name is that of the stream and the
 * batch's number: a batch that comes again, since the query failed after it or begins again at its
 * checkpoint, is in the model once.
 *
 * <p>Batches keep no sample of rows for updates to come, and the first ends the run's own.
 *
 * <p>A batch has the columns that the run was trained on, by their names. Where its files had none,
 * they are those of Spark's readers of such files: {@code value} of text, {@code features} and
 * {@code label} of libsvm; and {@code features}, vectors of the counts of the model's words, where
 * they were docword.
 *
 * @param run directory of a run of {@code svi train}, or of an estimator with a {@code
 *     runDirectory}; but not of pictures
 * @param stream name of the stream; two streams that feed one run have two
 * @param forgetting what the sums over earlier rows are multiplied by, in (0, 1]
 * @param keep models that stay, to which {@code svi rollback} goes back
 */
public record SviStream(String run, String stream, double forgetting, int keep)
    implements VoidFunction2<Dataset<Row>, Long> {
  private static final Logger LOG = LoggerFactory.getLogger(SviStream.class);
  private static final int DAYS = 7;

  /** A batch has no held-out rows. */
  private static final List<String> UNSCORED =
      List.of("input.held-out=0", "inference.patience=0", "run.publish=last");

  public SviStream {
    if (!(forgetting > 0 && forgetting <= 1)) {
      throw new IllegalArgumentException("forgetting must be in (0, 1], but was " + forgetting);
    }
    if (keep < 1) {
      throw new IllegalArgumentException("keep must be at least 1, but was " + keep);
    }
  }

  /** Updates the model of a run by a stream that forgets nothing. */
  public static SviStream updating(String run) {
    return new SviStream(run, "stream", 1, DAYS);
  }

  /** The same by the stream of a name. */
  public SviStream named(String name) {
    return new SviStream(run, name, forgetting, keep);
  }

  /** The same, but sums over earlier rows are multiplied by a factor at every batch. */
  public SviStream forgetting(double factor) {
    return new SviStream(run, stream, factor, keep);
  }

  /** The same, but so many models stay. */
  public SviStream keeping(int models) {
    return new SviStream(run, stream, forgetting, models);
  }

  @Override
  public void call(Dataset<Row> batch, Long id) {
    update(batch, id);
  }

  /**
   * Brings a batch into the model; one without rows changes nothing.
   *
   * @throws IllegalArgumentException where the rows or the run are not acceptable
   */
  public void update(Dataset<Row> batch, long id) {
    boolean persists = batch.storageLevel().equals(StorageLevel.NONE());
    if (persists) {
      batch.persist(StorageLevel.MEMORY_AND_DISK());
    }
    try {
      if (!batch.isEmpty()) {
        feed(batch, "%s, batch %d".formatted(stream, id));
      }
    } catch (ConfigurationException | InputException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } finally {
      if (persists) {
        batch.unpersist();
      }
    }
  }

  private void feed(Dataset<Row> batch, String name) {
    SparkSession spark = batch.sparkSession();
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    RecordedRun recorded = RecordedRun.open(run, hadoop, Kinds.installed());
    TrainingSettings trained = recorded.settings(List.of());
    String table = name.strip();
    Map<String, Dataset<Row>> tables = new HashMap<>();
    tables.put(table, batch);
    tables.put(
        FrameSettings.WORDS,
        spark.createDataset(recorded.model(trained).names().words(), Encoders.STRING()).toDF());
    List<String> overrides = new ArrayList<>(trained.updateDefaults());
    overrides.addAll(input(trained, table));
    overrides.add("run.reservoir-megabytes=0"); // batches come too often to fit all again with each
    Day.Request request =
        new Day.Request(overrides, forgetting, keep, Optional.of(new Day.Batch(name, tables)));
    Day.Outcome outcome =
        Day.feed(new SessionHost(spark, LOG::info, line -> {}), recorded, request);
    if (outcome instanceof Day.Unpublished unpublished) {
      throw new IllegalStateException(
          "%s is not in the model of %s: %s".formatted(name, run, unpublished.verdict().reason()));
    }
  }

  /** Keys of the input, which is a table that is at hand. */
  private List<String> input(TrainingSettings trained, String table) {
    List<String> keys = new ArrayList<>(UNSCORED);
    if (trained.input().table().isCatalog()) {
      keys.add("input.table=" + table);
    } else {
      keys.add("input.path=" + table);
      keys.add("input.format=parquet"); // of named columns; the table comes before it
    }
    if (trained.input().heldOut() instanceof HeldOutSource.Halves) {
      keys.add("input.held-out-observed=null");
    }
    if (trained.rows() instanceof CountSettings counts && counts.vocabulary().isPresent()) {
      keys.add("input.vocabulary=" + FrameSettings.WORDS);
    }
    switch (trained.input().format()) {
      case CSV, JSON, PARQUET, TABLE -> {}
      case TEXT, FILES -> keys.add("input.column=value");
      case DOCWORD, LIBSVM -> {
        keys.add("input.column=features");
        if (trained.rows() instanceof LabelledSettings) {
          keys.add("input.response-column=label");
        }
      }
      case IDX, IMAGES ->
          throw new IllegalArgumentException(
              "run directory %s must be of rows that batches of a stream can hold, but was trained on pictures, of the format %s"
                  .formatted(run, Choices.word(trained.input().format())));
    }
    return keys;
  }
}
