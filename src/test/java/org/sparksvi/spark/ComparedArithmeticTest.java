package org.sparksvi.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Executors that compute with something else than the driver are noticed. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class ComparedArithmeticTest {

  @ParameterizedTest
  @EnumSource
  void executorsWithAnotherArithmeticAreNamed(
      DenseFixture.Kind kind, SparkSession session, @TempDir Path directory) throws IOException {
    JavaSparkContext spark = new JavaSparkContext(session.sparkContext());
    DenseFixture numbers = DenseFixture.write(directory);
    String here = kind.model().arithmetic();
    ComparedArithmetic same = ComparedArithmetic.of(spark, kind.source(numbers), here);
    ComparedArithmetic other = ComparedArithmetic.of(spark, kind.source(numbers), "none");

    for (ComparedArithmetic source : List.of(same, other)) {
      try (JobExecution rounds = new JobExecution(spark, "arithmetic", source)) {
        numbers.train(kind, rounds);
      }
    }

    assertFalse(here.isEmpty());
    assertEquals(Map.of(), same.noticed());
    assertEquals(Map.of("driver", here), other.noticed());
  }
}
