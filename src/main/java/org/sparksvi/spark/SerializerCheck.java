package org.sparksvi.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;

/** What drivers and tasks send each other: records, which Kryo 4 cannot read. */
public final class SerializerCheck {
  private static final String KEY = "spark.serializer";

  private SerializerCheck() {}

  /** Refuses a session whose tasks could not be understood, before the first one fails. */
  public static void requireReadable(SparkConf settings) {
    String java = JavaSerializer.class.getName();
    String serializer = settings.get(KEY, java);
    if (!serializer.equals(java)) {
      throw new IllegalArgumentException(
          "%s must be %s, which reads records, but was %s".formatted(KEY, java, serializer));
    }
  }
}
