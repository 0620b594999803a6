package org.sparksvi.spark.input;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The vocabulary of a corpus: words by descending count, those of equal count by their UTF-8 bytes.
 *
 * <p>CountVectorizer's own fit leaves ties in the order in which tasks ended.
 */
final class VocabularyFit {
  private static final StructType WORD_COUNT =
      new StructType().add("word", DataTypes.StringType).add("n", DataTypes.LongType);

  private VocabularyFit() {}

  /** Words of a column of texts, if any. */
  static List<String> words(
      Dataset<Row> documents, Tokenizer tokenizer, VocabularySettings limits) {
    boolean fractions = limits.minDocuments() < 1 || limits.maxDocuments() < 1;
    long total = fractions ? documents.count() : 0;
    Dataset<Row> words =
        documents
            .flatMap(
                (FlatMapFunction<Row, Row>) row -> counts(tokenizer.of(row.getString(0))),
                Encoders.row(WORD_COUNT))
            .groupBy("word")
            .agg(count(lit(1)).as("documents"), sum("n").as("n"))
            .filter(
                col("documents")
                    .geq(limits.least(total))
                    .and(col("documents").leq(limits.most(total))))
            .orderBy(col("n").desc(), col("word").asc())
            .limit(limits.size())
            .select("word");
    List<String> ordered = new ArrayList<>();
    for (Row row : words.collectAsList()) {
      ordered.add(row.getString(0));
    }
    return ordered;
  }

  private static Iterator<Row> counts(List<String> tokens) {
    Map<String, Long> counts = new HashMap<>();
    tokens.forEach(token -> counts.merge(token, 1L, Long::sum));
    return counts.entrySet().stream()
        .map(entry -> RowFactory.create(entry.getKey(), entry.getValue()))
        .iterator();
  }
}
