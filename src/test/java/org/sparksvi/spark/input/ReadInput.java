package org.sparksvi.spark.input;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.data.DataRow;
import org.sparksvi.format.Vocabulary;

/**
 * Input that was read to its end and judged.
 *
 * @param unused columns of a table that are not read
 */
record ReadInput(RowSource source, IngestTally tally, List<String> unused) {

  static ReadInput text(InputTable table, String column, TextSettings settings) {
    return of(TextInput.of(table, column, settings), List.of());
  }

  static ReadInput text(InputTable table, String column, Vocabulary words, TextSettings settings) {
    return of(TextInput.of(table, column, words, settings), List.of());
  }

  static ReadInput vectors(InputTable table, String column, VectorSettings settings) {
    return of(VectorInput.of(table, column, settings), List.of());
  }

  static Numbers numbers(InputTable table, DenseSettings settings) {
    return new Numbers(DenseReader.of(table, settings));
  }

  /** Rows of numbers that are read when they are asked for. */
  record Numbers(DenseReader reader) {
    ReadInput read() {
      return of(reader.source(org.sparksvi.data.RowForm.PLAIN), reader.unused());
    }
  }

  private static ReadInput of(RowSource source, List<String> unused) {
    IngestTally met =
        Jobs.run(
            SparkSession.active(), "reading", source.name(), () -> RowSource.met(source.items()));
    return new ReadInput(source, source.check().judge(met), unused);
  }

  JavaRDD<DataRow> rows() {
    return source.items().filter(item -> item.row() != null).map(RowItem::row);
  }

  int columns() {
    return source.columns();
  }

  List<String> vocabulary() {
    return source.names();
  }

  List<String> names() {
    return source.names();
  }
}
