package org.sparksvi.spark.input;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.format.FormatException;

/** The user's rows of one partition, whole groups at a time, with what is said about them. */
final class GroupRows implements Iterator<Row> {
  private static final String GROUP = "_svi_group";

  private final Iterator<Row> rows;
  private final int columns;
  private final DenseParser parser;
  private final DenseTable.Says says;
  private final String place;
  private Iterator<Row> ready = List.<Row>of().iterator();
  private Member ahead; // the first of the next groups

  /** A row of the user's, and its numbers. */
  private record Member(Row user, DataRow numbers) {
    long group() {
      return numbers.roles().group();
    }
  }

  /**
   * Of rows that lie group by group.
   *
   * @param columns of the user's; the struct of numbers is behind them
   * @param place of the rows, for messages
   */
  GroupRows(
      Iterator<Row> rows, int columns, DenseParser parser, DenseTable.Says says, String place) {
    this.rows = rows;
    this.columns = columns;
    this.parser = parser;
    this.says = says;
    this.place = place;
  }

  /**
   * Brings the rows of a group into one partition, one after another. Rows that are refused, which
   * were counted before, are left out.
   */
  static JavaRDD<Row> together(Dataset<Row> rows, DenseParser parser) {
    int columns = rows.schema().size() - 1;
    StructType keyed = rows.schema().add(GROUP, DataTypes.LongType, false);
    Column group = Columns.named(GROUP);
    return rows.sparkSession()
        .createDataFrame(rows.javaRDD().mapPartitions(some -> keyed(some, columns, parser)), keyed)
        .repartition(group)
        .sortWithinPartitions(group)
        .javaRDD();
  }

  private static Iterator<Row> keyed(Iterator<Row> rows, int columns, DenseParser parser) {
    return new Iterator<>() {
      private Row next;

      @Override
      public boolean hasNext() {
        while (next == null && rows.hasNext()) {
          Row row = rows.next();
          parser
              .accepted(row.getStruct(columns))
              .ifPresent(numbers -> next = with(row, numbers.roles().group()));
        }
        return next != null;
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new NoSuchElementException("after the last row");
        }
        Row row = next;
        next = null;
        return row;
      }
    };
  }

  private static Row with(Row row, long group) {
    Object[] values = new Object[row.size() + 1];
    for (int c = 0; c < row.size(); c++) {
      values[c] = row.get(c);
    }
    values[row.size()] = group;
    return RowFactory.create(values);
  }

  @Override
  public boolean hasNext() {
    while (!ready.hasNext() && (ahead != null || rows.hasNext())) {
      ready = answer();
    }
    return ready.hasNext();
  }

  private Iterator<Row> answer() {
    List<Member> members = new ArrayList<>();
    int first = 0; // of the group in hand
    while (ahead != null || rows.hasNext()) {
      Member member = ahead != null ? ahead : member(rows.next());
      ahead = null;
      if (!members.isEmpty() && member.group() != members.get(first).group()) {
        first = members.size();
        if (first >= DenseTable.ROWS) {
          ahead = member;
          break;
        }
      }
      members.add(member);
      if (members.size() - first > GroupedBlock.MOST_ROWS) {
        throw new FormatException(
            place,
            "a group must have at most %d rows, which one block holds, but group %d has more"
                .formatted(GroupedBlock.MOST_ROWS, member.group()));
      }
    }
    members.sort( // so that neither files nor partitions have an influence
        Comparator.comparingLong(Member::group)
            .thenComparingLong(member -> member.numbers().key())
            .thenComparing(Member::numbers, DataRow::compareContent));
    List<Object[]> answers = says.of(members.stream().map(Member::numbers).toList());
    List<Row> all = new ArrayList<>();
    for (int r = 0; r < members.size(); r++) {
      all.add(DenseTable.joined(members.get(r).user(), columns, answers.get(r)));
    }
    return all.iterator();
  }

  private Member member(Row row) {
    DataRow numbers =
        parser
            .accepted(row.getStruct(columns))
            .orElseThrow(() -> new IllegalStateException("a row was acceptable before"));
    return new Member(row, numbers);
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException("after the last row");
    }
    return ready.next();
  }
}
