package org.sparksvi.spark.input;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A table with its counts added as columns.
 *
 * @param rows the user's columns and those of the counts; invalid rows are left out, empty ones
 *     stay
 * @param tally what was counted
 */
public record CountedTable(Dataset<Row> rows, IngestTally tally) {}
