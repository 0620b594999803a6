package org.sparksvi.spark.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.data.ValueRule;
import org.sparksvi.format.InvalidLine;
import org.sparksvi.format.OnInvalid;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.random.RowKeys;
import org.sparksvi.spark.SharedSpark;

@Tag("spark")
@ExtendWith(SharedSpark.class)
class TableInputTest {
  private static final TextSettings FAIL =
      new TextSettings(TextInputTest.PLAIN, TextInputTest.ALL_WORDS, OnInvalid.FAIL);
  private static final TextSettings SKIP =
      new TextSettings(TextInputTest.PLAIN, TextInputTest.ALL_WORDS, OnInvalid.SKIP);

  @TempDir private Path dir;

  private String write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text).toString();
  }

  @Test
  void csvColumnsAreKnownByTheHeader(SparkSession spark) throws IOException {
    String path = write("a.csv", "id,body\n1,\"red, blue\"\n2,\n3,red\n");

    InputTable table = InputTable.read(spark, path, TableFormat.CSV, Optional.empty(), false);
    ReadInput input = ReadInput.text(table, "body", FAIL);

    assertEquals(List.of("blue=1 red=1", "red=1"), Rows.words(input));
    assertEquals(1, input.tally().emptyRows());
    assertTrue(Rows.keys(input).contains(RowKeys.ofText("red, blue")));
  }

  @Test
  void csvOptionsAreThoseOfSpark(SparkSession spark) throws IOException {
    String path = write("a.csv", "1;red\n2;blue\n");

    InputTable table =
        InputTable.read(
            spark,
            path,
            new TableFormat("csv", Map.of("header", "false", "sep", ";"), Optional.empty()),
            Optional.empty(),
            false);

    assertEquals(List.of("blue=1", "red=1"), Rows.words(ReadInput.text(table, "_c1", FAIL)));
  }

  @Test
  void malformedCsvRecordsAreInvalid(SparkSession spark) throws IOException {
    String path = write("a.csv", "id,body,a,b\n1,red,,\n2\n3,blue,,,extra\n4,green,,\n");
    InputTable table = InputTable.read(spark, path, TableFormat.CSV, Optional.empty(), false);

    InputException thrown =
        assertThrows(InputException.class, () -> ReadInput.text(table, "body", FAIL));
    ReadInput input = ReadInput.text(table, "body", SKIP);

    assertEquals(
        path + ", column 'body', row 2: record must be valid csv, but is not, in \"2\"",
        thrown.getMessage());
    assertEquals(List.of("green=1", "red=1"), Rows.words(input));
    assertEquals(List.of("green", "red"), input.vocabulary());
    assertEquals(2, input.tally().invalid().count());
    assertEquals("3,blue,,,extra", input.tally().invalid().first().get(1).text());
  }

  @Test
  void invalidRowsAreNumberedInTheirFileWhateverTheSplits(SparkSession spark) throws IOException {
    Path many = Files.createDirectory(dir.resolve("many"));
    for (String name : List.of("a b", "c")) {
      StringBuilder rows = new StringBuilder("x,y\n");
      for (int r = 1; r <= 300; r++) {
        rows.append(r)
            .append(r == 7 || r == 281 ? ",NaN\n" : ",1\n")
            .append(r % 50 == 0 ? "\n" : "");
      }
      write("many/" + name + ".csv", rows.toString());
    }
    SparkSession fine = spark.newSession();
    fine.conf().set("spark.sql.files.maxPartitionBytes", "200");
    fine.conf().set("spark.sql.files.openCostInBytes", "1");
    String whole = many.toString();
    String one = whole + "/c.csv";

    for (SparkSession session : List.of(spark, fine)) {
      assertEquals(
          List.of(
              whole + ", file 'a b.csv', row 7",
              whole + ", file 'a b.csv', row 281",
              whole + ", file 'c.csv', row 7",
              whole + ", file 'c.csv', row 281"),
          invalidNumbers(session, whole));
      assertEquals(List.of(one + ", row 7", one + ", row 281"), invalidNumbers(session, one));
    }
  }

  private static List<String> invalidNumbers(SparkSession spark, String path) {
    InputTable table = InputTable.read(spark, path, TableFormat.CSV, Optional.empty(), false);
    DenseSettings settings =
        new DenseSettings(
            Optional.empty(), List.of(), Optional.empty(), false, 1, 0, OnInvalid.SKIP);
    return ReadInput.numbers(table, settings).read().tally().invalid().first().stream()
        .map(InvalidLine::place)
        .toList();
  }

  @Test
  void recordsWithBytesThatAreNoCharactersAreInvalid(SparkSession spark) throws IOException {
    byte[] bytes = "id,body\n1,r?d\n2,\uFFFD blue\n3,red\n".getBytes(StandardCharsets.UTF_8);
    bytes[11] = (byte) 0xE9;
    String path = Files.write(dir.resolve("a.csv"), bytes).toString();

    for (String multiLine : List.of("false", "true")) {
      Map<String, String> options = Map.of("multiLine", multiLine);
      TableFormat format = new TableFormat("csv", options, Optional.empty());
      InputTable table = InputTable.read(spark, path, format, Optional.empty(), false);
      ReadInput input = ReadInput.text(table, "body", SKIP);

      assertEquals(2, input.tally().rows());
      assertEquals(
          List.of(
              path
                  + ", column 'body', row 1: text must be UTF-8, but is not;"
                  + " input.options.encoding says what it is, in \"1,r\uFFFDd\""),
          input.tally().invalid().first().stream().map(InvalidLine::toString).toList());
    }
  }

  @Test
  void whatColumnsAreOfDoesNotDependOnSplits(SparkSession spark) throws IOException {
    Path many = Files.createDirectory(dir.resolve("kinds"));
    for (String name : List.of("a", "b")) {
      StringBuilder rows = new StringBuilder(name.equals("a") ? "x,y,z\n" : "z,x,y\n");
      for (int r = 1; r <= 3000; r++) {
        String late = r > 2500 && name.equals("b") ? "7" : "text";
        String early = r < 40 && name.equals("a") ? "3" : r % 9 == 0 ? "bad" : "4";
        rows.append(
            name.equals("a")
                ? r + "," + late + "," + early + "\n"
                : early + "," + r + "," + late + "\n");
      }
      write("kinds/" + name + ".csv", rows.toString());
    }
    List<Object> one = read(spark, many.toString(), "134217728");

    assertEquals(List.of("x", "z"), one.get(0));
    assertEquals(one, read(spark, many.toString(), "9000"));
    assertEquals(one, read(spark, many.toString(), "500"));
  }

  private static List<Object> read(SparkSession spark, String path, String splitBytes) {
    SparkSession session = spark.newSession();
    session.conf().set("spark.sql.files.maxPartitionBytes", splitBytes);
    session.conf().set("spark.sql.files.openCostInBytes", "1");
    InputTable table = InputTable.read(session, path, TableFormat.CSV, Optional.empty(), false);
    DenseSettings settings =
        new DenseSettings(
            Optional.empty(), List.of("*"), Optional.empty(), false, 1, 0, OnInvalid.SKIP);
    ReadInput input = ReadInput.numbers(table, settings).read();
    return List.of(
        input.names(),
        input.unused(),
        input.tally().rows(),
        input.tally().invalid().count(),
        input.tally().invalid().first().stream().map(InvalidLine::toString).toList(),
        Rows.keys(input));
  }

  @Test
  void malformedJsonRecordsAreInvalid(SparkSession spark) throws IOException {
    String path = write("a.json", "{\"body\": \"red\", \"n\": 1}\n{\"body\": \n{\"n\": 2}\n");
    InputTable table = InputTable.read(spark, path, TableFormat.JSON, Optional.empty(), false);

    ReadInput input = ReadInput.text(table, "body", SKIP);

    assertThrows(InputException.class, () -> ReadInput.text(table, "body", FAIL));
    assertEquals(List.of("red=1"), Rows.words(input));
    assertEquals(1, input.tally().invalid().count());
    assertEquals(1, input.tally().emptyRows());
    CountedTable counted =
        TextInput.withCounts(table, "body", Vocabulary.of(List.of("red"), "v"), SKIP, "counts");
    assertEquals(
        List.of("body", "n", "counts"), Arrays.asList(counted.rows().schema().fieldNames()));
    assertEquals(2, counted.rows().count());
    assertEquals(1, counted.tally().invalid().count());
  }

  @Test
  void parquetTextGivesTheSameWhateverTheSplits(SparkSession spark) {
    String path = dir.resolve("texts").toString();
    spark
        .range(300)
        .selectExpr("concat('word', id % 17, ' common w', id % 5) as body")
        .repartition(6)
        .write()
        .parquet(path);
    SparkSession fine = spark.newSession();
    fine.conf().set("spark.sql.files.maxPartitionBytes", "300");
    fine.conf().set("spark.sql.shuffle.partitions", "7");
    TextSettings settings =
        new TextSettings(
            new TokenSettings("\\S+", Locale.ROOT, true, 1, List.of()),
            new VocabularySettings(2, 0.99, 20),
            OnInvalid.FAIL);

    ReadInput one =
        ReadInput.text(
            InputTable.read(spark, path, TableFormat.PARQUET, Optional.empty(), false),
            "body",
            settings);
    ReadInput many =
        ReadInput.text(
            InputTable.read(fine, path, TableFormat.PARQUET, Optional.empty(), false),
            "body",
            settings);

    assertTrue(many.rows().getNumPartitions() > one.rows().getNumPartitions());
    assertEquals(20, one.columns());
    assertEquals(one.vocabulary(), many.vocabulary());
    assertEquals(Rows.keys(one), Rows.keys(many));
    assertEquals(Rows.words(one), Rows.words(many));
  }

  @Test
  void pathsThatAreNoTablesAreRefused(SparkSession spark) throws IOException {
    String missing = dir.resolve("missing").toString();
    String text = write("a.parquet", "not parquet at all");
    String empty = Files.createDirectory(dir.resolve("empty")).toString();

    assertEquals(
        missing + ": the path must exist, but does not", refusal(spark, missing, TableFormat.CSV));
    String json = write("bad.json", "{\n{\n");
    assertEquals(
        json
            + ": must be readable as json, but is not (it has no columns; input.options.multiLine ="
            + " true reads a file as one row or list)",
        refusal(spark, json, TableFormat.JSON));
    String message = refusal(spark, text, TableFormat.PARQUET);
    assertTrue(message.startsWith(text + ": must be readable as parquet, but is not ("), message);
    assertEquals(1, message.lines().count());
    assertEquals(
        empty
            + ": the directory must hold a file whose name begins with neither _ nor ., but has none",
        refusal(spark, empty, TableFormat.PARQUET));
  }

  private static String refusal(SparkSession spark, String path, TableFormat format) {
    return assertThrows(
            InputException.class,
            () -> InputTable.read(spark, path, format, Optional.empty(), false))
        .getMessage();
  }

  @Test
  void libsvmLinesAreVectorsWithIndicesFromOne(SparkSession spark) throws IOException {
    String path =
        write("a.svm", "1 1:2 4:0.5 # note\n\n-1 2:3 5:0\n0\n# only a note\n+1 1:2 4:0.5\n");

    for (long split : new long[] {1, 1000}) {
      InputTable table = Libsvm.table(spark, path, 0, true, OptionalLong.of(split));
      ReadInput input =
          ReadInput.vectors(table, InputTable.FEATURES, VectorSettings.of(OnInvalid.FAIL));
      assertEquals(List.of("0=2.0 3=0.5", "0=2.0 3=0.5", "1=3.0"), Rows.contents(input));
      assertEquals(5, input.columns());
      assertEquals(1, input.tally().emptyRows());
      assertEquals(2, Rows.keys(input).stream().distinct().count());
    }
    Row first = InputTable.libsvm(spark, path, 6).plain().first();
    assertEquals(1.0, first.<Double>getAs("label"));
    assertEquals("(6,[0,3],[2.0,0.5])", first.getAs(InputTable.FEATURES).toString());
  }

  @Test
  void libsvmLinesThatBreakTheFormatAreInvalidAtTheirPlace(SparkSession spark) throws IOException {
    List<String> lines =
        List.of(
            "1 0:1",
            "1 1:x",
            "1 2:1 2:1",
            "1 3:1 2:1",
            "1 1:-1",
            "1 1:NaN",
            "a 1:1",
            "1 7",
            "1 9:1");
    String path = write("a.svm", "1 1:1\n" + String.join("\n", lines) + "\n");
    InputTable table = InputTable.libsvm(spark, path, 5);

    IngestTally tally =
        ReadInput.vectors(table, InputTable.FEATURES, VectorSettings.of(OnInvalid.SKIP)).tally();
    InputException thrown =
        assertThrows(
            InputException.class,
            () -> ReadInput.vectors(table, InputTable.FEATURES, VectorSettings.of(OnInvalid.FAIL)));

    assertEquals(1, tally.rows());
    assertEquals(lines, tally.invalid().first().stream().map(InvalidLine::text).toList());
    assertEquals(
        List.of(
            "index must be an integer from 1 to 5, but is \"0\"",
            "value of index 1 must be a number, but is \"x\"",
            "indices must ascend, but 2 comes after 2",
            "indices must ascend, but 2 comes after 3",
            "value of index 1 must be finite, not negative and at most 1.0E100, but is -1.0",
            "value of index 1 must be a number, but is \"NaN\"",
            "label must be a number, but is \"a\"",
            "entry must be index:value, but is \"7\"",
            "index must be an integer from 1 to 5, but is \"9\""),
        tally.invalid().first().stream().map(InvalidLine::reason).toList());
    assertTrue(thrown.getMessage().startsWith("a.svm, byte 6: index must be"));
  }

  @Test
  void vectorsOfAModelsSizePassAndOthersAreInvalid(SparkSession spark) throws IOException {
    String path =
        write("a.json", "{\"v\":[1,0,2]}\n{\"v\":[0,0,0]}\n{\"v\":[1]}\n{\"v\":[1,-1,0]}\n");
    InputTable table = InputTable.read(spark, path, TableFormat.JSON, Optional.empty(), false);

    CountedTable counted =
        VectorInput.withCounts(
            table, "v", new VectorSettings(3, List.of(), OnInvalid.SKIP, ValueRule.ANY), "c");

    assertEquals(
        List.of("(3,[0,2],[1.0,2.0])", "(3,[],[])"),
        counted.rows().select("c").collectAsList().stream()
            .map(row -> ((Vector) row.get(0)).toString())
            .toList());
    assertEquals(List.of("v", "c"), Arrays.asList(counted.rows().schema().fieldNames()));
    assertEquals(2, counted.tally().invalid().count());
    assertEquals(1, counted.tally().emptyRows());
    assertThrows(
        InputException.class,
        () ->
            VectorInput.withCounts(
                table, "v", new VectorSettings(3, List.of(), OnInvalid.FAIL, ValueRule.ANY), "c"));
  }
}
