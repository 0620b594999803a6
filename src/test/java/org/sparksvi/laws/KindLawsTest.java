package org.sparksvi.laws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Field;
import org.sparksvi.format.Json;
import org.sparksvi.format.PublishedModel;
import org.sparksvi.job.CommandRun;
import org.sparksvi.job.ExitCode;
import org.sparksvi.kind.Draws;
import org.sparksvi.kind.Kinds;
import org.sparksvi.kind.Option;
import org.sparksvi.kind.ReadOut;
import org.sparksvi.kind.ScoresWithoutSpark;
import org.sparksvi.kind.Table;
import org.sparksvi.kind.Trained;
import org.sparksvi.model.Column;
import org.sparksvi.rows.RowSampler;
import org.sparksvi.run.RunReadOut;
import org.sparksvi.spark.SharedSpark;
import org.sparksvi.store.RunDirectory;

/**
 * What every kind of models keeps, from the command to its files: a row of {@link KindCase} each.
 */
@Tag("spark")
@ExtendWith(SharedSpark.class)
@TestInstance(Lifecycle.PER_CLASS)
class KindLawsTest {
  private static final int WORDS = 10; // of describe

  @TempDir static Path directory; // of all laws
  private final Map<String, KindRun> trained = new HashMap<>(); // of four epochs; nobody changes it
  private int places;

  static Stream<KindCase> kinds() {
    return KindCase.all();
  }

  private Path place() {
    return directory.resolve("place" + places++);
  }

  private KindRun run(KindCase kind) throws IOException {
    KindRun run = trained.get(kind.name());
    if (run == null) {
      run = KindRun.of(kind, place());
      CommandRun done = run.train();
      assertEquals(ExitCode.DONE, done.code(), done.err());
      assertTrue(done.err().contains("svi: epoch 4/4"), done.err());
      assertTrue(done.out().contains("convergence: budget; 4 epochs"), done.out());
      trained.put(kind.name(), run);
    }
    return run;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void trainingLeavesARecordATraceAndAModel(KindCase kind) throws IOException {
    KindRun run = run(kind);

    ObjectNode record = Json.read(Files.readString(run.directory().resolve("run.json")), "run");
    assertEquals("done", record.path("state").asText());
    assertEquals(0, record.path("exitCode").asInt(-1));
    assertEquals("limit reached", record.path("verdict").path("outcome").asText());
    for (String file :
        List.of("log.txt", "blocks/training/index.json", "blocks/held-out/index.json")) {
      assertTrue(Files.exists(run.directory().resolve(file)), file);
    }
    assertEquals(
        record.path("result").path("rounds").asInt(),
        Files.readAllLines(run.directory().resolve("trace.jsonl")).size());
    assertTrue(Double.isFinite(record.path("result").path("elbo").asDouble(Double.NaN)));
    Trained<?, ?, ?> model = Trained.load(run.model());
    assertEquals(record.path("configuration").path("model.kind").asText(), model.kind().name());
    assertEquals(
        model.rows().words(), Files.exists(run.directory().resolve("model/vocabulary.txt")));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aRunThatGoesOnEndsWithTheBitsOfOneThatWasNotInterrupted(KindCase kind) throws IOException {
    KindRun two = KindRun.of(kind, place());
    assertEquals(ExitCode.DONE, two.train("inference.epochs=2").code());
    int rounds = Files.readAllLines(two.directory().resolve("trace.jsonl")).size();

    CommandRun more = two.train();

    assertEquals(ExitCode.DONE, more.code(), more.err());
    assertTrue(more.err().contains("going on after round " + rounds), more.err());
    assertArrayEquals(run(kind).parameters(), two.parameters());
    Map<String, String> before = two.files();
    CommandRun same =
        CommandRun.of("train", "" + two.conf(), "--run", "" + two.directory(), "--resume", "must");
    assertEquals(ExitCode.DONE, same.code(), same.err());
    assertEquals(before, two.files());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatIsDescribedIsTheTableAsTextAndAsJson(KindCase kind) throws IOException {
    KindRun run = run(kind);
    RunDirectory kept =
        RunDirectory.open(
            FileSystem.getLocal(new Configuration()),
            new org.apache.hadoop.fs.Path(run.directory().toUri()));
    Trained<?, ?, ?> trained = Trained.load(run.model());
    ReadOut learnt = RunReadOut.of(kept, kept.read().orElseThrow(), trained, WORDS);
    ObjectNode put = Json.object();
    learnt.put(put);
    ObjectNode expected = Json.read(Json.page(put), "read-out");
    ObjectNode page = run.answer("describe", "--json").json();
    String text = run.answer("describe").out();

    expected.properties().forEach(e -> assertEquals(e.getValue(), page.get(e.getKey())));
    assertTrue(text.contains(learnt.headline()), text);
    assertTrue(text.endsWith(learnt.text()), text);
    for (Table<?> table : learnt.tables()) {
      assertShown(table, page.path(table.name()), text);
    }
  }

  /** Every cell of JSON that people are shown stands in the text, in a shown row. */
  private static <R> void assertShown(Table<R> table, JsonNode rows, String text) {
    int left = table.most();
    for (int r = 0; r < table.rows().size() && left > 0; r++) {
      if (table.shown().test(table.rows().get(r))) {
        left--;
        for (Table.TableColumn<R> column : table.columns()) {
          JsonNode cell = rows.path(r).path(column.key());
          if (!column.key().isEmpty() && !column.heading().isEmpty() && !cell.isArray()) {
            Object value =
                cell.isIntegralNumber()
                    ? (Object) cell.longValue()
                    : cell.isNumber() ? (Object) cell.doubleValue() : cell.asText();
            String shown = String.format(Locale.ROOT, column.format(), value);
            assertTrue(text.contains(shown), column.key() + " " + shown + " in\n" + text);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void rowsAreScoredTheSameEveryTimeAndNothingIsLeftBehind(KindCase kind) throws IOException {
    KindRun run = run(kind);
    Map<String, String> before = run.files();

    ObjectNode page = run.answer("evaluate", "--input", "" + run.input(), "--json").json();
    ObjectNode again = run.answer("evaluate", "--input", "" + run.input(), "--json").json();
    String text = run.answer("evaluate", "--input", "" + run.input()).out();

    assertEquals(page, again);
    String key = page.fieldNames().next();
    double score = page.path(key).asDouble(Double.NaN);
    assertTrue(key.startsWith("heldOut") && Double.isFinite(score), page.toString());
    assertTrue(text.startsWith("held-out "), text);
    assertTrue(text.contains(String.format(Locale.ROOT, "%.4f", score).substring(0, 6)), text);
    String rows = page.has("groupsScored") ? "weightScored" : "rowsScored";
    int scored = page.path(rows).asInt() + page.path("documentsScored").asInt();
    assertEquals(KindRun.ROWS, scored + page.path("documentsLeftOut").asInt());
    assertEquals(before, run.files());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theColumnsThatAModelDeclaresStandBehindThoseOfTheInput(KindCase kind, SparkSession spark)
      throws IOException {
    KindRun run = run(kind);
    Trained<?, ?, ?> model = run.trained(run.model());
    String output = place().toString();

    run.answer("transform", "--input", "" + run.input(), "--output", output);

    Dataset<Row> table = spark.read().parquet(output);
    List<String> names = new ArrayList<>(List.of("document", "counts"));
    if (!model.rows().words()) {
      Dataset<Row> input = csv(spark, run.input());
      names = new ArrayList<>(List.of(input.columns()));
      String[] first = input.columns();
      assertEquals(0, input.except(table.select(columns(table, first))).count());
    }
    for (Column column : model.model().output()) {
      names.add(column.name());
      StructField field = table.schema().apply(column.name());
      String type =
          switch (column.type()) {
            case VECTOR, SYMMETRIC -> "vector";
            case NUMBER, NUMBER_OR_NONE -> "double";
            case WHOLE -> "int";
          };
      assertEquals(type, field.dataType().simpleString(), column.name());
    }
    assertEquals(names, List.of(table.columns()));
    assertEquals(KindRun.ROWS, table.count());
  }

  private static Dataset<Row> csv(SparkSession spark, Path path) {
    return spark.read().option("header", true).option("inferSchema", true).csv(path.toString());
  }

  private static org.apache.spark.sql.Column[] columns(Dataset<Row> table, String[] names) {
    return Arrays.stream(names).map(table::col).toArray(org.apache.spark.sql.Column[]::new);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aModelsDirectoryAloneSaysTheNumbersOfTransform(KindCase kind) throws IOException {
    KindRun run = run(kind);
    Path output = place();
    run.answer(
        "transform", "--input", "" + run.input(), "--output", "" + output, "--format", "json");
    Path alone = Files.createDirectory(place());
    try (Stream<Path> files = Files.list(run.model())) {
      for (Path file : files.toList()) {
        Files.copy(file, alone.resolve(file.getFileName()));
      }
    }

    List<String> rows = KindRun.lines(output);

    assertEquals(KindRun.ROWS, rows.size());
    if (!Trained.load(alone).rows().grouped()) { // a row alone has no group whose rows tell of it
      ScoresWithoutSpark.compare(run.trained(alone), rows);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatIsPublishedIsLoadedAndPublishedAgain(KindCase kind) throws IOException {
    Path model = run(kind).model();
    PublishedModel first = Trained.load(model).published();

    PublishedModel again = Trained.of(first, Kinds.installed(), "published").published();

    ObjectNode page = Json.read(Files.readString(model.resolve("model.json")), "model.json");
    assertEquals(page.path("kind").asText(), first.kind());
    assertEquals(page.path("settings"), Json.read(Json.page(first.settings()), "settings"));
    assertEquals(first.kind(), again.kind());
    assertEquals(Json.page(first.settings()), Json.page(again.settings()));
    assertEquals(
        first.vocabulary().map(names -> names.words()),
        again.vocabulary().map(names -> names.words()));
    assertEquals(first.parameters().layout(), again.parameters().layout());
    for (Field field : first.parameters().layout().fields()) {
      assertArrayEquals(
          first.parameters().copyOf(field.name()), again.parameters().copyOf(field.name()));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aDrawnRowDependsOnTheSeedAndItsNumberAlone(KindCase kind) throws IOException {
    KindRun run = run(kind);
    List<Path> outputs = List.of(place(), place(), place());

    run.answer("sample", "--output", "" + outputs.get(0), "--rows", "20");
    run.answer("sample", "--output", "" + outputs.get(1), "--rows", "17000");
    run.answer("sample", "--output", "" + outputs.get(2), "--rows", "20", "--seed", "2");

    List<String> few = KindRun.lines(outputs.get(0));
    List<String> many = KindRun.lines(outputs.get(1));
    assertEquals(21, few.size());
    assertEquals(17_002, many.size()); // of two tasks, each with a header
    assertEquals(few, many.subList(0, 21));
    assertNotEquals(few, KindRun.lines(outputs.get(2)));
    Trained<?, ?, ?> model = run.trained(run.model());
    List<String> names = model.names().words();
    RowSampler drawn = RowSampler.of(model, model.draws(new Draws.Request(1, false)));
    assertEquals(String.join(",", drawn.columns().fieldNames()), few.get(0));
    assertTrue(model.rows().words() || drawn.columns().length() >= names.size());
    if (model.rows().words()) {
      for (String text : few.subList(1, 21)) {
        String words = text.replace("\"", "");
        assertTrue(words.isEmpty() || names.containsAll(List.of(words.split(" "))), text);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aDayIsPublishedKnownTakenBackAndPublishedAgain(KindCase kind) throws IOException {
    KindRun run = run(kind).copy(place());
    String day = kind.rows().write(Files.createDirectory(place()), 30).toString();
    byte[] first = run.parameters();

    CommandRun updated = run.answer("update", "--input", day);

    byte[] second = run.parameters();
    assertFalse(Arrays.equals(first, second));
    assertTrue(updated.out().contains("drift of "), updated.out());
    assertTrue(Files.exists(run.model().resolveSibling("drift.json")));
    Map<String, String> before = run.files();
    assertTrue(run.answer("update", "--input", day).out().contains("is in the model already"));
    String same = run.input().toString();
    assertTrue(run.answer("update", "--input", same).out().contains("what the run was trained on"));
    assertEquals(before, run.files());
    run.answer("evaluate", "--input", day);
    run.answer("rollback");
    assertArrayEquals(first, run.parameters());
    run.answer("update", "--input", day);
    assertArrayEquals(second, run.parameters());
  }

  /** A command with an option. */
  private CommandRun ask(KindRun run, Option option) {
    String input = run.input().toString();
    Path words = run.input().resolveSibling("vocab.txt");
    return switch (option) {
      case WORDS -> run.ask("describe", "--words", "3");
      case VOCABULARY -> run.ask("evaluate", "--input", input, "--vocabulary", "" + words);
      case OBSERVED -> run.ask("evaluate", "--input", input, "--observed", input);
      case SPLIT_SEED -> run.ask("evaluate", "--input", input, "--split-seed", "3");
      case SAMPLES -> run.ask("evaluate", "--input", input, "--samples", "2");
      case SEED -> run.ask("evaluate", "--input", input, "--seed", "3");
      case LABELS -> run.ask("evaluate", "--input", input, "--labels", OptionLaws.label(run));
      case MASKED -> run.ask("evaluate", "--input", input, "--masked", "0.3");
      case EVIDENCE -> run.ask("evaluate", "--input", input, "--evidence");
      case TOKENS -> run.ask("sample", "--output", "" + place(), "--rows", "2", "--tokens", "5");
      case EXPECTED -> run.ask("sample", "--output", "" + place(), "--rows", "2", "--expected");
      case PREDICTED ->
          run.ask("sample", "--output", "" + place(), "--rows", "2", "--input", input);
    };
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anOptionIsAcceptedWhereTheKindListsItAndRefusedElsewhere(KindCase kind) throws IOException {
    KindRun run = run(kind);
    var model = Trained.load(run.model());
    for (Option option : kind.asked()) {
      CommandRun asked = ask(run, option);
      if (accepted(model).contains(option)) {
        assertEquals(ExitCode.DONE, asked.code(), option + ": " + asked.err());
      } else {
        assertEquals(ExitCode.CONFIGURATION, asked.code(), option + ": " + asked.err());
        String refused =
            OptionLaws.refusal(option) + ", but the run's is of the kind " + model.kind().name();
        assertTrue(asked.err().endsWith("svi: error: " + refused + "\n"), asked.err());
      }
    }
  }

  private static Set<Option> accepted(Trained<?, ?, ?> model) {
    return model.kind().options(model.settings());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void badRowsAreRefusedWithTheirPlaceAndNoModelIsLeft(KindCase kind) throws IOException {
    KindRun good = run(kind);
    Path output = place();
    for (KindCase.Bad bad : kind.bad()) {
      KindRun run = KindRun.of(kind, place());
      Files.writeString(run.input(), bad.content().replace(';', '\n') + "\n");
      Map<String, String> before = good.files();
      String input = run.input().toString();
      run.train().assertRefused(ExitCode.INPUT, bad.message());
      good.ask("evaluate", "--input", input).assertRefused(ExitCode.INPUT, bad.message());
      good.ask("transform", "--input", input, "--output", "" + output)
          .assertRefused(ExitCode.INPUT, bad.message());
      for (String part : List.of("model", "blocks", "checkpoints")) {
        assertFalse(Files.exists(run.directory().resolve(part)), "nothing half-written");
      }
      assertFalse(Files.exists(output), "nothing half-written");
      assertEquals(before, good.files());
    }
  }
}
