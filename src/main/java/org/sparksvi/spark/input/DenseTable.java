package org.sparksvi.spark.input;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.sparksvi.data.DataRow;

/** A table of the user's with the numbers of each row, to which columns can be added. */
public final class DenseTable {
  static final int ROWS = 512; // said about at a time

  private final Dataset<Row> rows; // the user's columns, then a struct of the row's numbers
  private final StructType schema; // of the user's columns
  private final DenseParser parser;
  private final String place;
  private final IngestTally tally;

  DenseTable(Dataset<Row> rows, DenseParser parser, String place, IngestTally tally) {
    this.rows = rows;
    StructField[] fields = rows.schema().fields();
    this.schema = new StructType(java.util.Arrays.copyOf(fields, fields.length - 1));
    this.parser = parser;
    this.place = place;
    this.tally = tally;
  }

  /** Says something about rows; sent to executors. */
  @FunctionalInterface
  public interface Says extends Serializable {
    /** The values of the added columns, a row each. */
    List<Object[]> of(List<DataRow> rows);
  }

  /** What was counted. */
  public IngestTally tally() {
    return tally;
  }

  /** The user's rows with what is said about them; invalid rows are left out. */
  public Dataset<Row> with(List<StructField> added, Says says) {
    StructType all = schema(added);
    DenseParser reads = parser;
    int columns = schema.size();
    return rows.sparkSession()
        .createDataFrame(
            rows.javaRDD().mapPartitions(some -> new Answers(some, columns, reads, says)), all);
  }

  /**
   * The same of rows that are said about a group at a time, all rows of the group at once, and come
   * out group by group.
   */
  public Dataset<Row> withGroups(List<StructField> added, Says says) {
    StructType all = schema(added);
    DenseParser reads = parser;
    int columns = schema.size();
    String input = place;
    return rows.sparkSession()
        .createDataFrame(
            GroupRows.together(rows, reads)
                .mapPartitions(some -> new GroupRows(some, columns, reads, says, input)),
            all);
  }

  private StructType schema(List<StructField> added) {
    StructType all = schema;
    for (StructField field : added) {
      Columns.requireNew(place, schema, field.name());
      all = all.add(field);
    }
    return all;
  }

  /** The first columns of a row with an answer behind them. */
  static Row joined(Row user, int columns, Object[] answer) {
    Object[] values = new Object[columns + answer.length];
    for (int c = 0; c < columns; c++) {
      values[c] = user.get(c);
    }
    System.arraycopy(answer, 0, values, columns, answer.length);
    return RowFactory.create(values);
  }

  /** Rows with their added columns, a few at a time. */
  private static final class Answers implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final int columns;
    private final DenseParser parser;
    private final Says says;
    private Iterator<Row> ready = List.<Row>of().iterator();

    Answers(Iterator<Row> rows, int columns, DenseParser parser, Says says) {
      this.rows = rows;
      this.columns = columns;
      this.parser = parser;
      this.says = says;
    }

    @Override
    public boolean hasNext() {
      while (!ready.hasNext() && rows.hasNext()) {
        ready = answer();
      }
      return ready.hasNext();
    }

    private Iterator<Row> answer() {
      List<Row> users = new ArrayList<>();
      List<DataRow> numbers = new ArrayList<>();
      while (rows.hasNext() && numbers.size() < ROWS) {
        Row row = rows.next();
        parser // rows that are refused were counted before; the policy lets them be left out
            .accepted(row.getStruct(columns))
            .ifPresent(
                dense -> {
                  numbers.add(dense);
                  users.add(row);
                });
      }
      List<Object[]> answers = numbers.isEmpty() ? List.of() : says.of(numbers);
      List<Row> all = new ArrayList<>();
      for (int r = 0; r < users.size(); r++) {
        all.add(joined(users.get(r), columns, answers.get(r)));
      }
      return all.iterator();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException("after the last row");
      }
      return ready.next();
    }
  }
}
