package org.sparksvi.rows;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * How well two groupings of the same rows agree, whatever their groups are called.
 *
 * @param rows that both grouped
 * @param adjustedRand index of Hubert and Arabie (1985): 1 where they are the same, 0 on average
 *     where they have nothing to do with each other
 */
record Agreement(long rows, double adjustedRand) {

  /** Of two columns, over the rows in which neither is null. */
  static Agreement of(Dataset<Row> rows, Column one, Column other) {
    List<Row> counts =
        rows.select(one.cast(DataTypes.StringType).as("one"), other.as("other"))
            .where(col("one").isNotNull().and(col("other").isNotNull()))
            .groupBy("one", "other")
            .count()
            .collectAsList();
    List<Object> ones = counts.stream().map(row -> row.get(0)).distinct().toList();
    List<Object> others = counts.stream().map(row -> row.get(1)).distinct().toList();
    long[][] table = new long[ones.size()][others.size()];
    for (Row row : counts) {
      table[ones.indexOf(row.get(0))][others.indexOf(row.get(1))] = row.getLong(2);
    }
    return of(table);
  }

  /**
   * Of counts of rows.
   *
   * @param table rows of a group of the one and a group of the other, groups × groups
   */
  static Agreement of(long[][] table) {
    long[] sums = new long[table.length == 0 ? 0 : table[0].length];
    long all = 0;
    double together = 0;
    double one = 0;
    for (long[] row : table) {
      long sum = 0;
      for (int j = 0; j < row.length; j++) {
        together += pairs(row[j]);
        sums[j] += row[j];
        sum += row[j];
      }
      one += pairs(sum);
      all += sum;
    }
    double other = Arrays.stream(sums).mapToDouble(Agreement::pairs).sum();
    double expected = all < 2 ? 0 : one * other / pairs(all);
    double most = 0.5 * (one + other);
    return new Agreement(all, most == expected ? 1 : (together - expected) / (most - expected));
  }

  private static double pairs(long rows) {
    return 0.5 * rows * (rows - 1.0);
  }
}
