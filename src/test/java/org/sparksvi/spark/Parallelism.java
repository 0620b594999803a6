package org.sparksvi.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Another default parallelism of a running session, until closed. */
final class Parallelism implements AutoCloseable {
  private static final String KEY = "spark.default.parallelism";

  private final SparkSession spark;
  private final SparkConf live;

  Parallelism(SparkSession spark, int tasks) {
    this.spark = spark;
    live = spark.sparkContext().conf();
    live.set(KEY, Integer.toString(tasks));
  }

  /** What Spark makes of it. */
  int tasks() {
    return spark.sparkContext().defaultParallelism();
  }

  @Override
  public void close() {
    live.remove(KEY);
  }
}
