package org.sparksvi.spark.input;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.data.CountRow;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.random.RowKeys;

/**
 * Counts of the words of texts, which are a column of a table.
 *
 * <p>The key of a line is a hash of its file's name and its offset, that of a file a hash of its
 * name, that of any other row a hash of its text. A null text is a blank one: CSV cannot tell them
 * apart.
 */
public final class TextInput {
  private static final String TOKENS = "_svi_tokens";
  private static final String COUNTS = "_svi_counts";
  private static final String UNSEEN = "_svi_unseen";
  private static final int KEY = RowPlaces.COLUMNS; // columns of rows that are counted
  private static final int VECTOR = KEY + 1;
  private static final int OTHERS = KEY + 2;

  private TextInput() {}

  /** Finds the vocabulary of a column of text and counts its words. */
  public static CountInput of(Table table, String column, TextSettings settings) {
    SparkSession spark = table.rows().sparkSession();
    String place = place(table, column);
    Dataset<Row> tokens = tokens(table, column, settings.tokens());
    Dataset<Row> valid = RowPlaces.of(table, place).valid(tokens);
    Vocabulary vocabulary =
        Jobs.run(
            spark,
            "Finding the vocabulary",
            place,
            () -> VocabularyFit.of(valid, TOKENS, place, settings.vocabulary()));
    return counted(table, column, tokens, vocabulary.words(), settings);
  }

  /** The words of a column of text that its vocabulary would have, if any, in its order. */
  public static List<String> words(Table table, String column, TextSettings settings) {
    String place = place(table, column);
    Dataset<Row> tokens = tokens(table, column, settings.tokens());
    Dataset<Row> valid = RowPlaces.of(table, place).valid(tokens);
    return Jobs.run(
        table.rows().sparkSession(),
        "Finding new words",
        place,
        () -> VocabularyFit.words(valid, TOKENS, settings.vocabulary()));
  }

  /**
   * Counts the words of a given vocabulary in a column of text; other tokens are counted as unseen
   * and left out. The vocabulary's own settings have no influence.
   */
  public static CountInput of(
      Table table, String column, Vocabulary vocabulary, TextSettings settings) {
    Dataset<Row> tokens = tokens(table, column, settings.tokens());
    return counted(table, column, tokens, vocabulary.words(), settings);
  }

  /**
   * The user's columns, one of sparse vectors of a vocabulary's counts, and one of the number of
   * other tokens. Blank documents stay, invalid rows are left out.
   */
  public static CountedTable withCounts(
      Table table,
      String column,
      Vocabulary vocabulary,
      TextSettings settings,
      String countsColumn,
      String unseenColumn) {
    Columns.requireNew(table, countsColumn);
    Columns.requireNew(table, unseenColumn);
    Dataset<Row> tokens = tokens(table, column, settings.tokens());
    List<String> words = vocabulary.words();
    Tally tally = tally(table, column, readings(table, column, tokens, words));
    CountInput.refuseInvalid(tally, settings.onInvalid());
    Dataset<Row> rows =
        Tokens.count(tokens, TOKENS, words, countsColumn, unseenColumn).drop(TOKENS);
    Dataset<Row> valid = RowPlaces.of(table, table.place()).valid(rows);
    return new CountedTable(new Table(valid, table.place()).plain(), tally);
  }

  /** Reads a vocabulary file, a word a line. */
  public static Vocabulary vocabulary(SparkSession spark, String path) {
    Configuration configuration = spark.sparkContext().hadoopConfiguration();
    InputFiles.requirePath(configuration, path);
    Path file = new Path(path);
    try (InputStream in = file.getFileSystem(configuration).open(file)) {
      return Vocabulary.read(in, path);
    } catch (IOException e) {
      throw new InputException(path, "vocabulary cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /** Reads stop words, one a line; blank lines are left out. */
  public static List<String> stopWords(SparkSession spark, String path) {
    Dataset<Row> lines = Table.lines(spark, path).rows().select(Table.TEXT);
    List<Row> rows = Jobs.run(spark, "Reading stop words", path, lines::collectAsList);
    if (rows.stream().anyMatch(row -> row.isNullAt(0))) {
      throw new InputException(path, "stop words must be UTF-8, but are not");
    }
    return rows.stream().map(row -> row.getString(0).strip()).filter(w -> !w.isEmpty()).toList();
  }

  private static String place(Table table, String column) {
    return table.has(Table.OFFSET) ? table.place() : table.place() + ", column '" + column + "'";
  }

  private static Dataset<Row> tokens(Table table, String column, TokenSettings settings) {
    Column text = Columns.text(table.rows(), table.place(), column);
    return Tokens.add(table.rows(), text, settings, TOKENS);
  }

  private static CountInput counted(
      Table table,
      String column,
      Dataset<Row> tokens,
      List<String> vocabulary,
      TextSettings settings) {
    JavaRDD<Reading<CountRow>> readings = readings(table, column, tokens, vocabulary);
    Tally tally = tally(table, column, readings);
    return CountInput.of(
        place(table, column), readings, tally, vocabulary.size(), vocabulary, settings.onInvalid());
  }

  private static Tally tally(Table table, String column, JavaRDD<Reading<CountRow>> readings) {
    return Jobs.run(
        table.rows().sparkSession(),
        "Counting documents",
        place(table, column),
        () -> Tally.of(readings, table));
  }

  private static JavaRDD<Reading<CountRow>> readings(
      Table table, String column, Dataset<Row> tokens, List<String> vocabulary) {
    RowPlaces places = RowPlaces.of(table, place(table, column));
    boolean keyed = table.has(Table.KEY);
    Column[] placed = places.select(keyed ? lit(null).cast("string") : Columns.named(column));
    Column[] selected = Arrays.copyOf(placed, placed.length + 3);
    selected[KEY] = keyed ? col(Table.KEY) : lit(0L);
    selected[VECTOR] = col(COUNTS);
    selected[OTHERS] = col(UNSEEN);
    return Tokens.count(tokens, TOKENS, vocabulary, COUNTS, UNSEEN)
        .select(selected)
        .javaRDD()
        .mapPartitions(rows -> readAll(rows, places, keyed));
  }

  private static Iterator<Reading<CountRow>> readAll(
      Iterator<Row> rows, RowPlaces places, boolean keyed) {
    Entries entries = new Entries();
    Iterable<Row> all = () -> rows;
    return StreamSupport.stream(all.spliterator(), false)
        .map(
            row ->
                places.isInvalid(row) ? places.<CountRow>invalid(row) : read(row, keyed, entries))
        .iterator();
  }

  private static Reading<CountRow> read(Row row, boolean keyed, Entries entries) {
    long key = keyed ? row.getLong(KEY) : RowKeys.ofText(row.isNullAt(0) ? "" : row.getString(0));
    SparseVector counts = ((Vector) row.get(VECTOR)).toSparse();
    entries.clear();
    for (int i = 0; i < counts.indices().length; i++) {
      entries.add(counts.indices()[i], counts.values()[i]);
    }
    return entries.reading(key, counts.size(), row.getLong(OTHERS));
  }
}
