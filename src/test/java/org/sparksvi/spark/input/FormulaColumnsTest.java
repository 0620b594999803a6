package org.sparksvi.spark.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.ValueRule;
import org.sparksvi.format.Formula;
import org.sparksvi.format.OnInvalid;
import org.sparksvi.spark.SharedSpark;
import org.sparksvi.spark.wire.Items;

/** The columns of formulas, beside R's. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class FormulaColumnsTest {
  private static final String ROWS =
      """
      x,z,colour,size,y
      2,3,blue,big,1
      5,7,red,big,2
      11,13,blue,small,3
      17,19,green,big,4
      23,29,blue,big,5
      31,37,red,small,6
      """;

  private SparkSession spark;
  @TempDir private Path directory;

  @BeforeEach
  void open(SparkSession session) {
    spark = session;
  }

  private ReadInput read(
      String content, String formula, List<String> names, boolean oneHot, String... categories) {
    DenseSettings settings =
        new DenseSettings(
            Optional.empty(),
            names,
            Optional.empty(),
            false,
            ValueRule.ANY,
            1,
            0,
            OnInvalid.FAIL,
            NumberCells.of(List.of("NA"), Map.of()),
            List.of(categories),
            oneHot,
            Optional.of(Formula.parse(formula)),
            List.of(),
            Optional.of(new RoleSettings("y", "", "", "", "", false, false, ValueRule.ANY)));
    try {
      String path = Files.writeString(directory.resolve("rows.csv"), content).toString();
      return ReadInput.numbers(
              InputTable.read(spark, path, TableFormat.CSV, Optional.empty(), false), settings)
          .read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each column's values by the row's response. */
  private static List<String> columns(ReadInput input) {
    List<DataRow> rows =
        Items.collect(input.rows()).stream()
            .sorted(Comparator.comparingDouble(row -> row.roles().response()))
            .toList();
    return IntStream.range(0, input.names().size())
        .mapToObj(
            c ->
                rows.stream()
                    .map(row -> Long.toString((long) row.value(c)))
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  /**
   * What {@code model.matrix} of R 4.2.2 makes of these rows, without its intercept; blue and big
   * are the first levels there, too. Of each column its name here and its values.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "y ~ x + z + x:z|x @ 2 5 11 17 23 31, z @ 3 7 13 19 29 37, x:z @ 6 35 143 323 667 1147",
        "y ~ colour * x|colour=green (not blue) @ 0 0 0 1 0 0, colour=green (not blue):x @ 0 0 0 17 0 0, colour=red (not blue) @ 0 1 0 0 0 1, colour=red (not blue):x @ 0 5 0 0 0 31, x @ 2 5 11 17 23 31",
        "y ~ x + x:colour|x:colour=green (not blue) @ 0 0 0 17 0 0, x:colour=red (not blue) @ 0 5 0 0 0 31, x @ 2 5 11 17 23 31",
        "y ~ colour * size|colour=green (not blue):size=small (not big) @ 0 0 0 0 0 0, colour=red (not blue):size=small (not big) @ 0 0 0 0 0 1, colour=green (not blue) @ 0 0 0 1 0 0, size=small (not big) @ 0 0 1 0 0 1, colour=red (not blue) @ 0 1 0 0 0 1",
        "y ~ colour:size|colour=green:size=small @ 0 0 0 0 0 0, colour=red:size=small @ 0 0 0 0 0 1, colour=green:size=big @ 0 0 0 1 0 0, colour=blue:size=small @ 0 0 1 0 0 0, colour=red:size=big @ 0 1 0 0 0 0, colour=blue:size=big @ 1 0 0 0 1 0",
        "y ~ 0 + colour + size|colour=green @ 0 0 0 1 0 0, size=small (not big) @ 0 0 1 0 0 1, colour=red @ 0 1 0 0 0 1, colour=blue @ 1 0 1 0 1 0",
        "y ~ size:colour + x - 1|size=small:colour=green @ 0 0 0 0 0 0, size=small:colour=red @ 0 0 0 0 0 1, size=big:colour=green @ 0 0 0 1 0 0, size=small:colour=blue @ 0 0 1 0 0 0, size=big:colour=red @ 0 1 0 0 0 0, size=big:colour=blue @ 1 0 0 0 1 0, x @ 2 5 11 17 23 31",
        "y ~ (x + colour + size)^2 - x:size|colour=green (not blue):size=small (not big) @ 0 0 0 0 0 0, colour=red (not blue):size=small (not big) @ 0 0 0 0 0 1, colour=green (not blue) @ 0 0 0 1 0 0, x:colour=green (not blue) @ 0 0 0 17 0 0, size=small (not big) @ 0 0 1 0 0 1, colour=red (not blue) @ 0 1 0 0 0 1, x:colour=red (not blue) @ 0 5 0 0 0 31, x @ 2 5 11 17 23 31",
        "y ~ . - z|colour=green (not blue) @ 0 0 0 1 0 0, size=small (not big) @ 0 0 1 0 0 1, colour=red (not blue) @ 0 1 0 0 0 1, x @ 2 5 11 17 23 31",
        "y ~ colour:x:z + colour|colour=green (not blue) @ 0 0 0 1 0 0, colour=green:x:z @ 0 0 0 323 0 0, colour=red (not blue) @ 0 1 0 0 0 1, colour=red:x:z @ 0 35 0 0 0 1147, colour=blue:x:z @ 6 0 143 0 667 0",
        "y ~ 0 + x + colour:size + size|colour=green (not blue):size=small @ 0 0 0 0 0 0, colour=red (not blue):size=small @ 0 0 0 0 0 1, colour=green (not blue):size=big @ 0 0 0 1 0 0, size=small @ 0 0 1 0 0 1, colour=red (not blue):size=big @ 0 1 0 0 0 0, size=big @ 1 1 0 1 1 0, x @ 2 5 11 17 23 31"
      })
  void columnsAreThoseOfR(String formula, String expected) {
    ReadInput made = read(ROWS, formula, List.of(), false);

    List<String> columns = columns(made);
    assertEquals(
        Arrays.stream(expected.split(", ")).sorted().toList(),
        IntStream.range(0, columns.size())
            .mapToObj(c -> made.names().get(c) + " @ " + columns.get(c))
            .sorted()
            .toList());
    ReadInput again = read(ROWS, formula, made.names(), false); // as a model reads other rows
    assertEquals(made.names(), again.names());
    assertEquals(columns(made), columns(again));
  }

  @Test
  void namesSayTheLevels() {
    assertEquals(
        List.of(
            "x",
            "colour=green (not blue)",
            "colour=red (not blue)",
            "x:size=small (not big)",
            "colour=blue:size=small (not big)",
            "colour=green:size=small (not big)",
            "colour=red:size=small (not big)"),
        read(ROWS, "y ~ x + colour + x:size + colour:size", List.of(), false).names());
    assertEquals(
        List.of("z=13", "z=19", "z=29", "z=3", "z=37", "z=7"),
        read(ROWS, "y ~ z", List.of(), true, "z").names());
  }

  /** Rows of a table whose columns stand in another order, and that lacks what is not asked for. */
  @Test
  void otherTablesAreReadByName() {
    ReadInput made = read(ROWS, "y ~ colour * x", List.of(), false);
    ReadInput other =
        read("colour,y,x\nred,2,3\nblue,1,4\n", "y ~ colour * x", made.names(), false);

    assertEquals(List.of("4 3", "0 0", "0 1", "0 0", "0 3"), inOrder(other, made.names()));
  }

  private static List<String> inOrder(ReadInput input, List<String> names) {
    assertEquals(names, input.names());
    List<String> columns = columns(input);
    int x = names.indexOf("x");
    int green = names.indexOf("colour=green (not blue)");
    int red = names.indexOf("colour=red (not blue)");
    int greenX = names.indexOf("colour=green (not blue):x");
    int redX = names.indexOf("colour=red (not blue):x");
    return IntStream.of(x, green, red, greenX, redX).mapToObj(columns::get).toList();
  }

  @Test
  void whatCannotBeReadIsRefused() {
    refused(
        "y ~ x + age",
        ": model.formula must name columns that are features, but 'age' is none of them: x, z, colour, size");
    refused(
        "y ~ x + y",
        ": model.formula must name columns that are features, but 'y' is none of them: x, z, colour, size");
    refused("y ~ 1", ": model.formula must have a column, but has none");
    refused("y ~ x", ": input.categories must name columns of model.formula, but are z", "z");
    String content = "a,b,a:b,y\n1,2,3,1\n2,3,4,2\n";
    InputException told =
        assertThrows(
            InputException.class, () -> read(content, "y ~ a + b + a:b", List.of(), false));
    assertEquals(
        ": names of columns and of levels in model.formula must not be products of others, such as 'a:b' of 'a' and 'b', but some are: a, b",
        told.getMessage().replace(directory.resolve("rows.csv").toString(), ""));
  }

  private void refused(String formula, String message, String... categories) {
    InputException told =
        assertThrows(InputException.class, () -> read(ROWS, formula, List.of(), false, categories));
    assertEquals(message, told.getMessage().replace(directory.resolve("rows.csv").toString(), ""));
  }
}
