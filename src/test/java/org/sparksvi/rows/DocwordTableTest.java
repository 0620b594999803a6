package org.sparksvi.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.OnInvalid;
import org.sparksvi.spark.SharedSpark;
import org.sparksvi.spark.input.DocwordSource;
import org.sparksvi.spark.input.RowSource;

@Tag("spark")
@ExtendWith(SharedSpark.class)
class DocwordTableTest {
  @TempDir private Path directory;

  private RowSource source(SparkSession spark, long partBytes, String... entries)
      throws IOException {
    String text = "6\n3\n" + entries.length + "\n" + String.join("\n", entries) + "\n";
    Path file = Files.writeString(directory.resolve("docword.txt"), text);
    Path words = Files.writeString(directory.resolve("words.txt"), "aa\nbb\ncc\n");
    return DocwordSource.open(
            new JavaSparkContext(spark.sparkContext()),
            file.toString(),
            Optional.of(words.toString()),
            OnInvalid.FAIL,
            partBytes)
        .inColumnsOf(List.of("cc", "aa"));
  }

  /** Documents torn apart, without a word that the model has, of counts 0, or without entries. */
  @ParameterizedTest
  @ValueSource(longs = {5, 1000})
  void everyDocumentIsARowInTheOrderOfIds(long partBytes) throws IOException {
    SparkSession spark = SparkSession.active();
    RowSource source =
        source(spark, partBytes, "6 1 2", "2 2 1", "1 3 1", "4 1 0", "6 3 1", "1 1 1", "6 1 1");

    List<String> rows =
        new DocwordTable(spark)
            .read(source).collectAsList().stream()
                .map(row -> row.getLong(0) + " " + row.get(1) + " " + row.get(2))
                .toList();

    assertEquals(
        List.of(
            "1 (2,[0,1],[1.0,1.0]) (2,[0,1],[1.0,1.0])",
            "2 (2,[],[]) (2,[],[])",
            "3 (2,[],[]) (2,[],[])",
            "4 (2,[],[]) (2,[],[])",
            "5 (2,[],[]) (2,[],[])",
            "6 (2,[0,1],[1.0,3.0]) (2,[0,1],[1.0,3.0])"),
        rows);
  }

  @Test
  void aBadLineIsNamedBeforeThereIsATable(SparkSession spark) throws IOException {
    RowSource source = source(spark, 1000, "6 1 2", "2 9 1");

    FormatException refused =
        assertThrows(FormatException.class, () -> new DocwordTable(spark).read(source));

    assertEquals(
        "file:"
            + directory
            + "/docword.txt, line 5: word id is 9; the header declares 3 words, in \"2 9 1\"",
        refused.getMessage());
  }
}
