package org.sparksvi.job;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Data made in Spark tasks, into a directory that is not there yet and appears when all is made.
 *
 * @param output the directory
 */
record DataGenerator(Session session, String output, SparkOptions spark) {

  /** Writes into the directory; returns what it has written, for people. */
  @FunctionalInterface
  interface Maker {
    String make(JavaSparkContext spark, Path directory) throws IOException;
  }

  /**
   * Makes the data.
   *
   * @param name of the Spark application
   * @param what is drawn, for people
   */
  ExitCode run(String name, String what, Maker maker) {
    Output target = Output.requireAbsent("--output", output, session.hadoop());
    SparkSession started = session.spark(name, spark.master());
    JavaSparkContext context = JavaSparkContext.fromSparkContext(started.sparkContext());
    String made =
        SparkStop.unlessAsked(
            session,
            started,
            () -> {
              session.note("drawing %s into %s".formatted(what, target.path()));
              return target.write(aside -> maker.make(context, aside));
            });
    session.print("%s: %s\n".formatted(made, target.path()));
    return ExitCode.DONE;
  }
}
