package org.sparksvi.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.data.Block;
import org.sparksvi.diagnose.Finding;
import org.sparksvi.diagnose.Trust;
import org.sparksvi.diagnose.Verdict;
import org.sparksvi.format.FormatException;
import org.sparksvi.kind.Trainable;
import org.sparksvi.kind.Trained;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.Model;
import org.sparksvi.rows.Prepared;
import org.sparksvi.spark.input.InputException;
import org.sparksvi.store.BlockIndex;
import org.sparksvi.store.HadoopFiles;
import org.sparksvi.store.OwnFiles;
import org.sparksvi.store.Replacement;
import org.sparksvi.store.Retry;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunDirectoryException;
import org.sparksvi.store.RunInUseException;
import org.sparksvi.store.RunLock;
import org.sparksvi.store.RunRecord;
import org.sparksvi.store.RunTrust;
import org.sparksvi.store.RunUpdates;

/** A training from its configuration to its verdict, in a run directory that it alone uses. */
public final class Run {
  private static final String STAMP = "inputStamp";
  private static final String HELD_OUT = "heldOutFingerprint";
  private static final String EARLIER = "earlierFingerprint"; // only where there are such rows
  private static final String NONE = "none";

  private final Host host;
  private final TrainingSettings settings;
  private final Resume resume;
  private final RunLock lock;
  private final RunDirectory run; // changed by the owner of the lock alone
  private final StartingPoint beginning;
  private final Replacement replacement;

  /**
   * A training.
   *
   * @param lock of the run directory, or of one around it, held by this process
   * @param run the run directory, guarded by the lock
   */
  Run(
      Host host,
      TrainingSettings settings,
      Resume resume,
      RunLock lock,
      RunDirectory run,
      StartingPoint beginning) {
    this.host = host;
    this.settings = settings;
    this.resume = resume;
    this.lock = lock;
    this.run = run;
    this.beginning = beginning;
    this.replacement = new Replacement(run);
  }

  /**
   * What a training leaves.
   *
   * @param directory of the run
   * @param trained the model as published
   * @param result numbers of the whole run
   * @param otherKernels arithmetic of executors that is not the driver's
   * @param verdict why it ended
   * @param trust what may be believed of it
   * @param similarity of each part with those of trainings of other seeds; empty where none were
   *     compared
   * @param evidence numbers that the trust in the approximation rests on, where there are any
   */
  public record Outcome(
      RunDirectory directory,
      Trained<?, ?, ?> trained,
      RunRecord.Result result,
      SortedMap<String, String> otherKernels,
      Verdict verdict,
      Trust trust,
      List<Double> similarity,
      Optional<ObjectNode> evidence) {

    /** As run.json has it. */
    public RunTrust recorded() {
      return new RunTrust(
          recorded(trust.convergence()),
          recorded(trust.approximation()),
          recorded(trust.stability()),
          similarity,
          evidence);
    }

    private static RunTrust.Finding recorded(Finding finding) {
      return new RunTrust.Finding(finding.word(), finding.reason(), finding.knob());
    }
  }

  /** Trains in the directory that the settings name, which is made where there is none. */
  public static Outcome train(Host host, TrainingSettings settings, Resume resume) {
    return train(host, settings, resume, StartingPoint.fresh(host, settings));
  }

  /** The same in a new directory, beginning at the parameters of another model. */
  public static Outcome train(Host host, TrainingSettings settings, Trained<?, ?, ?> at) {
    return train(host, settings, Resume.NEVER, StartingPoint.at(at, settings));
  }

  private static Outcome train(
      Host host, TrainingSettings settings, Resume resume, StartingPoint beginning) {
    Path path = ConfiguredPath.of("run.directory", settings.run().directory());
    try {
      FileSystem fs = HadoopFiles.of(path, host.hadoop());
      boolean created = !fs.exists(path);
      RunDirectory run = RunDirectory.openOrCreate(fs, path);
      try (RunLock lock = RunLock.take(run, settings.run().heartbeatSeconds(), host::note)) {
        return new Run(host, settings, resume, lock, lock.guarded(), beginning).train();
      } catch (RunInUseException e) {
        throw e; // the directory is another's
      } catch (Exception | Error e) {
        if (created) {
          suppress(e, run::removeUnused);
        }
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot work in run directory " + path, e);
    }
  }

  Outcome train() throws IOException {
    Optional<RunRecord> before = before();
    Optional<String> stamp;
    SparkSession spark;
    Prepared prepared;
    Trainable<?, ?, ?> trainable;
    boolean begun = false;
    try {
      stamp = stamp(before);
      if (before.isEmpty()) {
        replacement.begin(host::note);
        begun = true;
        run.write(begun());
      }
      host.begun(run);
      spark = host.spark("svi train " + run.path().getName());
      host.begun(run);
      lock.setApplication(spark.sparkContext().applicationId());
      prepared = prepare(spark, before, stamp);
      trainable = beginning.trainable().apply(prepared);
    } catch (RunInUseException e) {
      throw e; // the directory is another's
    } catch (Exception | Error e) {
      if (begun) {
        suppress(e, () -> bringBack(e));
      }
      throw e;
    }
    RunRecord record = begun().withData(prepared.training().fingerprint(), counts(prepared, stamp));
    run.write(record);
    try {
      return train(spark, prepared, trainable, record);
    } catch (RunInUseException e) {
      throw e; // its record is another's
    } catch (Exception | Error e) {
      Optional<RunDirectoryException> damaged = DamagedRun.of(run, e);
      Host.Failed failed = host.failed(damaged.isPresent() ? damaged.get() : e);
      suppress(e, () -> run.write(record.failed(failed.message(), failed.exitCode())));
      if (damaged.isPresent()) {
        throw damaged.get();
      }
      throw e;
    }
  }

  /** Takes away what has not begun to train; what it failed by is kept where no other run is. */
  private void bringBack(Throwable e) throws IOException {
    replacement.bringBack(host::note);
    if (run.read().isEmpty()) {
      Host.Failed failed = host.failed(e);
      run.write(begun().failed(failed.message(), failed.exitCode()));
    }
  }

  /** What is done after something went wrong. */
  private interface Mending {
    void run() throws IOException;
  }

  /** What went wrong first is what is said. */
  private static void suppress(Throwable first, Mending mending) {
    try {
      mending.run();
    } catch (IOException | RuntimeException more) {
      first.addSuppressed(more);
    }
  }

  private Prepared prepare(SparkSession spark, Optional<RunRecord> before, Optional<String> stamp)
      throws IOException {
    Preparation preparation = Preparation.of(host, spark, settings);
    Host.Reading reading = host.reading(spark);
    try (reading) {
      Prepared prepared =
          before.isPresent()
              ? continued(preparation, before.get(), stamp)
              : preparation.ingest(run, beginning.columns(), beginning.earlier());
      reading.requireWanted();
      return prepared;
    } catch (IOException | RuntimeException e) {
      reading.requireWanted();
      throw e;
    }
  }

  private Outcome train(
      SparkSession spark, Prepared prepared, Trainable<?, ?, ?> trainable, RunRecord record)
      throws IOException {
    host.note("training " + trainable.headline());
    Outcome outcome =
        training(prepared, trainable)
            .run(JavaSparkContext.fromSparkContext(spark.sparkContext()), lock.watch());
    Verdict verdict = outcome.verdict();
    boolean stopped = verdict.outcome() == Verdict.Outcome.STOPPED;
    RunRecord ended =
        record.ended(
            stopped ? RunRecord.State.STOPPED : RunRecord.State.DONE,
            outcome.result(),
            outcome.otherKernels(),
            new RunRecord.Verdict(
                verdict.outcome().text(), verdict.reason(), Optional.of(outcome.recorded())),
            host.exitCode(verdict.outcome(), outcome.trust()));
    Retry.run(() -> run.write(ended));
    draw(outcome.trained());
    report(ended, outcome.trained());
    if (!stopped) {
      Retry.run(() -> replacement.forget(host::note));
    }
    host.trained(outcome, settings.wording());
    return outcome;
  }

  private <B extends Block, H extends Block, M extends Model<B> & HeldOut<H>>
      Training<B, H, M> training(Prepared prepared, Trainable<B, H, M> trainable) {
    return new Training<>(host, settings, run, prepared, trainable);
  }

  /** Draws what was learnt, where it can be drawn. */
  private void draw(Trained<?, ?, ?> trained) throws IOException {
    Optional<String> svg = RunReadOut.of(run, trained, 0).picture().get();
    if (svg.isPresent()) {
      byte[] picture = svg.get().getBytes(StandardCharsets.UTF_8);
      Retry.run(() -> HadoopFiles.writeAtomically(run.fileSystem(), run.picture(), picture));
    }
  }

  /** Writes the report; a training has ended well without it. */
  private void report(RunRecord ended, Trained<?, ?, ?> trained) {
    try {
      new RunReport(run, ended, trained, settings.wording()).write();
    } catch (IOException | UncheckedIOException e) {
      host.note("the report could not be written: " + e.getMessage());
    }
  }

  /** The run that the directory holds, if this one goes on with it. */
  private Optional<RunRecord> before() throws IOException {
    replacement.settle(host::note);
    Optional<RunRecord> found = run.read();
    if (resume == Resume.MUST && found.isEmpty()) {
      throw new RunDirectoryException(
          "run directory %s must hold a run to go on with (--resume must), but holds none"
              .formatted(run.path()));
    }
    boolean hasData = found.isPresent() && found.get().dataFingerprint().isPresent();
    if (!hasData || resume == Resume.NEVER) {
      return Optional.empty();
    }
    SameTraining.require(run, settings, found.get());
    return found;
  }

  /** The state of the input's files; empty where they are gone, but their blocks are kept. */
  private Optional<String> stamp(Optional<RunRecord> before) throws IOException {
    try {
      return Optional.of(InputStamp.of(settings.rows().paths(), host.hadoop()));
    } catch (InputException e) {
      if (before.isEmpty()) {
        throw e;
      }
      host.note(e.getMessage() + "; going on with the documents that the run has kept");
      return Optional.empty();
    }
  }

  /** The blocks of an earlier session; where the input's files have changed, compared with them. */
  private Prepared continued(Preparation preparation, RunRecord before, Optional<String> stamp)
      throws IOException {
    Map<String, String> counts = new TreeMap<>(before.ingestion());
    Prepared kept = kept(before, counts);
    boolean changed =
        settings.input().table().isGiven()
            || (stamp.isPresent() && !stamp.get().equals(counts.get(STAMP)));
    if (!changed) {
      return kept;
    }
    host.note("the rows of the input may have changed: comparing their content");
    FileSystem fs = run.fileSystem();
    RunDirectory aside = new RunDirectory(fs, OwnFiles.again(run.path()));
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
      OwnFiles.removeRun(fs, aside.path());
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
    String heldOut = fingerprint(kept.heldOut());
    String earlier = fingerprint(kept.earlier());
    if (!before.dataFingerprint().equals(Optional.of(kept.training().fingerprint()))
        || !heldOut.equals(counts.get(HELD_OUT))
        || !earlier.equals(counts.getOrDefault(EARLIER, NONE))) {
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
    counts.put(HELD_OUT, fingerprint(prepared.heldOut()));
    prepared.earlier().ifPresent(rows -> counts.put(EARLIER, rows.fingerprint()));
    return counts;
  }

  private static String fingerprint(Optional<BlockIndex> blocks) {
    return blocks.map(BlockIndex::fingerprint).orElse(NONE);
  }

  private RunRecord begun() throws IOException {
    return RunRecord.begun(settings.all(), settings.inference().seed(), host.versions(), kernel())
        .withDays(RunUpdates.read(run).days());
  }

  private String kernel() {
    return settings.arithmetic();
  }
}
