package org.sparksvi.kind;

import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows with what a model says about them.
 *
 * @param rows the user's columns and those added
 * @param added names of the added columns
 * @param model what executors hold until the rows are written
 */
public record Transformed(Dataset<Row> rows, List<String> added, Broadcast<?> model)
    implements AutoCloseable {

  @Override
  public void close() {
    model.destroy();
  }
}
