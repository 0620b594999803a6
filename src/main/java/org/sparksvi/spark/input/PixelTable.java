package org.sparksvi.spark.input;

import java.util.List;
import java.util.stream.IntStream;
import org.sparksvi.data.RowForm;

/**
 * Rows that are images, in the column {@link InputTable#FEATURES} of a table.
 *
 * @param form their shape
 * @param columns numbers of a row
 */
public record PixelTable(InputTable table, RowForm form, int columns) {

  /** Names of the numbers, from 0: pixels where rows are images. */
  public List<String> names() {
    String name = form.image().isPresent() ? "pixel-" : "value-";
    return IntStream.range(0, columns).mapToObj(c -> name + c).toList();
  }
}
