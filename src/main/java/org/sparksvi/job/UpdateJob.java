package org.sparksvi.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.format.Json;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.Drift;
import org.sparksvi.kind.Prepared;
import org.sparksvi.kind.Trainable;
import org.sparksvi.kind.TrainedModel;
import org.sparksvi.kind.Updates;
import org.sparksvi.spark.input.InputException;
import org.sparksvi.store.HadoopFiles;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunDirectoryException;
import org.sparksvi.store.RunLock;
import org.sparksvi.store.RunRecord;
import org.sparksvi.store.RunUpdates;
import org.sparksvi.store.RunUpdates.Day;

/**
 * A day of a run: a training of its own, in a directory below the run's, that begins at the
 * published model, and whose model is published in its place when it has ended.
 *
 * <p>The same command after a crash goes on with it.
 */
final class UpdateJob {
  private static final String DRIFT = "drift.json";

  private final Session session;
  private final RunLock lock;
  private final RunDirectory run; // changed by the owner of the lock alone
  private final List<String> overrides;
  private final Optional<String> master;
  private final double forgetting;
  private final int keep;

  /**
   * An update.
   *
   * @param lock of the run directory, held by this process
   * @param overrides of the run's keys
   * @param keep models that stay
   */
  UpdateJob(
      Session session,
      RunLock lock,
      List<String> overrides,
      Optional<String> master,
      double forgetting,
      int keep) {
    this.session = session;
    this.lock = lock;
    this.run = lock.guarded();
    this.overrides = List.copyOf(overrides);
    this.master = master;
    this.forgetting = forgetting;
    this.keep = keep;
  }

  ExitCode run() throws IOException {
    RunUpdates updates = RunUpdates.read(run);
    updates.complete(run);
    JobSettings settings = RunOptions.settings(run, overrides);
    TrainedModel model = Published.read(run, settings);
    if (!(model instanceof Updates before)) {
      throw new ConfigurationException(
          "update is for models that can go on, but the run's is of the kind " + settings.kind());
    }
    before.requireMemory(forgetting);
    SparkSession spark = session.spark("svi update " + run.path().getName(), master);
    InputDigest today = digest(settings);
    String fingerprint = today.of(JavaSparkContext.fromSparkContext(spark.sparkContext()));
    Optional<Day> same = updates.find(fingerprint);
    if (same.isPresent()) {
      removeWork(same.get()); // which is there where the process died after it had published
    }
    Optional<String> known = same.map(day -> "update " + day.directory());
    if (known.isEmpty() && isOfTraining(today, fingerprint, spark)) {
      known = Optional.of("what the run was trained on");
    }
    if (known.isPresent()) {
      say(
          "%s is in the model already, as %s: nothing to do"
              .formatted(settings.input().path(), known.get()));
      return ExitCode.DONE;
    }
    Day day = updates.next(fingerprint, settings.input().path());
    ExitCode code = train(day, before, updates);
    if (code != ExitCode.DONE) {
      return code;
    }
    publish(day, before, updates, settings);
    return code;
  }

  private InputDigest digest(JobSettings settings) throws IOException {
    List<String> paths = new ArrayList<>(settings.model().paths());
    List<String> input = settings.input().paths();
    paths.removeAll(input.subList(1, input.size())); // held-out rows are no part of the day
    return InputDigest.of(InputStamp.dataFiles(paths, session.hadoop()));
  }

  /** Whether the data are those of the training, as far as its files are still there. */
  private boolean isOfTraining(InputDigest today, String fingerprint, SparkSession spark)
      throws IOException {
    try {
      InputDigest trained = digest(RunOptions.settings(run, List.of()));
      return trained.bytes() == today.bytes()
          && trained
              .of(JavaSparkContext.fromSparkContext(spark.sparkContext()))
              .equals(fingerprint);
    } catch (InputException e) {
      return false; // they are gone
    }
  }

  private ExitCode train(Day day, Updates before, RunUpdates updates) throws IOException {
    RunDirectory directory = RunUpdates.of(run, day);
    List<String> own = new ArrayList<>(overrides);
    own.add("run.directory=" + directory.path());
    JobSettings settings = RunOptions.settings(run, own);
    Map<String, String> facts =
        Map.of(
            "dayFingerprint", day.fingerprint(),
            "base", updates.model(run).toString(),
            "forgetting", Double.toString(forgetting));
    directory.fileSystem().mkdirs(directory.path());
    AtModel beginning = new AtModel(before, facts, forgetting);
    try {
      if (isBegun(directory, settings, facts)) {
        return train(directory, settings, Resume.AUTO, beginning);
      }
    } catch (RunDirectoryException e) {
      session.note(e.getMessage() + "; nothing of it is published, so the update begins anew");
      Path record = new Path(directory.path(), RunDirectory.RUN_FILE);
      directory.fileSystem().delete(record, false); // it may be what is damaged
    }
    return train(directory, settings, Resume.NEVER, beginning);
  }

  private ExitCode train(
      RunDirectory directory, JobSettings settings, Resume resume, StartingPoint beginning)
      throws IOException {
    return new TrainJob(
            session,
            settings,
            new TrainOptions(resume, false, master),
            lock,
            directory,
            false,
            beginning)
        .run();
  }

  /**
   * Whether the directory holds this very update, from an earlier session. That of another kernel,
   * which another machine may have, is refused when it is gone on with.
   */
  private static boolean isBegun(
      RunDirectory directory, JobSettings settings, Map<String, String> facts) throws IOException {
    Optional<RunRecord> there = directory.read();
    return there.isPresent()
        && there.get().ingestion().entrySet().containsAll(facts.entrySet())
        && JobSettings.identity(there.get().configuration()).equals(settings.identity());
  }

  /** Begins at the model that is published. */
  private record AtModel(Updates before, Map<String, String> facts, double forgetting)
      implements StartingPoint {

    @Override
    public Optional<Vocabulary> columns() {
      return Optional.of(before.columns());
    }

    @Override
    public Trainable trainable(Prepared data) {
      return before.updated(data, forgetting);
    }
  }

  private void publish(Day day, Updates before, RunUpdates updates, JobSettings settings)
      throws IOException {
    RunDirectory directory = RunUpdates.of(run, day);
    TrainedModel after = Published.read(run, directory.model(), settings);
    Drift drift = before.drift(after, forgetting).with(DayFit.of(directory));
    FileSystem fs = run.fileSystem();
    HadoopFiles.writeAtomically(
        fs,
        new Path(directory.path(), DRIFT),
        Json.page(drift.json()).getBytes(StandardCharsets.UTF_8));
    RunUpdates with = updates.with(day);
    with.write(run);
    removeWork(day);
    prune(with);
    say(drift.text() + "published: " + directory.model());
  }

  /** Takes away what only its training needed. */
  private void removeWork(Day day) throws IOException {
    RunDirectory directory = RunUpdates.of(run, day);
    run.fileSystem().delete(directory.trainingBlocks().getParent(), true);
    run.fileSystem().delete(directory.checkpoints(), true);
  }

  /** Takes away models that are too old to go back to, and updates that never ended. */
  private void prune(RunUpdates updates) throws IOException {
    List<Day> days = updates.days();
    Set<String> kept =
        days.subList(Math.max(0, days.size() - keep), days.size()).stream()
            .map(Day::directory)
            .collect(Collectors.toSet());
    for (FileStatus status : run.fileSystem().listStatus(RunUpdates.directory(run))) {
      if (!kept.contains(status.getPath().getName())) {
        run.fileSystem().delete(status.getPath(), true);
      }
    }
  }

  private void say(String text) {
    session.console().out().println(text);
    session.console().out().flush();
  }
}
