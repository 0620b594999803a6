package org.sparksvi.job;

import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.report.Screen;

/** What a command works with: where it speaks, its log, and Spark once it needs it. */
final class Session implements AutoCloseable {
  private final Console console;
  private final RunLog log;
  private SparkSession spark;

  Session(Console console, RunLog log) {
    this.console = console;
    this.log = log;
  }

  Console console() {
    return console;
  }

  Screen screen() {
    return console.screen();
  }

  RunLog log() {
    return log;
  }

  /** Says something on the screen and in the log. */
  void note(String line) {
    log.info(line);
    screen().note(line);
  }

  /**
   * Starts Spark.
   *
   * @param name of the application
   * @param master where the command line names one; otherwise the submission decides
   */
  SparkSession spark(String name, Optional<String> master) {
    if (spark == null) {
      SparkConf settings = new SparkConf().setAppName(name);
      master.ifPresent(settings::setMaster);
      settings.setIfMissing("spark.master", "local[*]");
      settings.setIfMissing("spark.ui.showConsoleProgress", "false");
      spark = SparkSession.builder().config(settings).getOrCreate();
    }
    return spark;
  }

  @Override
  public void close() {
    if (spark != null) {
      spark.stop();
    }
  }
}
