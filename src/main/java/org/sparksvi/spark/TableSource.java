package org.sparksvi.spark;

import org.apache.spark.api.java.JavaRDD;
import org.sparksvi.data.CountRow;
import org.sparksvi.format.InvalidLines;
import org.sparksvi.spark.input.CountInput;
import org.sparksvi.spark.input.InvalidRow;
import org.sparksvi.spark.input.Tally;

/** Texts and tables as a source for ingestion: a row a key, and equal keys are equal contents. */
public final class TableSource {
  private TableSource() {}

  /**
   * The rows of an input that was counted.
   *
   * @param name what messages call it, such as its path
   */
  public static CountSource of(String name, CountInput input) {
    JavaRDD<SourceItem> items = input.rows().map(TableSource::item);
    Tally counted = input.tally();
    return new CountSource(
        name,
        items,
        ColumnMap.same(input.columns()),
        input.vocabulary(),
        false,
        met -> tally(counted, met));
  }

  private static SourceItem item(CountRow row) {
    int[] columns = new int[row.size()];
    double[] counts = new double[row.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = row.column(i);
      counts[i] = row.count(i);
    }
    return new SourceItem.Counts(row.key(), columns, counts);
  }

  private static IngestTally tally(Tally counted, IngestTally met) {
    IngestTally tally = new IngestTally();
    tally.add(met);
    tally.addEmptyRows(counted.emptyRows());
    tally.addUnseenTokens((double) counted.unseenTokens());
    tally.addInvalid(
        InvalidLines.of(
            counted.invalidRows(),
            counted.firstInvalid().stream().map(InvalidRow::toLine).toList()));
    return tally;
  }
}
