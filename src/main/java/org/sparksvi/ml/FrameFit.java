package org.sparksvi.ml;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.Utils;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.diagnose.Verdict;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.format.FormatException;
import org.sparksvi.kind.Trained;
import org.sparksvi.run.MemoryRun;
import org.sparksvi.run.Resume;
import org.sparksvi.run.Run;
import org.sparksvi.run.TrainingSettings;
import org.sparksvi.spark.MemoryLimitException;
import org.sparksvi.spark.input.Columns;
import org.sparksvi.spark.input.InputException;
import org.sparksvi.store.HadoopFiles;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.TraceFile;

/**
 * Fits a model to a DataFrame, which is evaluated once.
 *
 * @param from what it goes on from or begins at, where it does
 * @param log told what people should know
 * @param rounds told of every round when it is done
 */
record FrameFit(
    Face face,
    PipelineStage stage,
    Dataset<?> dataset,
    Optional<From> from,
    Consumer<String> log,
    Consumer<TraceLine> rounds) {
  private static final long MOST_BYTES = 256L << 20; // of rows in memory, where nobody asks for it
  private static final int HEAP_SHARE = 10;

  /** A model that there is already. */
  sealed interface From {
    Trained<?, ?, ?> before();
  }

  /**
   * A model that goes on with more rows.
   *
   * @param memory what the sums over earlier rows are multiplied by, in [0, 1]
   */
  record Update(Trained<?, ?, ?> before, double memory) implements From {}

  /** A model whose parameters a new one begins at. */
  record Initial(Trained<?, ?, ?> before) implements From {}

  Learnt fit() {
    Dataset<Row> rows = face.byName() ? dataset.toDF() : dataset.select(columns());
    boolean persists = dataset.storageLevel().equals(StorageLevel.NONE());
    if (persists) {
      rows.persist(StorageLevel.MEMORY_AND_DISK());
    }
    try {
      return fit(rows);
    } catch (ConfigurationException | InputException | FormatException | MemoryLimitException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("%s: cannot keep its rows".formatted(stage.uid()), e);
    } finally {
      if (persists) {
        rows.unpersist();
      }
    }
  }

  private Column[] columns() {
    List<Column> columns = new ArrayList<>();
    for (String param :
        List.of(
            face.features(), Face.WEIGHT, Face.LABEL, Face.OFFSET, Face.TRIALS, Face.VALIDATION)) {
      FrameColumns.text(stage, param).map(Columns::named).ifPresent(columns::add);
    }
    return columns.toArray(Column[]::new);
  }

  /** The tables that settings name. */
  private Map<String, Dataset<Row>> tables(Dataset<Row> rows) {
    Map<String, Dataset<Row>> tables = new LinkedHashMap<>();
    Optional<String> validation = FrameColumns.text(stage, Face.VALIDATION);
    if (validation.isPresent()) {
      Column held = coalesce(Columns.named(validation.get()), lit(false));
      Column flags = Columns.named(validation.get()); // no column of the model
      tables.put(FrameSettings.VALIDATION_ROWS, rows.filter(held).drop(flags));
      tables.put(FrameSettings.ROWS, rows.filter(not(held)).drop(flags));
    } else {
      tables.put(FrameSettings.ROWS, rows);
    }
    if (stage.hasParam(Face.VOCABULARY) && stage.isSet(stage.getParam(Face.VOCABULARY))) {
      String[] words = (String[]) stage.getOrDefault(stage.getParam(Face.VOCABULARY));
      tables.put(
          FrameSettings.WORDS, spark().createDataset(List.of(words), Encoders.STRING()).toDF());
    }
    return tables;
  }

  private Learnt fit(Dataset<Row> rows) throws IOException {
    FrameSettings settings = FrameSettings.of(face, stage);
    Map<String, Dataset<Row>> tables = tables(rows);
    if (from.isPresent() && from.get() instanceof Update) {
      return inMemory(settings.ofUpdate().training().given(tables), Long.MAX_VALUE);
    }
    if (FrameColumns.text(stage, Face.RUN_DIRECTORY).isPresent()) {
      if (from.isPresent()) {
        throw new IllegalArgumentException(
            "%s: an initial model must not be set where runDirectory is: a run says itself where it began"
                .formatted(stage.uid()));
      }
      return inDirectory(settings.training().given(tables), Resume.AUTO);
    }
    String storage = FrameColumns.text(stage, Face.STORAGE).orElse("auto");
    TrainingSettings training = settings.training().given(tables);
    return switch (storage) {
      case "memory" -> inMemory(training, Long.MAX_VALUE);
      case "disk" -> onDisk(settings, tables);
      case "auto" -> inMemoryOrOnDisk(training, settings, tables);
      default ->
          throw new IllegalArgumentException(
              "%s, param storage: must be auto, memory or disk, but was %s"
                  .formatted(stage.uid(), storage));
    };
  }

  private Learnt inMemoryOrOnDisk(
      TrainingSettings training, FrameSettings settings, Map<String, Dataset<Row>> tables)
      throws IOException {
    try {
      return inMemory(
          training, Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / HEAP_SHARE));
    } catch (MemoryLimitException e) {
      log.accept(e.getMessage() + "; keeping them on disk");
      return onDisk(settings, tables);
    }
  }

  private SparkSession spark() {
    return dataset.sparkSession();
  }

  private Learnt inMemory(TrainingSettings settings, long mostBytes) throws IOException {
    SessionHost host = new SessionHost(spark(), log, rounds);
    MemoryRun run = new MemoryRun(host, settings, stage.uid(), mostBytes);
    MemoryRun.Outcome outcome;
    if (from.isEmpty()) {
      outcome = run.train(spark());
    } else if (from.get() instanceof Update update) {
      outcome = run.update(spark(), update.before(), update.memory());
    } else {
      outcome = run.train(spark(), from.get().before());
    }
    return learnt(outcome.trained(), host.trace(), outcome.verdict());
  }

  /** In a directory that is removed afterwards. */
  private Learnt onDisk(FrameSettings settings, Map<String, Dataset<Row>> tables)
      throws IOException {
    Path directory = Scratch.in(workDirectory());
    FileSystem fs = HadoopFiles.of(directory, spark().sparkContext().hadoopConfiguration());
    Scratch.begin(fs, directory);
    fs.deleteOnExit(directory);
    try {
      return inDirectory(settings.in(directory.toString()).training().given(tables), Resume.NEVER);
    } finally {
      fs.delete(directory, true);
      fs.cancelDeleteOnExit(directory);
    }
  }

  private Learnt inDirectory(TrainingSettings settings, Resume resume) throws IOException {
    SessionHost host = new SessionHost(spark(), log, rounds);
    Run.Outcome outcome =
        from.isEmpty()
            ? Run.train(host, settings, resume)
            : Run.train(host, settings, from.get().before());
    RunDirectory run = outcome.directory();
    List<TraceLine> trace = TraceFile.read(run.fileSystem(), run.trace()); // of earlier ones, too
    return learnt(outcome.trained(), trace, outcome.verdict());
  }

  private static Learnt learnt(Trained<?, ?, ?> trained, List<TraceLine> trace, Verdict verdict) {
    return new Learnt(trained, new SviSummary(trace, verdict.outcome().text(), verdict.reason()));
  }

  /** A directory that driver and executors share. */
  private String workDirectory() {
    SparkContext context = spark().sparkContext();
    Optional<String> given =
        FrameColumns.text(stage, Face.WORK_DIRECTORY)
            .or(() -> Optional.ofNullable(context.getCheckpointDir().getOrElse(() -> null)));
    if (given.isEmpty() && !context.isLocal()) {
      throw new IllegalArgumentException(
          "%s, param workDir: must name a directory that driver and executors share where rows are on disk and the SparkContext has no checkpoint directory (setCheckpointDir)"
              .formatted(stage.uid()));
    }
    return given.orElseGet(() -> "file:" + Utils.getLocalDir(context.conf()));
  }
}
