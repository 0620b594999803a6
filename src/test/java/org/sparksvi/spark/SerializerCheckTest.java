package org.sparksvi.spark;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class SerializerCheckTest {
  @Test
  void aSessionWithAnotherSerializerIsRefusedByName() {
    SparkConf kryo =
        new SparkConf(false).set("spark.serializer", "org.apache.spark.serializer.KryoSerializer");

    String message =
        assertThrows(IllegalArgumentException.class, () -> SerializerCheck.requireReadable(kryo))
            .getMessage();

    assertEquals(
        "spark.serializer must be org.apache.spark.serializer.JavaSerializer, which reads records,"
            + " but was org.apache.spark.serializer.KryoSerializer",
        message);
  }

  @Test
  void theDefaultIsTaken() {
    assertDoesNotThrow(() -> SerializerCheck.requireReadable(new SparkConf(false)));
  }
}
