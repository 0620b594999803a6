package org.sparksvi.spark.input;

import static org.apache.spark.sql.functions.udf;

import java.util.List;
import java.util.Locale;
import org.apache.spark.ml.feature.CountVectorizerModel;
import org.apache.spark.ml.feature.RegexTokenizer;
import org.apache.spark.ml.feature.StopWordsRemover;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.Seq;

/**
 * Spark ML's tokeniser, stop words and counter, in a row.
 *
 * <p>Two of their defaults follow the locale of each JVM, which would let executors disagree: lower
 * case is made here, and stop words are compared in a fixed locale.
 */
final class Tokens {
  private static final String PREPARED = "_svi_prepared";
  private static final String FOUND = "_svi_found";
  private static final String LOCALE = "en_US";

  private Tokens() {}

  /** Adds a column of the tokens of a text; null is a blank text. */
  static Dataset<Row> add(Dataset<Row> rows, Column text, TokenSettings settings, String out) {
    UDF1<String, String> prepare = settings.lowerCase() ? Tokens::lower : Tokens::nonNull;
    Dataset<Row> prepared =
        rows.withColumn(PREPARED, udf(prepare, DataTypes.StringType).apply(text));
    Dataset<Row> found =
        new RegexTokenizer()
            .setInputCol(PREPARED)
            .setOutputCol(FOUND)
            .setPattern(settings.pattern())
            .setGaps(false)
            .setToLowercase(false)
            .setMinTokenLength(settings.minLength())
            .transform(prepared);
    return new StopWordsRemover()
        .setInputCol(FOUND)
        .setOutputCol(out)
        .setLocale(LOCALE)
        .setCaseSensitive(false)
        .setStopWords(settings.stopWords().toArray(new String[0]))
        .transform(found)
        .drop(PREPARED, FOUND);
  }

  /** Adds columns of a vocabulary's counts and of the number of other tokens. */
  static Dataset<Row> count(
      Dataset<Row> rows, String tokens, List<String> vocabulary, String counts, String unseen) {
    UDF2<Seq<String>, Vector, Long> others = Tokens::others;
    Dataset<Row> counted =
        new CountVectorizerModel(vocabulary.toArray(new String[0]))
            .setInputCol(tokens)
            .setOutputCol(counts)
            .transform(rows);
    return counted.withColumn(
        unseen,
        udf(others, DataTypes.LongType).apply(Columns.named(tokens), Columns.named(counts)));
  }

  private static String lower(String text) {
    return nonNull(text).toLowerCase(Locale.ROOT);
  }

  private static String nonNull(String text) {
    return text == null ? "" : text;
  }

  private static Long others(Seq<String> tokens, Vector counts) {
    long seen = 0;
    for (double count : counts.toSparse().values()) {
      seen += (long) count;
    }
    return tokens.size() - seen;
  }
}
