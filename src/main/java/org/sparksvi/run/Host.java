package org.sparksvi.run;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.diagnose.Trust;
import org.sparksvi.diagnose.Verdict;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.State;
import org.sparksvi.report.Wording;
import org.sparksvi.store.RunDirectory;

/** The process around a run: what it gives to the run, and what it is told. */
public interface Host {

  /** Settings of Hadoop's file systems. */
  Configuration hadoop();

  /**
   * Spark; started on the first call.
   *
   * @param name of the application
   */
  SparkSession spark(String name);

  /** Whether the application of Spark is for this run alone. */
  boolean ownsSpark();

  /** The clock: seconds from any origin. */
  double seconds();

  /** Versions of what computes, by name, for the run's record. */
  Map<String, String> versions();

  /** Says a line to people. */
  void note(String line);

  /** Writes a line to the log. */
  void log(String line);

  /** Told once the directory may hold a log, and again once Spark has started. */
  void begun(RunDirectory run) throws IOException;

  /** Told before the input is read; closed when it has been read. */
  Reading reading(SparkSession spark);

  /**
   * Told before a run is fitted from a state on.
   *
   * @param name of the run
   * @param wording of its rows, units and scores
   */
  Follower fitting(String name, Wording wording, Plan plan, long roundsPerEpoch, State from);

  /**
   * Told when a training has ended, and its model is written.
   *
   * @param wording of its rows, units and scores
   */
  void trained(Run.Outcome outcome, Wording wording);

  /** Exit code of a process whose training ended by a verdict, for the run's record. */
  int exitCode(Verdict.Outcome outcome, Trust trust);

  /** How a process ends by something that went wrong, for the run's record. */
  Failed failed(Throwable thrown);

  /** What a process does while a run reads its input. */
  interface Reading extends Closeable {
    /**
     * Goes on unless the process was asked to stop.
     *
     * @throws StoppedException where it was, also by what was cancelled for it
     */
    void requireWanted();

    @Override
    void close();
  }

  /**
   * The end of a process by something that went wrong.
   *
   * @param exitCode of the process
   * @param message one line
   */
  record Failed(int exitCode, String message) {}
}
