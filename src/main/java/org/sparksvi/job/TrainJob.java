package org.sparksvi.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.diagnose.Verdict;
import org.sparksvi.format.FormatException;
import org.sparksvi.kind.DescribeRequest;
import org.sparksvi.kind.Prepared;
import org.sparksvi.kind.Trainable;
import org.sparksvi.kind.TrainedModel;
import org.sparksvi.spark.input.InputException;
import org.sparksvi.store.BlockIndex;
import org.sparksvi.store.HadoopFiles;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunDirectoryException;
import org.sparksvi.store.RunInUseException;
import org.sparksvi.store.RunLock;
import org.sparksvi.store.RunRecord;
import org.sparksvi.store.RunUpdates;

/** A training from its configuration to its verdict, in a run directory that it alone uses. */
final class TrainJob {
  private static final String STAMP = "inputStamp";
  private static final String HELD_OUT = "heldOutFingerprint";
  private static final String NONE = "none";

  private final Session session;
  private final JobSettings settings;
  private final TrainOptions options;
  private final RunLock lock;
  private final RunDirectory run; // changed by the owner of the lock alone
  private final boolean created;
  private final StartingPoint beginning;

  /**
   * A training.
   *
   * @param lock of the run directory, or of one around it, held by this process
   * @param run the run directory, guarded by the lock
   * @param created whether the run directory was made for it
   */
  TrainJob(
      Session session,
      JobSettings settings,
      TrainOptions options,
      RunLock lock,
      RunDirectory run,
      boolean created,
      StartingPoint beginning) {
    this.session = session;
    this.settings = settings;
    this.options = options;
    this.lock = lock;
    this.run = run;
    this.created = created;
    this.beginning = beginning;
  }

  ExitCode run() throws IOException {
    Optional<RunRecord> before = before();
    Optional<String> stamp;
    SparkSession spark;
    Prepared prepared;
    Trainable trainable;
    boolean begun = false;
    try {
      stamp = stamp(before);
      if (before.isEmpty()) {
        begun = true;
        clear();
        run.write(begun());
      }
      spark = session.spark("svi train " + run.path().getName(), options.master());
      lock.setApplication(spark.sparkContext().applicationId());
      prepared = prepare(spark, before, stamp);
      trainable = beginning.trainable(prepared);
    } catch (RunInUseException e) {
      throw e; // the directory is another's
    } catch (Exception | Error e) {
      if (begun || created) {
        discard();
      }
      throw e;
    }
    RunRecord record = begun().withData(prepared.training().fingerprint(), counts(prepared, stamp));
    session.log().attach(run.fileSystem(), run.log());
    run.write(record);
    try {
      return train(spark, prepared, trainable, record);
    } catch (RunInUseException e) {
      throw e; // its record is another's
    } catch (Exception | Error e) {
      Optional<RunDirectoryException> damaged = DamagedRun.of(run, e);
      Failure failure = Failure.of(damaged.isPresent() ? damaged.get() : e);
      try {
        run.write(record.failed(failure.message(), failure.code().code()));
      } catch (IOException | RuntimeException more) {
        e.addSuppressed(more); // what went wrong first is what is said
      }
      if (damaged.isPresent()) {
        throw damaged.get();
      }
      throw e;
    }
  }

  @SuppressWarnings("try") // progress shows itself
  private Prepared prepare(SparkSession spark, Optional<RunRecord> before, Optional<String> stamp)
      throws IOException {
    Preparation preparation = Preparation.of(session, spark, settings);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    try (StageProgress progress = StageProgress.show(session, context, "reading")) {
      return before.isPresent()
          ? continued(preparation, before.get(), stamp)
          : preparation.ingest(run, beginning.columns());
    }
  }

  private ExitCode train(
      SparkSession spark, Prepared prepared, Trainable trainable, RunRecord record)
      throws IOException {
    session.note("training " + trainable.headline());
    Training training = new Training(session, settings, run, prepared, trainable);
    Training.Outcome outcome =
        training.run(JavaSparkContext.fromSparkContext(spark.sparkContext()), lock.watch());
    Verdict verdict = outcome.verdict();
    ExitCode code = options.exitCode(verdict.outcome());
    boolean stopped = verdict.outcome() == Verdict.Outcome.STOPPED;
    run.write(
        record.ended(
            stopped ? RunRecord.State.STOPPED : RunRecord.State.DONE,
            outcome.result(),
            outcome.otherKernels(),
            new RunRecord.Verdict(verdict.outcome().text(), verdict.reason()),
            code.code()));
    draw(outcome.trained());
    show(outcome);
    return code;
  }

  /** Draws what was learnt, where it can be drawn. */
  private void draw(TrainedModel trained) throws IOException {
    Optional<String> svg =
        trained.describe(new DescribeRequest(run, OptionalInt.empty())).picture();
    if (svg.isPresent()) {
      HadoopFiles.writeAtomically(
          run.fileSystem(), run.picture(), svg.get().getBytes(StandardCharsets.UTF_8));
    }
  }

  private void show(Training.Outcome outcome) {
    StringBuilder text = new StringBuilder();
    text.append(outcome.trained().brief()).append('\n');
    text.append(
        "%s: %s\n".formatted(outcome.verdict().outcome().text(), outcome.verdict().reason()));
    text.append(RunText.result(outcome.result(), settings.model().wording()));
    text.append("run: ").append(run.path()).append('\n');
    session.console().out().print(text);
    session.console().out().flush();
  }

  /** The run that the directory holds, if this one goes on with it. */
  private Optional<RunRecord> before() throws IOException {
    Optional<RunRecord> found = run.read();
    if (options.resume() == Resume.MUST && found.isEmpty()) {
      throw new RunDirectoryException(
          "run directory %s must hold a run to go on with (--resume must), but holds none"
              .formatted(run.path()));
    }
    boolean hasData = found.isPresent() && found.get().dataFingerprint().isPresent();
    if (!hasData || options.resume() == Resume.NEVER) {
      return Optional.empty();
    }
    requireSame(found.get());
    return found;
  }

  private void requireSame(RunRecord record) {
    ObjectNode there = JobSettings.identity(record.configuration());
    ObjectNode here = settings.identity();
    TreeSet<String> keys = new TreeSet<>();
    there.fieldNames().forEachRemaining(keys::add);
    here.fieldNames().forEachRemaining(keys::add);
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      if (!there.path(key).equals(here.path(key))) {
        differences.add(
            "%s is %s there, but %s here".formatted(key, there.path(key), here.path(key)));
      }
    }
    if (!record.kernel().equals(kernel())) {
      differences.add("the kernel is %s there, but %s here".formatted(record.kernel(), kernel()));
    }
    if (!differences.isEmpty()) {
      throw new RunDirectoryException(
          "run directory %s holds a run of another configuration: %s; --resume never replaces it"
              .formatted(run.path(), String.join("; ", differences)));
    }
  }

  /** The state of the input's files; empty where they are gone, but their blocks are kept. */
  private Optional<String> stamp(Optional<RunRecord> before) throws IOException {
    try {
      return Optional.of(InputStamp.of(settings.model().paths(), session.hadoop()));
    } catch (InputException e) {
      if (before.isEmpty()) {
        throw e;
      }
      session.note(e.getMessage() + "; going on with the documents that the run has kept");
      return Optional.empty();
    }
  }

  /** The blocks of an earlier session; where the input's files have changed, compared with them. */
  private Prepared continued(Preparation preparation, RunRecord before, Optional<String> stamp)
      throws IOException {
    Map<String, String> counts = new TreeMap<>(before.ingestion());
    Prepared kept = kept(before, counts);
    boolean changed = stamp.isPresent() && !stamp.get().equals(counts.get(STAMP));
    if (!changed) {
      return kept;
    }
    session.note("the files of the input have changed: comparing their content");
    FileSystem fs = run.fileSystem();
    RunDirectory aside = new RunDirectory(fs, new Path(run.path(), ".again"));
    try {
      Prepared again = preparation.ingest(aside, beginning.columns());
      if (!again.training().fingerprint().equals(kept.training().fingerprint())
          || !counts(again, stamp).get(HELD_OUT).equals(counts.get(HELD_OUT))) {
        throw new RunDirectoryException(
            "run directory %s holds a run on other data: %s has changed since; --resume never replaces it"
                .formatted(run.path(), settings.input().path()));
      }
      return kept;
    } finally {
      fs.delete(aside.path(), true);
    }
  }

  /** The blocks of an earlier session, which must be those that it wrote. */
  private Prepared kept(RunRecord before, Map<String, String> counts) throws IOException {
    Prepared kept;
    try {
      kept = Preparation.reuse(run, counts);
    } catch (FormatException | FileNotFoundException e) {
      throw DamagedRun.named(run, e);
    }
    String heldOut = kept.heldOut().map(BlockIndex::fingerprint).orElse(NONE);
    if (!before.dataFingerprint().equals(Optional.of(kept.training().fingerprint()))
        || !heldOut.equals(counts.get(HELD_OUT))) {
      throw DamagedRun.named(
          run,
          new FormatException(
              run.trainingBlocks().getParent().toString(), "blocks are not those of the run"));
    }
    return kept;
  }

  private Map<String, String> counts(Prepared prepared, Optional<String> stamp) {
    Map<String, String> counts = new TreeMap<>(prepared.counts());
    counts.putAll(beginning.facts());
    stamp.ifPresent(s -> counts.put(STAMP, s));
    counts.put(HELD_OUT, prepared.heldOut().map(BlockIndex::fingerprint).orElse(NONE));
    return counts;
  }

  private RunRecord begun() throws IOException {
    Map<String, String> versions =
        Map.of(
            "spark-svi", CommandLines.version(),
            "spark", org.apache.spark.package$.MODULE$.SPARK_VERSION(),
            "scala", scala.util.Properties.versionNumberString(),
            "java", Runtime.version().toString());
    return RunRecord.begun(settings.all(), settings.inference().seed(), versions, kernel())
        .withDays(RunUpdates.read(run).days());
  }

  private String kernel() {
    return settings.model().kernel();
  }

  /** Takes away everything but the log of a run that is replaced. */
  private void clear() throws IOException {
    FileSystem fs = run.fileSystem();
    Path blocks = run.trainingBlocks().getParent();
    for (Path path :
        List.of(blocks, run.checkpoints(), run.model(), run.trace(), run.report(), run.picture())) {
      fs.delete(path, true);
    }
    RunUpdates.remove(run);
    fs.delete(new Path(run.path(), RunDirectory.RUN_FILE), false);
  }

  /** Takes away what a training left that never began. */
  private void discard() throws IOException {
    clear();
    if (created) {
      run.fileSystem().delete(run.path(), true);
    }
  }
}
