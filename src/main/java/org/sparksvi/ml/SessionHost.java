package org.sparksvi.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.diagnose.Trust;
import org.sparksvi.diagnose.Verdict;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.report.Wording;
import org.sparksvi.run.Follower;
import org.sparksvi.run.Host;
import org.sparksvi.run.Run;
import org.sparksvi.spark.resident.RoundMetrics;
import org.sparksvi.store.RunDirectory;

/** A user's session, in which a model is fitted among other work. Remembers the trace. */
final class SessionHost implements Host {
  private final SparkSession spark;
  private final Consumer<String> log;
  private final Consumer<TraceLine> rounds;
  private final List<TraceLine> trace = new ArrayList<>();

  /**
   * Of a session.
   *
   * @param log told what people should know
   * @param rounds told of every round when it is done
   */
  SessionHost(SparkSession spark, Consumer<String> log, Consumer<TraceLine> rounds) {
    this.spark = spark;
    this.log = log;
    this.rounds = rounds;
  }

  /** A line of each round of this session. */
  List<TraceLine> trace() {
    return List.copyOf(trace);
  }

  @Override
  public Configuration hadoop() {
    return spark.sparkContext().hadoopConfiguration();
  }

  @Override
  public SparkSession spark(String name) {
    return spark;
  }

  @Override
  public boolean ownsSpark() {
    return false;
  }

  @Override
  public double seconds() {
    return System.nanoTime() * 1e-9;
  }

  @Override
  public Map<String, String> versions() {
    return Map.of(
        "spark", org.apache.spark.package$.MODULE$.SPARK_VERSION(),
        "scala", scala.util.Properties.versionNumberString(),
        "java", Runtime.version().toString());
  }

  @Override
  public void note(String line) {
    log.accept(line);
  }

  @Override
  public void log(String line) {
    log.accept(line);
  }

  @Override
  public void begun(RunDirectory run) {
    // its log is Spark's own
  }

  @Override
  public Reading reading(SparkSession session) {
    return new Reading() {
      @Override
      public void requireWanted() {
        // who cancels Spark's jobs ends it
      }

      @Override
      public void close() {
        // nothing was opened
      }
    };
  }

  @Override
  public Follower fitting(
      String name, Wording wording, Plan plan, long roundsPerEpoch, State from) {
    trace.removeIf(line -> line.round() > from.round());
    RoundMetrics metrics = RoundMetrics.of(name);
    Listener remembers =
        new Listener() {
          @Override
          public void onRound(TraceLine line, State state) {
            trace.add(line);
            rounds.accept(line);
          }
        };
    return new Follower(remembers.and(metrics), metrics::close);
  }

  @Override
  public void trained(Run.Outcome outcome, Wording wording) {
    log.accept(outcome.verdict().reason());
  }

  /** Of no process: what a command would end with, for those who look at the run's record. */
  @Override
  public int exitCode(Verdict.Outcome outcome, Trust trust) {
    return outcome == Verdict.Outcome.DIVERGING ? 4 : 0;
  }

  @Override
  public Failed failed(Throwable thrown) {
    return new Failed(1, String.valueOf(thrown.getMessage()).lines().findFirst().orElse(""));
  }
}
