package org.sparksvi.spark.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class JobsTest {

  @Test
  void aRowThatDoesNotFitIntoMemoryIsTheInputs() {
    SparkException thrown =
        new SparkException(
            "Lost task 0.0: scala.MatchError: java.lang.OutOfMemoryError: Java heap space (of class java.lang.OutOfMemoryError)");
    assertEquals(
        "rows.csv: each row must fit into the memory of a task, but one does not, such as a line that hardly ends; spark.driver.memory or, on a cluster, spark.executor.memory gives more",
        Jobs.unwrapped(new IllegalStateException(thrown), "rows.csv").getMessage());
  }

  @Test
  void otherWantOfMemoryIsNot() {
    SparkException thrown =
        new SparkException("Lost task 0.0: java.lang.OutOfMemoryError: Java heap space");
    assertSame(thrown, Jobs.unwrapped(thrown, "rows.csv"));
  }
}
