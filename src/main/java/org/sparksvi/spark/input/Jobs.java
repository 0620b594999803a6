package org.sparksvi.spark.input;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.util.function.Supplier;
import java.util.zip.ZipException;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.format.FormatException;

/** Spark jobs that read input: described in the Spark UI, their failures about input unwrapped. */
public final class Jobs {
  private static final String DESCRIPTION = "spark.job.description";

  /** What Spark makes of a reader of files without memory: no case of it knows errors. */
  private static final String ROW_WITHOUT_MEMORY = "scala.MatchError: java.lang.OutOfMemoryError";

  private Jobs() {}

  /** Runs an action on the data of {@code place}. */
  static <T> T run(SparkSession spark, String what, String place, Supplier<T> action) {
    SparkContext context = spark.sparkContext();
    String before = context.getLocalProperty(DESCRIPTION);
    context.setLocalProperty(DESCRIPTION, what + ": " + place);
    try {
      return action.get();
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      Exception known = unwrapped(e, place);
      throw known instanceof RuntimeException own ? own : new IllegalStateException(known);
    } finally {
      context.setLocalProperty(DESCRIPTION, before);
    }
  }

  /** The first line of what went wrong: Spark's messages are long. */
  static String firstLine(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage()).strip();
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  /** What went wrong with the input, if that is known; else the exception itself. */
  public static Exception unwrapped(Exception thrown, String place) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof InputException || t instanceof FormatException) {
        return (RuntimeException) t;
      }
      if (t instanceof EOFException || t instanceof ZipException) {
        return new InputException(
            place, "data end too early or are damaged (" + t.getMessage() + ")", thrown);
      }
      if (t instanceof FileNotFoundException) {
        return new InputException(
            place, "file went away while it was read (" + t.getMessage() + ")", thrown);
      }
      if (t.getMessage() != null && t.getMessage().contains(ROW_WITHOUT_MEMORY)) {
        return new InputException(
            place,
            "each row must fit into the memory of a task, but one does not, such as a line that hardly ends; spark.driver.memory or, on a cluster, spark.executor.memory gives more",
            thrown);
      }
    }
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SparkThrowable spark
          && spark.getCondition() != null
          && spark.getCondition().startsWith("FAILED_READ_FILE")) {
        Throwable root = t;
        while (root.getCause() != null) {
          root = root.getCause();
        }
        return new InputException(place, "file cannot be read (" + firstLine(root) + ")", thrown);
      }
    }
    return thrown;
  }
}
