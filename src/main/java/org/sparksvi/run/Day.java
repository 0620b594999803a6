package org.sparksvi.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparksvi.diagnose.Trust;
import org.sparksvi.diagnose.Verdict;
import org.sparksvi.format.Checksums;
import org.sparksvi.format.Json;
import org.sparksvi.kind.Drift;
import org.sparksvi.kind.Trained;
import org.sparksvi.spark.input.InputException;
import org.sparksvi.store.HadoopFiles;
import org.sparksvi.store.OwnFiles;
import org.sparksvi.store.Retry;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunDirectoryException;
import org.sparksvi.store.RunLock;
import org.sparksvi.store.RunRecord;
import org.sparksvi.store.RunUpdates;
import org.sparksvi.store.RunUpdates.Update;

/**
 * A day of a run: a training of its own, in a directory below the run's, that begins at the
 * published model, and whose model is published in its place when it has ended.
 *
 * <p>The same day after a crash goes on with it.
 */
public final class Day {
  private static final String DRIFT = "drift.json";
  private static final String EARLIER_ROWS = "earlierRows";
  private static final long MEGABYTE = 1_000_000;

  private final Host host;
  private final RunLock lock;
  private final RunDirectory run; // changed by the owner of the lock alone
  private final RecordedRun recorded; // in that directory
  private final Request request;

  private Day(Host host, RunLock lock, RecordedRun recorded, Request request) {
    this.host = host;
    this.lock = lock;
    this.run = lock.guarded();
    this.recorded = recorded.in(run);
    this.request = request;
  }

  /**
   * What is asked of a day.
   *
   * @param overrides of the run's keys, the day's input among them
   * @param forgetting what the sums over earlier rows are multiplied by, in (0, 1]
   * @param keep models that stay
   * @param batch the rows, where they are not in files
   */
  public record Request(
      List<String> overrides, double forgetting, int keep, Optional<Batch> batch) {
    public Request {
      overrides = List.copyOf(overrides);
    }

    /** Of files. */
    public Request(List<String> overrides, double forgetting, int keep) {
      this(overrides, forgetting, keep, Optional.empty());
    }
  }

  /**
   * Rows that are at hand.
   *
   * @param name by which they are known: rows of the same name are the same rows
   * @param tables that the run's settings name, the rows among them
   */
  public record Batch(String name, Map<String, Dataset<Row>> tables) {
    public Batch {
      tables = Map.copyOf(tables);
    }
  }

  /** What has become of a day. */
  public sealed interface Outcome {}

  /**
   * Its rows are in the model already.
   *
   * @param input their path
   * @param as what they came into it
   */
  public record Known(String input, String as) implements Outcome {}

  /** Its training has not ended well, and nothing is published. */
  public record Unpublished(Verdict verdict, Trust trust) implements Outcome {}

  /**
   * Its model is the run's.
   *
   * @param drift how far the model has moved
   * @param model directory of it
   */
  public record Published(Drift drift, Path model) implements Outcome {}

  /** Feeds a day to a run. */
  public static Outcome feed(Host host, RecordedRun run, Request request) {
    RunDirectory directory = run.directory();
    double beat = run.settings(request.overrides()).run().heartbeatSeconds();
    try (RunLock lock = RunLock.take(directory, beat, host::note)) {
      return new Day(host, lock, run, request).feed();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot work in run directory " + directory.path(), e);
    }
  }

  private Outcome feed() throws IOException {
    RunUpdates updates = RunUpdates.read(run);
    updates.complete(run);
    TrainingSettings settings = settings(request.overrides());
    settings.kind().requireMemory(request.forgetting());
    Trained<?, ?, ?> before = recorded.model(settings);
    JavaSparkContext spark =
        JavaSparkContext.fromSparkContext(
            host.spark("svi update " + recorded.name()).sparkContext());
    Optional<InputDigest> files =
        request.batch().isPresent() ? Optional.empty() : Optional.of(digest(settings));
    String fingerprint = files.isPresent() ? files.get().of(spark) : fingerprintOfName();
    String input = request.batch().map(Batch::name).orElse(settings.input().path());
    Optional<Update> same = updates.find(fingerprint);
    if (same.isPresent()) {
      removeWork(same.get()); // which is there where the process died after it had published
      return new Known(input, "update " + same.get().directory());
    }
    if (files.isPresent() && isOfTraining(files.get(), fingerprint, spark)) {
      return new Known(input, "what the run was trained on");
    }
    Update update = updates.next(fingerprint, input);
    Run.Outcome ended = train(update, before, updates);
    Verdict verdict = ended.verdict();
    return switch (verdict.outcome()) {
      case CONVERGED, PLATEAU, LIMIT_REACHED -> publish(update, before, updates, settings);
      case DIVERGING, STOPPED -> new Unpublished(verdict, ended.trust());
    };
  }

  private TrainingSettings settings(List<String> overrides) {
    TrainingSettings settings = recorded.settings(overrides);
    return request.batch().map(batch -> settings.given(batch.tables())).orElse(settings);
  }

  private String fingerprintOfName() {
    String name = request.batch().orElseThrow().name();
    return Checksums.sha256(("batch " + name).getBytes(StandardCharsets.UTF_8));
  }

  private InputDigest digest(TrainingSettings settings) throws IOException {
    List<String> paths = new ArrayList<>(settings.rows().paths());
    List<String> input = settings.input().paths();
    paths.removeAll(input.subList(1, input.size())); // held-out rows are no part of the day
    return InputDigest.of(InputStamp.dataFiles(paths, host.hadoop()));
  }

  /** Whether the data are those of the training, as far as its files are still there. */
  private boolean isOfTraining(InputDigest today, String fingerprint, JavaSparkContext spark)
      throws IOException {
    try {
      InputDigest trained = digest(recorded.settings(List.of()));
      return trained.bytes() == today.bytes() && trained.of(spark).equals(fingerprint);
    } catch (InputException e) {
      return false; // they are gone
    }
  }

  private Run.Outcome train(Update update, Trained<?, ?, ?> before, RunUpdates updates)
      throws IOException {
    RunDirectory directory = RunUpdates.of(run, update);
    List<String> own = new ArrayList<>(request.overrides());
    own.add("run.directory=" + directory.path());
    TrainingSettings settings = settings(own);
    Map<String, String> facts = new TreeMap<>();
    facts.put("dayFingerprint", update.fingerprint());
    facts.put("base", updates.model(run).toString());
    facts.put("forgetting", Double.toString(request.forgetting()));
    earlierRows(updates.days()).ifPresent(rows -> facts.put(EARLIER_ROWS, Long.toString(rows)));
    directory.fileSystem().mkdirs(directory.path());
    StartingPoint beginning =
        new StartingPoint(
            Optional.of(before.names()),
            data -> before.goOn(settings.facts(data), request.forgetting()),
            facts,
            earlier(updates, settings));
    try {
      if (isBegun(directory, settings, facts)) {
        return new Run(host, settings, Resume.AUTO, lock, directory, beginning).train();
      }
    } catch (RunDirectoryException e) {
      host.note(e.getMessage() + "; nothing of it is published, so the update begins anew");
      Path record = new Path(directory.path(), RunDirectory.RUN_FILE);
      directory.fileSystem().delete(record, false); // it may be what is damaged
    }
    return new Run(host, settings, Resume.NEVER, lock, directory, beginning).train();
  }

  /** Rows that were read up to the last of some days; empty where no record says so any more. */
  private OptionalLong earlierRows(List<Update> days) throws IOException {
    RunDirectory last = days.isEmpty() ? run : RunUpdates.of(run, days.get(days.size() - 1));
    Map<String, String> counts = last.read().map(RunRecord::ingestion).orElse(new TreeMap<>());
    OptionalLong own = count(counts, "rows");
    OptionalLong before = count(counts, EARLIER_ROWS);
    if (days.isEmpty() || own.isEmpty()) {
      return own;
    }
    if (before.isEmpty()) { // of an update by an earlier version
      before = earlierRows(days.subList(0, days.size() - 1));
    }
    return before.isEmpty() ? before : OptionalLong.of(before.getAsLong() + own.getAsLong());
  }

  private static OptionalLong count(Map<String, String> counts, String name) {
    String text = counts.getOrDefault(name, "");
    return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }

  /** Rows of earlier days, where the kind fits them once more. */
  private Optional<EarlierRows> earlier(RunUpdates updates, TrainingSettings settings)
      throws IOException {
    if (!settings.kind().sharesOutRows()) {
      return Optional.empty();
    }
    boolean isUpdate = !updates.days().isEmpty();
    return Optional.of(
        new EarlierRows(
            isUpdate ? RunUpdates.of(run, updates.latest()) : run,
            isUpdate,
            settings.kind().rows(settings.model()),
            earlierRows(updates.days()),
            request.forgetting(),
            settings.run().reservoirMegabytes() * MEGABYTE,
            host::note));
  }

  /**
   * Whether the directory holds this very update, from an earlier session. That of another kernel,
   * which another machine may have, is refused when it is gone on with.
   */
  private static boolean isBegun(
      RunDirectory directory, TrainingSettings settings, Map<String, String> facts)
      throws IOException {
    Optional<RunRecord> there = directory.read();
    return there.isPresent()
        && there.get().ingestion().entrySet().containsAll(facts.entrySet())
        && TrainingSettings.identity(there.get().configuration()).equals(settings.identity());
  }

  private Published publish(
      Update update, Trained<?, ?, ?> before, RunUpdates updates, TrainingSettings settings)
      throws IOException {
    RunDirectory directory = RunUpdates.of(run, update);
    Trained<?, ?, ?> after = recorded.model(directory.model(), settings);
    Optional<EarlierRows> earlier = earlier(updates, settings);
    if (earlier.isPresent()) {
      earlier.get().keep(directory);
    }
    Drift drift = before.drift(after, request.forgetting()).with(DayFit.of(directory));
    FileSystem fs = run.fileSystem();
    HadoopFiles.writeAtomically(
        fs,
        new Path(directory.path(), DRIFT),
        Json.page(drift.json()).getBytes(StandardCharsets.UTF_8));
    RunUpdates with = updates.with(update);
    Retry.run(() -> with.write(run));
    removeWork(update);
    prune(with);
    return new Published(drift, directory.model());
  }

  /** Takes away what only its training needed. */
  private void removeWork(Update update) throws IOException {
    RunDirectory directory = RunUpdates.of(run, update);
    for (String part : List.of("blocks", "checkpoints")) {
      OwnFiles.remove(run.fileSystem(), directory.path(), part);
    }
  }

  /** Takes away models that are too old to go back to, and updates that never ended. */
  private void prune(RunUpdates updates) throws IOException {
    List<Update> days = updates.days();
    Set<String> kept =
        days.subList(Math.max(0, days.size() - request.keep()), days.size()).stream()
            .map(Update::directory)
            .collect(Collectors.toSet());
    for (FileStatus status : run.fileSystem().listStatus(RunUpdates.directory(run))) {
      String name = status.getPath().getName();
      if (!kept.contains(name)) {
        OwnFiles.remove(run.fileSystem(), run.path(), "updates/" + name);
      }
    }
  }
}
