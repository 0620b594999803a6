package org.sparksvi.spark.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.RowForm;
import org.sparksvi.data.ValueRule;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.OnInvalid;
import org.sparksvi.spark.SharedSpark;
import org.sparksvi.spark.wire.Items;

/**
 * Drawn inputs: what is read of each is what {@link PlainReading} reads, or it is refused by its
 * name.
 */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class DrawnInputsTest {
  private static final int FEW = 40;
  private static final int MANY = Integer.getInteger("drawn", 400);

  @TempDir private Path directory;

  @Test
  void someAreReadAsAnotherReadsThem(SparkSession spark) throws IOException {
    compare(spark, 0, FEW);
  }

  @Test
  @Tag("slow")
  void manyAreReadAsAnotherReadsThem(SparkSession spark) throws IOException {
    compare(spark, FEW, FEW + MANY);
  }

  private void compare(SparkSession spark, int from, int to) throws IOException {
    List<String> differences = new ArrayList<>();
    int read = 0;
    for (int seed = from; seed < to; seed++) {
      DrawnInput input = DrawnInput.draw(seed, directory.resolve(Integer.toString(seed)));
      String expected = expected(input);
      String actual = actual(spark, input);
      boolean refused = actual.startsWith("refused: ");
      read += refused ? 0 : 1;
      boolean same = expected.startsWith("bad: ") ? refused : actual.equals(expected);
      boolean named = !refused || isNamed(input, actual);
      if (!same || !named) {
        differences.add(
            "seed %d, %s %s, %s\n  expected %s\n  but was  %s"
                .formatted(seed, input.format(), input.options(), input.path(), expected, actual));
      }
    }
    assertEquals("", String.join("\n", differences));
    assertTrue(read > (to - from) / 2, "most inputs must be read, but were " + read);
  }

  /** Files that say their types, in parquet and orc. */
  @Test
  void someColumnsAreReadAsTheyWereWritten(SparkSession spark) throws IOException {
    compareColumns(spark, 0, FEW / 2);
  }

  @Test
  @Tag("slow")
  void manyColumnsAreReadAsTheyWereWritten(SparkSession spark) throws IOException {
    compareColumns(spark, FEW, FEW + MANY);
  }

  private void compareColumns(SparkSession spark, int from, int to) throws IOException {
    List<String> differences = new ArrayList<>();
    for (int seed = from; seed < to; seed++) {
      DrawnColumns drawn =
          DrawnColumns.draw(spark, seed, directory.resolve("columns" + Integer.toString(seed)));
      String actual = actual(spark, drawn.input());
      boolean same =
          drawn.expected().isEmpty()
              ? actual.startsWith("refused: ") && isNamed(drawn.input(), actual)
              : actual.equals(String.join("\n", drawn.expected()));
      if (!same) {
        differences.add(
            "seed %d, %s\n  expected %s\n  but was  %s"
                .formatted(seed, drawn.input().path(), drawn.expected(), actual));
      }
    }
    assertEquals("", String.join("\n", differences));
  }

  private static boolean isNamed(DrawnInput input, String message) {
    return message.contains(input.path().getFileName().toString())
        || input.files().stream().anyMatch(f -> message.contains(f.getFileName().toString()));
  }

  private static String expected(DrawnInput input) throws IOException {
    try {
      return String.join("\n", input.expected());
    } catch (PlainReading.Bad e) {
      return "bad: " + e.getMessage();
    }
  }

  private static String actual(SparkSession spark, DrawnInput input) throws IOException {
    try {
      return String.join("\n", read(spark, input));
    } catch (InputException | FormatException e) {
      return "refused: " + e.getMessage();
    }
  }

  private static List<String> read(SparkSession spark, DrawnInput input) throws IOException {
    String path = input.path().toString();
    return switch (input.format()) {
      case "libsvm" ->
          numbers(InputTable.libsvmNumbers(spark, path, 0), InputTable.FEATURES, input);
      case "text" -> words(InputTable.lines(spark, path));
      case "docword" -> {
        RowSource source =
            DocwordSource.open(
                org.apache.spark.api.java.JavaSparkContext.fromSparkContext(spark.sparkContext()),
                path,
                Optional.empty(),
                OnInvalid.FAIL,
                DocwordSource.PART_BYTES);
        yield entries(source);
      }
      default -> {
        TableFormat format = new TableFormat(input.format(), input.options(), Optional.empty());
        yield numbers(InputTable.read(spark, path, format, Optional.empty(), false), "", input);
      }
    };
  }

  private static List<String> numbers(InputTable table, String vector, DrawnInput input) {
    DenseSettings settings =
        new DenseSettings(
            vector.isEmpty() ? Optional.empty() : Optional.of(vector),
            vector.isEmpty() && input.reading().star() ? List.of("*") : List.of(),
            Optional.empty(),
            true,
            ValueRule.ANY,
            1,
            1,
            OnInvalid.FAIL,
            NumberCells.of(input.reading().codes(), input.options()),
            List.of(),
            false,
            Optional.empty(),
            List.of(),
            Optional.empty());
    RowSource source = DenseReader.of(table, settings).source(RowForm.PLAIN);
    Comparator<Integer> byName = Comparator.comparing(source.names()::get);
    List<Integer> order =
        IntStream.range(0, source.columns())
            .boxed()
            .sorted(vector.isEmpty() ? byName : Comparator.naturalOrder())
            .toList();
    return rows(source).stream()
        .map(
            row ->
                order.stream()
                    .map(c -> source.names().get(c) + "=" + row.value(c) + " ")
                    .collect(Collectors.joining()))
        .sorted()
        .toList();
  }

  private static List<DataRow> rows(RowSource source) {
    List<RowItem> items =
        Jobs.run(
            SparkSession.active(), "reading", source.name(), () -> Items.collect(source.items()));
    List<DataRow> rows = items.stream().map(RowItem::row).filter(Objects::nonNull).toList();
    IngestTally tally = new IngestTally();
    items.stream().map(RowItem::met).filter(Objects::nonNull).forEach(tally::add);
    tally.addRows(rows.size());
    source.check().judge(tally);
    return rows;
  }

  private static List<String> entries(RowSource source) {
    return rows(source).stream()
        .flatMap(
            row ->
                IntStream.range(0, row.size())
                    .mapToObj(
                        i ->
                            "%d:%d=%d"
                                .formatted(row.key(), row.column(i) + 1, (long) row.value(i))))
        .sorted()
        .toList();
  }

  private static List<String> words(InputTable lines) {
    TextSettings settings =
        new TextSettings(
            new TokenSettings("[a-z]+", Locale.ROOT, true, 1, List.of()),
            new VocabularySettings(1, 1e18, 1000),
            OnInvalid.FAIL);
    RowSource source = TextInput.of(lines, InputTable.TEXT, settings);
    return rows(source).stream()
        .map(
            row ->
                IntStream.range(0, row.size())
                    .mapToObj(i -> source.names().get(row.column(i)) + "=" + (long) row.value(i))
                    .sorted()
                    .collect(Collectors.joining(" ")))
        .sorted()
        .toList();
  }

  /** Types of columns in files that say them, as Spark writes them. */
  @Test
  void typedColumnsAreTheirNumbers(SparkSession spark) throws IOException {
    Files.createDirectories(directory.resolve("typed"));
    StructType schema =
        new StructType(
            new StructField[] {
              DataTypes.createStructField("i", DataTypes.IntegerType, true),
              DataTypes.createStructField("f", DataTypes.FloatType, true),
              DataTypes.createStructField("l", DataTypes.LongType, true),
              DataTypes.createStructField("dec", DataTypes.createDecimalType(12, 3), true),
              DataTypes.createStructField("s", DataTypes.StringType, true),
              DataTypes.createStructField("t", DataTypes.StringType, true),
              DataTypes.createStructField("b", DataTypes.BooleanType, true)
            });
    List<Row> rows =
        List.of(
            RowFactory.create(1, 0.5f, 1L << 53, new java.math.BigDecimal("1.125"), "7", "x", true),
            RowFactory.create(null, -2f, -3L, null, "-999", "y", false));
    for (String format : List.of("parquet", "orc")) {
      String path = directory.resolve("typed/" + format).toString();
      spark.createDataFrame(rows, schema).write().format(format).save(path);
      TableFormat of = TableFormat.of(format);
      InputTable table = InputTable.read(spark, path, of, Optional.empty(), false);
      Map<String, String> none = new TreeMap<>();
      DrawnInput input =
          new DrawnInput(
              format,
              Path.of(path),
              List.of(),
              none,
              new PlainReading(
                  java.nio.charset.StandardCharsets.UTF_8, ',', false, List.of("-999"), true),
              false);

      assertEquals(
          List.of(
              "dec=1.125 f=0.5 i=1.0 l=9.007199254740992E15 s=7.0 ",
              "dec=NaN f=-2.0 i=NaN l=-3.0 s=NaN "),
          numbers(table, "", input));
    }
  }
}
