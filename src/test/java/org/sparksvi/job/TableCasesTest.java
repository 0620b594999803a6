package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.spark.SharedSpark;

/**
 * Tables as people have them, each either read like the same rows in a plain file or refused with
 * what is wrong and where. The files are in {@code cases}.
 */
@Tag("spark")
@ExtendWith(SharedSpark.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TableCasesTest {
  private static final Path CASES = Path.of("src/test/resources/org/sparksvi/cases");
  private static final int COLUMNS = 5000;
  private static final Map<String, String> KINDS =
      Map.of(
          "mixture",
          """
          model { kind = mixture, components = 2, covariance = full }
          inference { batch-size = all, rule = batch, epochs = 5 }
          """,
          "factor",
          """
          model { kind = factor, latent = 1, noise = isotropic, missing-values = true }
          inference { batch-size = all, rule = batch, epochs = 5 }
          """,
          "topics",
          """
          model { kind = topics, topics = 2, alpha = 0.1 }
          input { column = body, text { min-documents = 1, max-documents = 1, stop-words = none } }
          inference { batch-size = all, rule = batch, epochs = 5 }
          """);

  @TempDir private static Path directory; // of all tests, for what is trained once
  private final Map<String, CommandRun> trained = new HashMap<>(); // by their run directories

  private String at(String name) {
    return directory.resolve(name).toString();
  }

  /** Trains once on an input; settings are separated by blanks. */
  private String train(String kind, String input, String settings) {
    String run = at((kind + ' ' + input + ' ' + settings).replaceAll("[^A-Za-z0-9]+", "-"));
    trained.computeIfAbsent(run, missing -> run(kind, input, settings, run));
    return run;
  }

  private CommandRun run(String kind, String input, String settings, String run) {
    List<String> all = new ArrayList<>(List.of("input.path=" + path(input)));
    String format = input.substring(input.lastIndexOf('.') + 1);
    all.add("input.format=" + (format.matches("json|orc|parquet") ? format : "csv"));
    Stream.of(settings.split(" ", -1))
        .filter(s -> !s.isEmpty())
        .forEach(setting -> all.add(setting.replace('~', ' ')));
    try {
      String conf = Files.writeString(directory.resolve("job.conf"), KINDS.get(kind)).toString();
      return CommandRun.train(conf, run, all.toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String path(String input) {
    Path shipped = CASES.resolve(input);
    return Files.exists(shipped) ? shipped.toString() : at(input);
  }

  private static byte[] parameters(String run) throws IOException {
    return Files.readAllBytes(Path.of(run, "model", "parameters.safetensors"));
  }

  private void assertSame(String kind, String plain, String plainly, String other, String settings)
      throws IOException {
    String expected = train(kind, plain, plainly);
    String run = train(kind, other, settings);
    trained.get(expected).done();
    trained.get(run).done();
    assertArrayEquals(parameters(expected), parameters(run), other);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "plain.csv         | -",
        "swapped.csv       | input.columns=[price,qty]",
        "order             | -",
        "upper.csv         | input.columns=[price,qty]",
        "days              | -",
        "semicolon.csv     | input.options.sep=;",
        "comma.csv         | input.options.sep=; input.options.locale=de",
        "thousands.csv     | input.options.locale=en",
        "lines.csv         | input.columns=[\"*\"]",
        "lines.csv         | input.columns=[\"*\"] input.options.multiLine=true",
        "quotes.csv        | input.columns=[\"*\"]",
        "mark.csv          | -",
        "wide.csv          | input.options.encoding=UTF-16",
        "comments.csv      | input.options.comment=#",
        "nameless.csv      | input.options.header=false",
        "nameless.csv      | input.options.header=false input.schema=price~DOUBLE,qty~DOUBLE",
        "extra.csv         | input.columns=[price,qty]",
        "extra.csv         | input.schema=price~DOUBLE,qty~DOUBLE input.columns=[price,qty]",
        "texts.csv         | input.columns=[\"*\"]",
        "lines.json        | -",
        "list.json         | input.options.multiLine=true",
        "weights.csv       | input.columns=[price,qty]",
      })
  void aTableIsReadLikeThePlainOne(String input, String settings) throws IOException {
    assertSame("mixture", "plain.csv", "", input, settings == null ? "" : settings);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing/question.csv | input.missing=[?]",
        "missing/question.csv | input.missing=[\"?\",\"a,b\"]",
        "missing/null.csv     | input.missing=[NA,null]",
        "missing/code.csv     | input.missing=[NA,-999]",
        "missing/code.csv     | input.options.nullValue=-999",
      })
  void codesOfMissingValuesAreMissing(String input, String settings) throws IOException {
    assertSame("factor", "missing/na.csv", "", input, settings);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "words/plain.csv | words/order         | -",
        "words/plain.csv | words/marked.csv    | -",
        "words/plain.csv | words/semicolon.csv | input.options.sep=;",
        "words/plain.csv | words/lines.csv     | -",
        "words/plain.csv | words/lines.csv     | input.options.multiLine=true",
        "words/plain.csv | words/list.json     | input.options.multiLine=true",
        "words/said.csv  | words/quoted.csv    | -",
      })
  void textsAreReadLikeThePlainOnes(String plain, String input, String settings)
      throws IOException {
    String expected = train("topics", plain, "");
    String run = train("topics", input, settings == null ? "" : settings);

    trained.get(expected).done();
    trained.get(run).done();
    assertEquals(
        Files.readString(Path.of(expected, "model", "vocabulary.txt")),
        Files.readString(Path.of(run, "model", "vocabulary.txt")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "mixture | others    | - | others, file 'b.csv': columns must be those of file 'a.csv', but"
            + " lack 'qty' and have 'size' besides; input.options.header = false",
        "mixture | headless  | - | headless, file 'b.csv': columns must be those of file 'a.csv',"
            + " but lack 'price', 'qty' and have",
        "mixture | nameless.csv | - | the first row must be the names of the columns, but is [",
        "mixture | degree.csv | - | row 5: column 'qty' must be a number, but is \"1D\"",
        "mixture | plain.csv | input.schema=price~DOUBLE,size~DOUBLE | input.schema must have"
            + " the columns of its files",
      })
  void aTableThatIsNotAcceptableIsNamed(String kind, String input, String settings, String words) {
    String run = train(kind, input, settings == null ? "" : settings);

    trained.get(run).assertRefused(ExitCode.INPUT, words);
  }

  @ParameterizedTest
  @CsvSource({"swapped.csv", "upper.csv", "extra.csv", "order", "days", "weights.csv"})
  void rowsToScoreAreReadByTheNamesOfTheirColumns(String input, SparkSession spark) {
    String run = train("mixture", "plain.csv", "");
    String plain = path("plain.csv");
    String out = at("scored-" + input.replace('.', '-'));

    assertEquals(score(run, plain), score(run, path(input)));
    CommandRun.done("transform", run, "--input", path(input), "--output", out);
    CommandRun.of("transform", run, "--input", plain, "--output", at("scored"));
    List<Row> expected = densities(spark, at("scored"));
    assertEquals(expected, densities(spark, out));
  }

  private static String score(String run, String input) {
    return CommandRun.of("evaluate", run, "--input", input, "--json").json().toString();
  }

  private static List<Row> densities(SparkSession spark, String path) {
    return spark.read().parquet(path).select("logDensity").sort("logDensity").collectAsList();
  }

  @Test
  void rowsToScoreThatLackAColumnOrHaveOneThatIsAddedAreRefused() {
    String run = train("mixture", "plain.csv", "");

    CommandRun.of("evaluate", run, "--input", path("lacks.csv"))
        .assertRefused(
            ExitCode.INPUT, "column 'price' must exist, but the columns are 'id', 'qty'");
    CommandRun.of("transform", run, "--input", path("added.csv"), "--output", at("added"))
        .assertRefused(
            ExitCode.INPUT, "column 'component' is to be added and must not exist, but does");
  }

  @Test
  void rowsToScoreNeedNoWeightsButRowsToTrainOnDo() {
    String run = train("mixture", "weights.csv", "input.weight-column=w");
    trained.get(run).done();

    assertTrue(
        CommandRun.done("evaluate", run, "--input", path("plain.csv"))
            .out()
            .contains("scored: 40 rows of total weight 40"));
    CommandRun.of("update", run, "--input", path("plain.csv"))
        .assertRefused(ExitCode.INPUT, "column 'w' must exist");
  }

  @Test
  void anUpdateReadsColumnsByTheirNames() throws IOException {
    String one = train("mixture", "plain.csv", "inference.seed=3");
    String other = train("mixture", "plain.csv", "inference.seed=03");
    CommandRun.done("update", one, "--input", path("texts.csv"));
    CommandRun.done("update", other, "--input", path("swapped.csv"));

    assertArrayEquals(updated(one), updated(other));
  }

  private static byte[] updated(String run) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(run, "updates"))) {
      Path found =
          files
              .filter(file -> file.endsWith(Path.of("model", "parameters.safetensors")))
              .findFirst()
              .orElseThrow();
      return Files.readAllBytes(found);
    }
  }

  @Test
  void whatWasReadAndLeftOutIsSaid() throws IOException {
    String days = train("mixture", "days", "");
    String texts = train("mixture", "texts.csv", "input.columns=[\"*\"]");

    String err = trained.get(days).err();
    assertTrue(err.contains("days: read 40 rows, 2 columns; files: 2"), err);
    assertTrue(err.contains("columns that only directories name are not read: day"), err);
    assertTrue(
        trained.get(texts).err().contains("columns that are not numbers are not read: note, grade"),
        trained.get(texts).err());
    String record = Files.readString(Path.of(texts, "run.json"));
    assertTrue(record.contains("\"columnsLeftOut\" : \"note, grade\""), record);
  }

  @Test
  void formatsAndTablesThatSparkKnowsAreRead(SparkSession spark) throws IOException {
    var rows =
        spark
            .read()
            .option("header", true)
            .option("inferSchema", true)
            .csv(CASES.resolve("plain.csv").toString());
    rows.write().orc(at("rows.orc"));
    rows.createOrReplaceGlobalTempView("cases");
    String table = train("mixture", "rows.orc", "");
    String catalog = at("catalog");
    Files.writeString(directory.resolve("job.conf"), KINDS.get("mixture"));

    assertSame("mixture", "plain.csv", "", "rows.orc", "");
    CommandRun.train(at("job.conf"), catalog, "input.table=global_temp.cases").done();
    assertArrayEquals(parameters(table), parameters(catalog));
    assertEquals(score(table, at("rows.orc")), score(catalog, "global_temp.cases"));
    CommandRun.of("update", catalog, "--input", "global_temp.cases")
        .assertRefused(ExitCode.CONFIGURATION, "input.table must not be given");
  }

  @Test
  void aPartThatLacksAColumnIsNamed(SparkSession spark) {
    var rows = spark.range(20).selectExpr("cast(id as double) a", "id * id b");
    rows.coalesce(1).write().parquet(at("parts.parquet"));
    rows.drop("b").coalesce(1).write().mode(SaveMode.Append).parquet(at("parts.parquet"));

    String run = train("mixture", "parts.parquet", "");

    trained.get(run).assertRefused(ExitCode.INPUT, "columns must be those of file 'part-");
    assertTrue(trained.get(run).err().contains("'b'"), trained.get(run).err());
  }

  @Test
  void tablesOfManyColumnsAreRead() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int r = -1; r < 20; r++) {
      for (int c = 0; c < COLUMNS; c++) {
        text.append(c == 0 ? "" : ",").append(r < 0 ? "c" + c : r * (c % 7));
      }
      text.append('\n');
    }
    Files.writeString(directory.resolve("many.csv"), text);

    String err = trained.get(train("factor", "many.csv", "")).done().err();

    assertTrue(err.contains("read 20 rows, 5000 columns; files: 1"), err);
  }
}
