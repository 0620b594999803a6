package org.sparksvi.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.models.joint.Densities.halfCauchy;
import static org.sparksvi.models.joint.Densities.normal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.models.joint.JointSummary.Quantity;
import org.sparksvi.models.joint.Value;
import org.sparksvi.spark.SharedSpark;

/** The lines of docs/own-models.md: a lambda, fitted to a DataFrame. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class JointTest {
  private static final String ROWS =
      "school,y,sigma\n0,28,15\n1,8,10\n2,-3,16\n3,7,11\n4,-1,9\n5,1,11\n6,18,10\n7,12,18\n";

  private static Dataset<Row> rows(SparkSession spark, Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("schools.csv"), ROWS);
    return spark.read().option("header", true).option("inferSchema", true).csv("" + file);
  }

  @Test
  void aLambdaIsFittedToADataFrame(SparkSession spark, @TempDir Path directory) throws IOException {
    Dataset<Row> rows = rows(spark, directory);

    Joint fitted =
        Joint.fit(
            s -> {
              Value mu = s.real("mu", normal(0, 5));
              Value tau = s.positive("tau", halfCauchy(5));
              Value theta = s.around("theta", 8, mu, tau);
              return s.observe("y", normal(theta.at(s.index("school", 8)), s.column("sigma")));
            },
            rows);

    Quantity mu = fitted.summary().quantities().get(0);
    assertEquals("mu", mu.name());
    assertEquals(4.397, mu.mean(), 0.1 * 3.318); // by quadrature
    assertEquals(3.318, mu.deviation(), 0.1 * 3.318);
    assertTrue(fitted.describe().startsWith("converged: after "), fitted.describe());
    Dataset<Row> unseen = fitted.transform(rows.drop("y"));
    assertEquals(8, unseen.count());
    assertTrue(Double.isFinite(unseen.first().<Double>getAs("expected")));
  }

  @Test
  void whatIsWrongIsSaidInALine(SparkSession spark, @TempDir Path directory) throws IOException {
    Dataset<Row> rows = rows(spark, directory);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Joint.fit(s -> s.observe("z", normal(s.real("mu", normal(0, 1)), 1)), rows))
            .getMessage();
    assertTrue(message.contains("rows must have a column 'z'"), message);
  }
}
