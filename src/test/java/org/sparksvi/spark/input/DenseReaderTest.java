package org.sparksvi.spark.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.data.DataRow;
import org.sparksvi.format.OnInvalid;
import org.sparksvi.spark.SharedSpark;
import org.sparksvi.spark.wire.Items;

@Tag("spark")
@ExtendWith(SharedSpark.class)
class DenseReaderTest {
  private SparkSession spark;
  @TempDir private Path directory;

  @BeforeEach
  void open(SparkSession session) {
    this.spark = session;
  }

  private ReadInput.Numbers csv(String content, DenseSettings settings) {
    try {
      String path =
          Files.writeString(directory.resolve("rows.csv"), content.replace(';', '\n')).toString();
      return ReadInput.numbers(
          InputTable.read(spark, path, TableFormat.CSV, Optional.empty(), false), settings);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static DenseSettings all(boolean allowMissing, OnInvalid onInvalid) {
    return new DenseSettings(
        Optional.empty(), List.of(), Optional.empty(), allowMissing, 1, 0, onInvalid);
  }

  private static DenseSettings some(boolean allowMissing, String... columns) {
    return new DenseSettings(
        Optional.empty(), List.of(columns), Optional.of("w"), allowMissing, 1, 0, OnInvalid.FAIL);
  }

  private static List<DataRow> sorted(ReadInput input) {
    return Items.collect(input.rows()).stream()
        .sorted(Comparator.comparingDouble(row -> row.value(0)))
        .toList();
  }

  @Test
  void columnsThatAreNoNumbersAreRefusedUnlessTheyAreLeftOut() {
    String content = "id,a,b,none;x,1,2.5,;y,-3,4,NA;";
    InputException refused =
        assertThrows(InputException.class, () -> csv(content, all(false, OnInvalid.FAIL)));

    assertTrue(
        refused
            .getMessage()
            .endsWith(
                ": all columns must be of numbers, but these are not: 'id', 'none'; input.columns"
                    + " says which to read, [\"*\"] those of numbers, and input.categories which"
                    + " are categories"),
        refused.getMessage());
    DenseSettings star =
        new DenseSettings(
            Optional.empty(), List.of("*"), Optional.empty(), false, 1, 0, OnInvalid.FAIL);
    ReadInput input = csv(content, star).read();
    assertEquals(List.of("a", "b"), input.names());
    assertEquals(List.of("id", "none"), input.unused());
    List<DataRow> rows = sorted(input);
    assertEquals(-3, rows.get(0).value(0));
    assertEquals(2.5, rows.get(1).value(1));
    assertEquals(1, rows.get(1).weight());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b,w;1,NaN,1; | column 'b' must be a finite number, but is missing or NaN; this kind of"
            + " model takes no missing values, in \"1,NaN\"",
        "a,b,w;1,,1;2,3,1; | column 'b' must be a finite number, but is missing or NaN; this kind"
            + " of model takes no missing values, in \"1,\"",
        "a,b,w;1,NA,1;2,3,1; | column 'b' must be a finite number, but is missing or NaN",
        "a,b,w;1,Inf,1; | column 'b' must be a finite number, but is Infinity, in \"1,Inf\"",
        "a,b,w;1,one,1;2,3,1; | column 'b' must be a number, but is \"one\", in \"1,one\"",
        "a,b,w;1,2,-1; | weight 'w' must be finite, not negative and at most 1.0E100, but is -1.0, in \"1,2\"",
        "a,c,w;1,2,1; | column 'b' must exist, but the columns are 'a', 'c', 'w'",
        "a,b,w; | rows of numbers must be at least 1, but are 0 (0 empty, 0 invalid)",
      })
  void aRowThatIsNotAcceptableIsNamedWithItsColumn(String content, String message) {
    InputException refused =
        assertThrows(InputException.class, () -> csv(content, some(false, "a", "b")).read());

    String row = content.startsWith("a,b,w;") && content.length() > 6 ? ", row 1: " : ": ";
    assertTrue(
        refused.getMessage().startsWith(directory + "/rows.csv" + row + message),
        refused.getMessage());
  }

  @Test
  void aStarStandsForAllColumnsThatItMatchesInTheirOrder() {
    ReadInput.Numbers reader = csv("w,p1,q,p0;1,2,3,4;", some(false, "q", "p*"));

    assertEquals(List.of("q", "p1", "p0"), reader.read().names());
  }

  @Test
  void missingValuesAreReadWhereTheyMayBe() {
    List<DataRow> rows = sorted(csv("a,b,w;1,NA,2;2,,1;3,4,1;", some(true, "a", "b")).read());

    assertTrue(Double.isNaN(rows.get(0).value(1)));
    assertTrue(Double.isNaN(rows.get(1).value(1)));
    assertEquals(2, rows.get(0).weight());
    assertEquals(4, rows.get(2).value(1));
  }

  @Test
  void infinityIsRefusedEvenWhereValuesMayBeMissing() {
    assertThrows(InputException.class, () -> csv("a,b,w;1,-Inf,1;", some(true, "a", "b")).read());
  }

  @Test
  void invalidRowsAreSkippedAndCounted() {
    ReadInput input = csv("a,b;1,2;NaN,3;4,Inf;5,6;", all(false, OnInvalid.SKIP)).read();

    assertEquals(2, input.tally().rows());
    assertEquals(2, input.tally().invalid().count());
    assertEquals(2, input.rows().count());
  }

  @Test
  void libsvmMayHoldNegativeNumbersAndNamesItsLines() throws IOException {
    Path file = Files.writeString(directory.resolve("rows.libsvm"), "0 1:-1.5 3:2\n1 2:4\n");
    DenseSettings settings =
        new DenseSettings(
            Optional.of(InputTable.FEATURES),
            List.of(),
            Optional.empty(),
            false,
            1,
            1,
            OnInvalid.FAIL);

    ReadInput input =
        ReadInput.numbers(InputTable.libsvmNumbers(spark, file.toString(), 0), settings).read();

    assertEquals(List.of("1", "2", "3"), input.names());
    assertEquals(-1.5, sorted(input).get(0).value(0));
    Files.writeString(file, "0 1:-1.5 3:2\n1 2:Infinity\n");
    InputException refused =
        assertThrows(
            InputException.class,
            () ->
                ReadInput.numbers(InputTable.libsvmNumbers(spark, file.toString(), 0), settings)
                    .read());
    assertEquals(
        "rows.libsvm, byte 13: column '2' must be a finite number, but is Infinity, in"
            + " \"(3,[1],[Infinity])\"",
        refused.getMessage());
  }

  @Test
  void vectorsOfOtherLengthsAreInvalid() {
    var table =
        spark
            .sql("select array(1D, 2D) v union all select array(3D, 4D) union all select array(5D)")
            .toDF("v");
    DenseSettings settings =
        new DenseSettings(
            Optional.of("v"), List.of(), Optional.empty(), false, 1, 0, OnInvalid.FAIL);

    InputException refused =
        assertThrows(
            InputException.class,
            () -> ReadInput.numbers(new InputTable(table, "t"), settings).read());

    assertEquals(
        "t, column 'v': vector has 1 entries; every row must have 2, in \"[5.0]\"",
        refused.getMessage());
  }
}
