package org.sparksvi.spark.input;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.sparksvi.data.DenseRow;

/**
 * Rows of numbers that a reader delivers, with what is known about them.
 *
 * <p>The data were passed over once, so the tally is complete. The rows are read again, and in no
 * particular order, whenever an action needs them; invalid ones are not among them.
 *
 * @param names of the columns
 * @param unused columns of the table that are not numbers
 */
public record DenseInput(
    JavaRDD<DenseRow> rows, List<String> names, List<String> unused, Tally tally) {

  public DenseInput {
    names = List.copyOf(names);
    unused = List.copyOf(unused);
  }
}
