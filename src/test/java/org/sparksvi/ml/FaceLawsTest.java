package org.sparksvi.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.job.CommandRun;
import org.sparksvi.job.ExitCode;
import org.sparksvi.kind.Trained;
import org.sparksvi.spark.SharedSpark;

/** What every pair of Spark ML keeps: a row of {@link FaceCase} each. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
@TestInstance(Lifecycle.PER_CLASS)
class FaceLawsTest {
  @TempDir Path directory;

  static Stream<FaceCase> faces() {
    return FaceCase.all();
  }

  @ParameterizedTest
  @MethodSource("faces")
  void fitGivesTheBitsOfTheCommand(FaceCase face, SparkSession spark) throws IOException {
    Dataset<Row> rows = face.rows(spark);
    Path parquet = directory.resolve(face.name() + ".parquet");
    rows.write().parquet(parquet.toString());
    Path conf =
        Files.writeString(
            directory.resolve(face.name() + ".conf"),
            face.conf()
                + "input { format = parquet, column = features, path = \"%s\" }\n"
                    .formatted(parquet));
    Path run = directory.resolve(face.name());
    CommandRun command = CommandRun.train(conf.toString(), run.toString());
    assertEquals(ExitCode.DONE, command.code(), command.err());
    Trained<?, ?, ?> expected = Trained.load(run.resolve("model"));

    for (String storage : List.of("memory", "disk", "auto")) {
      SviModel<?> fitted = face.estimator().get().with("storage", storage).fit(rows);
      assertSame(expected, fitted.trained(), storage);
    }
  }

  static void assertSame(Trained<?, ?, ?> expected, Trained<?, ?, ?> actual, String what) {
    assertEquals(expected.published().settings(), actual.published().settings(), what);
    Bundle one = expected.parameters();
    Bundle other = actual.parameters();
    assertEquals(one.layout(), other.layout(), what);
    for (int f = 0; f < one.layout().count(); f++) {
      String name = one.layout().field(f).name();
      assertArrayEquals(one.copyOf(name), other.copyOf(name), what + " " + name);
    }
  }
}
