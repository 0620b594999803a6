package org.sparksvi.spark.input;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sparksvi.data.DataRow;
import org.sparksvi.spark.wire.Items;

/** Rows of input in an order of their own, for comparison. */
final class Rows {
  private Rows() {}

  /** Every row as "column=count ...", sorted. */
  static List<String> contents(ReadInput input) {
    return Items.collect(input.rows()).stream().map(Rows::content).sorted().toList();
  }

  /** Every row as "word=count ...", sorted. */
  static List<String> words(ReadInput input) {
    return Items.collect(input.rows()).stream()
        .map(row -> words(row, input.vocabulary()))
        .sorted()
        .toList();
  }

  /** All keys, sorted. */
  static List<Long> keys(ReadInput input) {
    return Items.collect(input.rows()).stream().map(DataRow::key).sorted().toList();
  }

  private static String content(DataRow row) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> row.column(i) + "=" + row.value(i))
        .collect(Collectors.joining(" "));
  }

  private static String words(DataRow row, List<String> vocabulary) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> vocabulary.get(row.column(i)) + "=" + (long) row.value(i))
        .sorted()
        .collect(Collectors.joining(" "));
  }
}
