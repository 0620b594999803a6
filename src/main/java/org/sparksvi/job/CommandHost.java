package org.sparksvi.job;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.diagnose.Trust;
import org.sparksvi.diagnose.Verdict;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.State;
import org.sparksvi.report.RunProgress;
import org.sparksvi.report.Stragglers;
import org.sparksvi.report.Wording;
import org.sparksvi.run.Follower;
import org.sparksvi.run.Host;
import org.sparksvi.run.Run;
import org.sparksvi.spark.resident.RoundMetrics;
import org.sparksvi.store.RunDirectory;

/**
 * The process of a command that trains.
 *
 * @param master of Spark, where the command line names one
 * @param required what the answer must be
 */
record CommandHost(Session session, Optional<String> master, Set<Trust.Requirement> required)
    implements Host {

  @Override
  public Configuration hadoop() {
    return session.hadoop();
  }

  @Override
  public SparkSession spark(String name) {
    return session.spark(name, master);
  }

  @Override
  public boolean ownsSpark() {
    return session.ownsSpark();
  }

  @Override
  public double seconds() {
    return session.seconds();
  }

  @Override
  public Map<String, String> versions() {
    return Map.of(
        "spark-svi", CommandLines.version(),
        "spark", org.apache.spark.package$.MODULE$.SPARK_VERSION(),
        "scala", scala.util.Properties.versionNumberString(),
        "java", Runtime.version().toString());
  }

  @Override
  public void note(String line) {
    session.note(line);
  }

  @Override
  public void log(String line) {
    session.log().info(line);
  }

  @Override
  public void begun(RunDirectory run) throws IOException {
    session.stop().keep(); // a record is to be left
    session.log().attach(run.fileSystem(), run.log());
  }

  @Override
  public Reading reading(SparkSession spark) {
    StageProgress progress = StageProgress.show(session.screen(), spark, "reading");
    return SparkStop.whileReading(session, spark, progress::close);
  }

  @Override
  public Follower fitting(
      String name, Wording wording, Plan plan, long roundsPerEpoch, State from) {
    StopRequest stop = new StopRequest();
    Runnable leave = stop.to(session.stop(), this::note);
    RoundMetrics metrics = RoundMetrics.of(name);
    return new Follower(
        new RunProgress(session.screen(), wording, plan, roundsPerEpoch, from)
            .and(metrics)
            .and(new Stragglers(this::log))
            .and(settlements())
            .and(stop),
        () -> {
          metrics.close();
          leave.run();
          session.screen().clear();
        });
  }

  /** What settling did goes to the log: there may be something each round, the same said once. */
  private Listener settlements() {
    return new Listener() {
      private String last = "";

      @Override
      public void onSettlement(long round, String what) {
        if (!what.equals(last)) {
          log("round %d: %s".formatted(round, what));
        }
        last = what;
      }
    };
  }

  @Override
  public void trained(Run.Outcome outcome, Wording wording) {
    session.print(RunText.outcome(outcome, wording));
  }

  @Override
  public int exitCode(Verdict.Outcome outcome, Trust trust) {
    return exit(outcome, trust).code();
  }

  /** How the process ends. */
  ExitCode exit(Verdict.Outcome outcome, Trust trust) {
    return switch (outcome) {
      case CONVERGED, PLATEAU, LIMIT_REACHED -> unmet(trust).orElse(ExitCode.DONE);
      case DIVERGING -> ExitCode.NUMERICAL;
      case STOPPED -> ExitCode.STOPPED;
    };
  }

  /** The first thing that the answer must be and is not. */
  private Optional<ExitCode> unmet(Trust trust) {
    return required.stream()
        .sorted()
        .filter(requirement -> !requirement.isMet(trust))
        .map(
            requirement -> requirement.ofConvergence() ? ExitCode.NOT_CONVERGED : ExitCode.NOT_GOOD)
        .findFirst();
  }

  @Override
  public Failed failed(Throwable thrown) {
    Failure failure = Failure.of(thrown);
    return new Failed(failure.code().code(), failure.message());
  }
}
