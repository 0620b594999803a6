package org.sparksvi.spark;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.sparksvi.data.RowForm;
import org.sparksvi.format.InvalidLines;
import org.sparksvi.spark.input.DenseInput;
import org.sparksvi.spark.input.InvalidRow;
import org.sparksvi.spark.input.Tally;

/**
 * Rows of numbers as a reader delivers them.
 *
 * @param name what messages call it, such as its path
 * @param items rows
 * @param names of the columns
 * @param form what the files say of the rows
 * @param check adds what was left out
 */
public record DenseSource(
    String name, JavaRDD<SourceItem> items, List<String> names, RowForm form, RowSource.Check check)
    implements RowSource {

  public DenseSource {
    names = List.copyOf(names);
  }

  /**
   * The rows of an input that was passed over.
   *
   * @param name what messages call it, such as its path
   * @param form what the files say of the rows
   */
  public static DenseSource of(String name, DenseInput input, RowForm form) {
    JavaRDD<SourceItem> items = input.rows().map(SourceItem.Numbers::new);
    Tally counted = input.tally();
    return new DenseSource(
        name,
        items,
        input.names(),
        form,
        met -> {
          IngestTally tally = new IngestTally();
          tally.add(met);
          tally.addInvalid(
              InvalidLines.of(
                  counted.invalidRows(),
                  counted.firstInvalid().stream().map(InvalidRow::toLine).toList()));
          return tally;
        });
  }

  @Override
  public int columns() {
    return names.size();
  }
}
