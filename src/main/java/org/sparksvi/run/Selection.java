package org.sparksvi.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.diagnose.Paired;
import org.sparksvi.kind.RowType;
import org.sparksvi.model.NumericalException;
import org.sparksvi.numeric.NotPositiveDefiniteException;
import org.sparksvi.rows.HeldOutSource;
import org.sparksvi.rows.Prepared;
import org.sparksvi.store.HadoopFiles;
import org.sparksvi.store.OwnFiles;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunDirectoryException;
import org.sparksvi.store.RunLock;

/**
 * Chooses among settings of a model by held-out rows: all are trained side by side on blocks that
 * are read once, the worse half stops, the others go on for twice as long, until one is left
 * (successive halving; Jamieson and Talwalkar, 2016). The last stage takes half of the epochs of a
 * training.
 */
public final class Selection {
  private static final int LAST_STAGE = 2; // a training's epochs over those of the last stage

  private final Host host;
  private final List<Candidate> candidates;

  private Selection(Host host, List<Candidate> candidates) {
    this.host = host;
    this.candidates = candidates;
  }

  /**
   * Settings to choose from.
   *
   * @param name what people call them
   */
  public record Candidate(String name, TrainingSettings settings) {}

  /**
   * What is said of a candidate.
   *
   * @param numbers that are learnt
   * @param rounds that were made
   * @param score mean log predictive probability a unit after its last stage, in nats
   * @param toBest the same less that of the best at that stage
   * @param note why its training ended; empty where its stages did
   */
  public record Judged(
      Candidate candidate, double numbers, long rounds, double score, Paired toBest, String note) {}

  /**
   * What was found.
   *
   * @param table in the order of the candidates
   * @param best place of the best
   * @param simplest place of the one with the fewest numbers among those within one standard error
   *     of the best
   */
  public record Outcome(List<Judged> table, int best, int simplest) {}

  /**
   * Chooses among settings that differ in keys of the model alone.
   *
   * @throws ConfigurationException where no rows are held out
   * @throws RunDirectoryException where the run directory holds a run
   * @throws NumericalException where no candidate can be trained
   */
  public static Outcome among(Host host, List<Candidate> candidates) {
    TrainingSettings first = candidates.get(0).settings();
    if (first.input().heldOut() instanceof HeldOutSource.None) {
      throw new ConfigurationException(
          "input.held-out must be given where settings are chosen: they are compared by held-out rows");
    }
    candidates.forEach(candidate -> requireSameRows(candidates.get(0), candidate));
    Path path = ConfiguredPath.of("run.directory", first.run().directory());
    try {
      FileSystem fs = HadoopFiles.of(path, host.hadoop());
      boolean created = !fs.exists(path);
      RunDirectory run = RunDirectory.openOrCreate(fs, path);
      try (RunLock lock = RunLock.take(run, first.run().heartbeatSeconds(), host::note)) {
        return new Selection(host, candidates).in(lock.guarded());
      } finally {
        if (created) {
          run.removeUnused();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot work in run directory " + path, e);
    }
  }

  /** All are trained on the same blocks. */
  private static void requireSameRows(Candidate first, Candidate other) {
    RowType<?, ?> here = other.settings().kind().rows(other.settings().model());
    RowType<?, ?> there = first.settings().kind().rows(first.settings().model());
    if (here.training() != (Class<?>) there.training()
        || here.heldOut() != (Class<?>) there.heldOut()
        || !here.values().agrees(there.values())
        || !here.responses().agrees(there.responses())
        || here.missing() != there.missing()) {
      throw new ConfigurationException(
          "candidates must take the same rows, but %s takes others than %s"
              .formatted(other.name(), first.name()));
    }
  }

  private Outcome in(RunDirectory run) throws IOException {
    if (run.read().isPresent()) {
      throw new RunDirectoryException(
          "run directory %s must hold no run, since the best of the candidates is to be trained there, but holds one"
              .formatted(run.path()));
    }
    TrainingSettings settings = candidates.get(0).settings();
    SparkSession spark = host.spark("svi select " + run.path().getName());
    RunDirectory aside = new RunDirectory(run.fileSystem(), OwnFiles.again(run.path()));
    try (Host.Reading reading = host.reading(spark)) {
      Prepared prepared = Preparation.of(host, spark, settings).ingest(aside, Optional.empty());
      reading.requireWanted();
      if (prepared.heldOut().isEmpty()) {
        throw new ConfigurationException(
            "input.held-out must hold out some of the %d rows, but holds out none"
                .formatted(prepared.training().totalRows()));
      }
      return among(prepared, aside, JavaSparkContext.fromSparkContext(spark.sparkContext()));
    } finally {
      OwnFiles.removeRun(run.fileSystem(), aside.path());
    }
  }

  private Outcome among(Prepared prepared, RunDirectory aside, JavaSparkContext spark)
      throws IOException {
    List<Contender> all = new ArrayList<>();
    for (Candidate candidate : candidates) {
      all.add(new Contender(host, candidate.name(), candidate.settings(), prepared, aside, spark));
    }
    int stages = 32 - Integer.numberOfLeadingZeros(all.size() - 1); // halvings until one is left
    List<Contender> left = all;
    for (int stage = 1; left.size() > 1; stage++) {
      left = after(stage, stages, left);
    }
    return outcome(all, left.get(0));
  }

  /** The better half after another stage. */
  private List<Contender> after(int stage, int stages, List<Contender> before) throws IOException {
    List<Contender> ranked = new ArrayList<>();
    RuntimeException failure = null;
    for (Contender contender : before) {
      long share = (long) LAST_STAGE << (stages - stage);
      try {
        contender.train(Math.max(1, -Math.floorDiv(-contender.epochs(), share)));
        ranked.add(contender);
        host.note(
            "%s: %s"
                .formatted(
                    contender.name(),
                    contender.settings().wording().heldOut(contender.latest().mean())));
      } catch (NumericalException | NotPositiveDefiniteException e) {
        host.note("%s is left out: %s".formatted(contender.name(), e.getMessage()));
        contender.fail(e.getMessage());
        failure = e;
      }
    }
    if (ranked.isEmpty()) {
      throw failure;
    }
    ranked.sort(Comparator.comparingDouble(contender -> -contender.latest().mean()));
    List<Contender> better = ranked.subList(0, Math.min(ranked.size(), (before.size() + 1) / 2));
    ranked.stream().filter(c -> !better.contains(c)).forEach(Contender::retire);
    return List.copyOf(better);
  }

  private Outcome outcome(List<Contender> all, Contender best) {
    List<Judged> table = new ArrayList<>();
    int simplest = all.indexOf(best);
    for (int c = 0; c < all.size(); c++) {
      Contender one = all.get(c);
      boolean scored = !one.stages().isEmpty();
      Paired toBest =
          scored
              ? one.latest().against(best.stages().get(one.stages().size() - 1))
              : new Paired(Double.NaN, Double.NaN);
      table.add(
          new Judged(
              candidates.get(c),
              one.numbers(),
              one.rounds(),
              scored ? one.latest().mean() : Double.NaN,
              toBest,
              one.note()));
      if (!one.hasFailed()
          && toBest.difference() >= -toBest.standardError()
          && one.numbers() < all.get(simplest).numbers()) {
        simplest = c;
      }
    }
    return new Outcome(table, all.indexOf(best), simplest);
  }
}
