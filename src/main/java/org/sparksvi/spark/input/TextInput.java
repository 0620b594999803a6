package org.sparksvi.spark.input;

import static org.apache.spark.sql.functions.udf;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.sparksvi.data.RowForm;
import org.sparksvi.format.Vocabulary;

/**
 * Counts of the words of texts, which are a column of a table.
 *
 * <p>The key of a line is a hash of its file's name and its offset, that of a file a hash of its
 * name, that of any other row a hash of its text. A null text is a blank one: CSV cannot tell them
 * apart.
 */
public final class TextInput {
  private static final String RULE = "rows with a positive count";

  private TextInput() {}

  /** Finds the vocabulary of a column of text and counts its words. */
  public static RowSource of(InputTable table, String column, TextSettings settings) {
    String place = place(table, column);
    List<String> words = words(table, column, settings);
    if (words.isEmpty()) {
      rows(table, column, settings).survey(parser(table, words, settings)); // a bad row says more
      throw new InputException(
          place,
          "vocabulary must have at least 1 word, but no word is in "
              + settings.vocabulary().text());
    }
    return of(table, column, Vocabulary.of(words, "vocabulary of " + place), settings);
  }

  /** The words of a column of text that its vocabulary would have, if any, in its order. */
  public static List<String> words(InputTable table, String column, TextSettings settings) {
    String place = place(table, column);
    Column text = Columns.of(table).text(column);
    Dataset<Row> texts = RowPlaces.of(table, place).valid(table.rows()).select(text);
    Tokenizer tokenizer = new Tokenizer(settings.tokens());
    return Jobs.run(
        table.rows().sparkSession(),
        "Finding the vocabulary",
        place,
        () -> VocabularyFit.words(texts, tokenizer, settings.vocabulary()));
  }

  /** What people should know of words that no text can hold, if there are any. */
  public static Optional<String> unmatched(Vocabulary vocabulary, TextSettings settings) {
    Tokenizer tokenizer = new Tokenizer(settings.tokens());
    List<String> unmatched =
        vocabulary.words().stream().filter(word -> !tokenizer.isToken(word)).toList();
    return unmatched.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%d of the %d words of input.vocabulary can never be found, such as '%s': input.text makes other tokens of them"
                .formatted(unmatched.size(), vocabulary.size(), unmatched.get(0)));
  }

  /**
   * Counts the words of a given vocabulary in a column of text; other tokens are counted as unseen
   * and left out. The vocabulary's own settings have no influence.
   */
  public static RowSource of(
      InputTable table, String column, Vocabulary vocabulary, TextSettings settings) {
    return rows(table, column, settings)
        .source(
            parser(table, vocabulary.words(), settings),
            vocabulary.words(),
            vocabulary.size(),
            RowForm.PLAIN,
            RULE);
  }

  /**
   * The user's columns, and one of sparse vectors of a vocabulary's counts. Blank documents stay,
   * invalid rows are left out.
   */
  public static CountedTable withCounts(
      InputTable table,
      String column,
      Vocabulary vocabulary,
      TextSettings settings,
      String counts) {
    Columns.requireNew(table.place(), table.rows().schema(), counts);
    TextParser parser = parser(table, vocabulary.words(), settings);
    IngestTally tally = rows(table, column, settings).survey(parser);
    Column text = Columns.of(table).text(column);
    Dataset<Row> rows =
        RowPlaces.of(table, table.place())
            .valid(table.rows())
            .withColumn(counts, counts(table.rows().sparkSession(), text, vocabulary, settings));
    return new CountedTable(new InputTable(rows, table.place()).plain(), tally);
  }

  /** Vectors of the counts of a vocabulary's words in a column of texts. */
  public static Column counts(
      SparkSession spark, Column text, Vocabulary vocabulary, TextSettings settings) {
    Tokenizer tokenizer = new Tokenizer(settings.tokens());
    TextParser parser = TextParser.of(spark, tokenizer, vocabulary.words(), false);
    UDF1<String, Vector> count = parser::counts;
    return udf(count, SQLDataTypes.VectorType()).apply(text);
  }

  private static TableRows rows(InputTable table, String column, TextSettings settings) {
    Column text = Columns.of(table).text(column);
    return new TableRows(table, place(table, column), text, settings.onInvalid());
  }

  private static TextParser parser(InputTable table, List<String> words, TextSettings settings) {
    return TextParser.of(
        table.rows().sparkSession(),
        new Tokenizer(settings.tokens()),
        words,
        table.has(InputTable.KEY));
  }

  /** Reads a vocabulary file, a word a line. */
  public static Vocabulary vocabulary(Configuration configuration, String file) {
    Path path = InputFiles.path(file);
    try (InputStream in = path.getFileSystem(configuration).open(path)) {
      return Vocabulary.read(in, file);
    } catch (FileNotFoundException e) {
      throw new InputException(file, "the vocabulary must exist, but does not", e);
    } catch (IOException e) {
      throw new InputException(file, "vocabulary cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /** Reads stop words, one a line; blank lines are left out. */
  public static List<String> stopWords(SparkSession spark, String path) {
    Dataset<Row> lines = InputTable.lines(spark, path).rows().select(InputTable.TEXT);
    List<Row> rows = Jobs.run(spark, "Reading stop words", path, lines::collectAsList);
    if (rows.stream().anyMatch(row -> row.isNullAt(0))) {
      throw new InputException(path, "stop words must be UTF-8, but are not");
    }
    return rows.stream().map(row -> row.getString(0).strip()).filter(w -> !w.isEmpty()).toList();
  }

  private static String place(InputTable table, String column) {
    return table.has(InputTable.OFFSET)
        ? table.place()
        : table.place() + ", column '" + column + "'";
  }
}
