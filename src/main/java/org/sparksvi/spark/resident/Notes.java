package org.sparksvi.spark.resident;

/** Where a training says what people should know. */
@FunctionalInterface
public interface Notes {
  /** Says one line. */
  void say(String line);
}
