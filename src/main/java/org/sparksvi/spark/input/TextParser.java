package org.sparksvi.spark.input;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.data.DataRow;
import org.sparksvi.format.RowBuilder;
import org.sparksvi.random.RowKeys;

/**
 * Counts the words of a vocabulary in texts.
 *
 * @param words the number of each word
 * @param keyed whether the table has keys; otherwise a key is a hash of the text
 */
record TextParser(
    Tokenizer tokenizer, Broadcast<Map<String, Integer>> words, int columns, boolean keyed)
    implements RowParser {

  static TextParser of(
      SparkSession spark, Tokenizer tokenizer, List<String> vocabulary, boolean keyed) {
    Map<String, Integer> words = new HashMap<>();
    for (int w = 0; w < vocabulary.size(); w++) {
      words.put(vocabulary.get(w), w);
    }
    return new TextParser(
        tokenizer,
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(words),
        vocabulary.size(),
        keyed);
  }

  @Override
  public DataRow parse(Row row, IngestTally tally) {
    String text = row.isNullAt(0) ? "" : row.getString(0);
    DataRow counts = count(text, keyed ? row.getLong(RowPlaces.KEY) : RowKeys.ofText(text), tally);
    if (counts.size() == 0) {
      tally.addEmptyRows(1);
      return null;
    }
    return counts;
  }

  private DataRow count(String text, long key, IngestTally tally) {
    RowBuilder counts = new RowBuilder();
    int unseen = 0;
    for (String token : tokenizer.of(text)) {
      Integer word = words.value().get(token);
      if (word == null) {
        unseen++;
      } else {
        counts.add(word, 1);
      }
    }
    tally.addUnseenTokens(unseen);
    return counts.row(key, "");
  }

  /** The counts of a text; null is a blank text. */
  Vector counts(String text) {
    return RowVectors.sparse(count(text, 0, new IngestTally()), columns);
  }

  @Override
  public String show(Row row) {
    return row.isNullAt(0) ? "" : row.getString(0);
  }

  @Override
  public int width(Row row) {
    return columns;
  }
}
