package org.sparksvi.rows;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StringType;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.data.ValueRule;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.spark.input.CountedTable;
import org.sparksvi.spark.input.InputException;
import org.sparksvi.spark.input.InputTable;
import org.sparksvi.spark.input.RowSource;
import org.sparksvi.spark.input.TextInput;
import org.sparksvi.spark.input.TextSettings;
import org.sparksvi.spark.input.TokenSettings;
import org.sparksvi.spark.input.VectorInput;
import org.sparksvi.spark.input.VectorSettings;
import org.sparksvi.spark.input.VocabularySettings;

/** Input that is a table with a column of text or of vectors: everything but docword. */
public final class CountTables {
  /** Column of counts that {@link #withCounts} adds. */
  public static final String COUNTS = "_svi_model_counts";

  private final SparkSession spark;
  private final CountSettings settings;
  private final ValueRule rule;

  CountTables(SparkSession spark, CountSettings settings, ValueRule rule) {
    this.spark = spark;
    this.settings = settings;
    this.rule = rule;
  }

  /** Counts the documents of a path to train on; finds the words where none are given. */
  RowSource training(String path, Optional<Vocabulary> words, Consumer<String> note) {
    return read(path, words, note);
  }

  /** Counts the documents of a path by the words of a model. */
  RowSource read(String path, Vocabulary model) {
    return read(path, Optional.of(model), ignored -> {});
  }

  private RowSource read(String path, Optional<Vocabulary> words, Consumer<String> note) {
    InputTable table = table(path, words);
    String column = column();
    if (isText(table, column)) {
      words.flatMap(given -> TextInput.unmatched(given, text())).ifPresent(note);
      return words.isPresent()
          ? TextInput.of(table, column, words.get(), text())
          : TextInput.of(table, column, text());
    }
    return VectorInput.of(
        table,
        column,
        (words.isPresent()
                ? VectorSettings.named(words.get().words(), settings.input().onInvalid())
                : VectorSettings.of(settings.input().onInvalid()))
            .where(rule));
  }

  /** The words that documents of a path are counted by where none are given; none of vectors. */
  List<String> words(String path) {
    InputTable table = table(path, Optional.empty());
    return isText(table, column()) ? TextInput.words(table, column(), text()) : List.of();
  }

  /** The rows of a path with the counts of a model's words. */
  public CountedTable withCounts(String path, Vocabulary words) {
    InputTable table = table(path, Optional.of(words));
    String column = column();
    return isText(table, column)
        ? TextInput.withCounts(table, column, words, text(), COUNTS)
        : VectorInput.withCounts(
            table,
            column,
            VectorSettings.named(words.words(), settings.input().onInvalid()).where(rule),
            COUNTS);
  }

  private InputTable table(String path, Optional<Vocabulary> words) {
    return switch (settings.input().format()) {
      case TEXT -> InputTable.lines(spark, path);
      case FILES -> InputTable.files(spark, path);
      case LIBSVM -> InputTable.libsvm(spark, path, words.map(Vocabulary::size).orElse(0));
      case CSV, JSON, PARQUET, TABLE ->
          InputTable.read(spark, path, settings.input().table(), settings.column(), false);
      case DOCWORD, IDX, IMAGES ->
          throw new IllegalStateException(settings.input().format() + " is no table of counts");
    };
  }

  private String column() {
    return switch (settings.input().format()) {
      case TEXT, FILES -> InputTable.TEXT;
      case LIBSVM -> InputTable.FEATURES;
      default -> settings.column().orElseThrow();
    };
  }

  private static boolean isText(InputTable table, String column) {
    String found =
        table
            .find(column)
            .orElseThrow(
                () ->
                    new InputException(
                        table.place(),
                        "input.column must be one of its columns %s, but was '%s'%s"
                            .formatted(
                                Arrays.toString(table.plain().schema().fieldNames()),
                                column,
                                table.hint())));
    return table.rows().schema().apply(found).dataType() instanceof StringType;
  }

  private TextSettings text() {
    TextCountSettings given = settings.text();
    // Spark's own readers take an upper limit of 1 for one document
    double most = given.maxDocuments() == 1 ? Long.MAX_VALUE : given.maxDocuments();
    return new TextSettings(
        new TokenSettings(
            given.tokenPattern(),
            given.locale(),
            given.lowerCase(),
            given.minTokenLength(),
            stopWords()),
        new VocabularySettings(given.minDocuments(), most, given.vocabularySize()),
        settings.input().onInvalid());
  }

  private List<String> stopWords() {
    String name = settings.text().stopWords();
    if (name.equals("none")) {
      return List.of();
    }
    if (!name.matches("[A-Za-z]+")) {
      return TextInput.stopWords(spark, name);
    }
    try {
      return TokenSettings.stopWords(name);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "input.text.stop-words must be none, a language that Spark knows, or a path such as ./%s, but was \"%s\""
              .formatted(name, name),
          e);
    }
  }

  /** The words of a file, or of a table that is at hand: a word a row. */
  Vocabulary vocabulary(String path) {
    Dataset<Row> given = settings.input().table().given().get(path);
    return given == null
        ? TextInput.vocabulary(spark.sparkContext().hadoopConfiguration(), path)
        : Vocabulary.of(given.collectAsList().stream().map(row -> row.getString(0)).toList(), path);
  }

  /** Vectors of the counts of a model's words in a column of texts, when they are needed. */
  public Column counts(Column text, Vocabulary words) {
    return TextInput.counts(spark, text, words, text());
  }
}
