package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class SessionTest {

  @Test
  void aLocalMasterListensToItsOwnMachine() {
    SparkConf settings = new SparkConf(false);
    Session.listenToThisMachine(settings, Map.of());

    assertEquals("127.0.0.1", settings.get("spark.driver.host"));
    assertEquals("127.0.0.1", settings.get("spark.driver.bindAddress"));
    assertEquals("false", settings.get("spark.ui.enabled"));
  }

  @Test
  void whatIsAskedForCounts() {
    SparkConf asked =
        new SparkConf(false).set("spark.driver.host", "h").set("spark.ui.enabled", "true");
    Session.listenToThisMachine(asked, Map.of());
    assertEquals("h", asked.get("spark.driver.host"));
    assertFalse(asked.contains("spark.driver.bindAddress"));
    assertEquals("true", asked.get("spark.ui.enabled"));

    SparkConf untouched = new SparkConf(false);
    Session.listenToThisMachine(untouched, Map.of("SPARK_LOCAL_IP", "10.0.0.1"));
    assertEquals(0, untouched.getAll().length);
  }
}
