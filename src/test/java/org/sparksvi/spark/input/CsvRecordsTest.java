package org.sparksvi.spark.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.format.InvalidLine;
import org.sparksvi.format.OnInvalid;
import org.sparksvi.spark.SharedSpark;

/** Cells of csv that go on in the next line. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class CsvRecordsTest {
  private static final TextSettings SKIP =
      new TextSettings(TextInputTest.PLAIN, TextInputTest.ALL_WORDS, OnInvalid.SKIP);

  @TempDir private Path dir;

  private String write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text).toString();
  }

  @Test
  void aRecordOfSeveralLinesIsOneWhereItsFileIsOnePiece(SparkSession spark) throws IOException {
    String path =
        write(
            "a.csv",
            "id,body\n1,\"red\n\nblue\"\n2,\"a pipe of 5\"\"\"\n3,red \"x\" y\n\"\"\"q\"\"\",z\n"
                + "4,\"open\n5,w\n6,\"more\"\"\n7,v\n");
    InputTable table = InputTable.read(spark, path, TableFormat.CSV, Optional.empty(), false);

    ReadInput input = ReadInput.text(table, "body", SKIP);

    assertEquals(6, input.tally().rows());
    assertEquals(
        List.of("4,\"open", "6,\"more\"\""),
        input.tally().invalid().first().stream().map(InvalidLine::text).toList());
  }

  @Test
  void aQuoteThatEndsNowhereIsInvalidAndTheNextLinesAreNot(SparkSession spark) throws IOException {
    String path = write("a.csv", "id,body\n1,red\n2,\"open\n3,w\n4,v\n");
    for (Map<String, String> options :
        List.of(Map.<String, String>of(), Map.of("multiLine", "true"))) {
      TableFormat format = new TableFormat("csv", options, Optional.empty());
      InputTable table = InputTable.read(spark, path, format, Optional.empty(), false);

      ReadInput input = ReadInput.text(table, "body", SKIP);

      assertEquals(options.isEmpty() ? 3 : 1, input.tally().rows());
      assertEquals(
          List.of("quotes must end, but do not"),
          input.tally().invalid().first().stream().map(InvalidLine::reason).toList());
    }
  }

  /** Nobody knows whether a piece begins within a quote. */
  @Test
  void bothHalvesOfARecordOfAFileInPiecesAreInvalid(SparkSession spark) throws IOException {
    SparkSession fine = spark.newSession();
    fine.conf().set("spark.sql.files.maxPartitionBytes", "30");
    fine.conf().set("spark.sql.files.openCostInBytes", "1");
    String path = write("a.csv", "id,body\n1,red\n2,\"red\nblue\"\n3,green green green green\n");
    InputTable table = InputTable.read(fine, path, TableFormat.CSV, Optional.empty(), false);

    ReadInput input = ReadInput.text(table, "body", SKIP);

    assertEquals(2, input.tally().rows());
    assertEquals(
        List.of("2,\"red", "blue\""),
        input.tally().invalid().first().stream().map(InvalidLine::text).toList());
    assertTrue(
        input
            .tally()
            .invalid()
            .first()
            .get(0)
            .reason()
            .startsWith("quotes must end in their line"));
  }
}
