package org.sparksvi.spark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;

/** What Spark's UI says of this thread's jobs; when closed, what it said before. */
public final class JobDescription implements AutoCloseable {
  private static final List<String> PROPERTIES =
      List.of("spark.jobGroup.id", "spark.job.description", "spark.job.interruptOnCancel");

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

  /** Puts the jobs that follow into a group and describes them. */
  public void tell(String group, String description) {
    spark.setJobGroup(group, description, false);
  }

  /** The same for jobs whose tasks are interrupted when they are cancelled. */
  public void tellInterruptible(String group, String description) {
    spark.setJobGroup(group, description, true);
  }

  @Override
  public void close() {
    before.forEach(spark::setLocalProperty);
  }
}
