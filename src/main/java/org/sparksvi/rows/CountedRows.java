package org.sparksvi.rows;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.TransformRequest;
import org.sparksvi.spark.input.CountedTable;
import org.sparksvi.spark.input.InputException;

/**
 * The rows that {@code transform} was asked about, counted by the words of a model.
 *
 * @param words of the model
 */
public record CountedRows(SparkSession spark, CountInputs inputs, Vocabulary words) {

  /**
   * The user's columns and {@link CountTables#COUNTS}.
   *
   * @param added columns that must not be among them
   */
  public Dataset<Row> of(TransformRequest request, List<String> added) {
    Dataset<Row> counted =
        inputs.isDocword()
            ? new DocwordTable(spark)
                .read(inputs.counted(request.input(), request.vocabulary(), words))
            : table(request);
    for (String name : added) {
      if (Arrays.asList(counted.columns()).contains(name)) {
        throw new InputException(
            request.input(),
            "column '%s' is to be added and must not exist, but does".formatted(name));
      }
    }
    return counted;
  }

  private Dataset<Row> table(TransformRequest request) {
    CountedTable counted = inputs.tables().withCounts(request.input(), words);
    request
        .note()
        .accept(
            "left out: %d invalid rows, %.0f tokens outside the vocabulary"
                .formatted(counted.tally().invalid().count(), counted.tally().unseenTokens()));
    return counted.rows();
  }
}
