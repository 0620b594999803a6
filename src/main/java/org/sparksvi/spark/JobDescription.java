package org.sparksvi.spark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;

/** What Spark's UI says of this thread's jobs; when closed, what it said before. */
public final class JobDescription implements AutoCloseable {
  private static final String GROUP = "spark.jobGroup.id";
  private static final List<String> PROPERTIES =
      List.of(GROUP, "spark.job.description", "spark.job.interruptOnCancel");

  private final JavaSparkContext spark;
  private final Map<String, String> before = new HashMap<>();

  public JobDescription(JavaSparkContext spark) {
    this.spark = spark;
    PROPERTIES.forEach(property -> before.put(property, spark.getLocalProperty(property)));
  }

  /** Describes the jobs that follow. */
  void tell(String description) {
    spark.setJobDescription(description);
  }

  /**
   * Puts the jobs that follow into a group and describes them. They stay in a group that the thread
   * is in already, so that whoever cancels that one ends them.
   *
   * @return the group
   */
  public String tell(String group, String description) {
    return tell(group, description, false);
  }

  /** The same for jobs whose tasks are interrupted when they are cancelled. */
  public void tellInterruptible(String group, String description) {
    tell(group, description, true);
  }

  private String tell(String group, String description, boolean interruptible) {
    String outer = before.get(GROUP);
    String used = outer == null ? group : outer;
    spark.setJobGroup(used, description, interruptible);
    return used;
  }

  @Override
  public void close() {
    before.forEach(spark::setLocalProperty);
  }
}
