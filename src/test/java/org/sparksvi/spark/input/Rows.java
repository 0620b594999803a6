package org.sparksvi.spark.input;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sparksvi.data.CountRow;

/** Rows of input in an order of their own, for comparison. */
final class Rows {
  private Rows() {}

  /** Every row as "column=count ...", sorted. */
  static List<String> contents(CountInput input) {
    return input.rows().collect().stream().map(Rows::content).sorted().toList();
  }

  /** Every row as "word=count ...", sorted. */
  static List<String> words(CountInput input) {
    return input.rows().collect().stream()
        .map(row -> words(row, input.vocabulary()))
        .sorted()
        .toList();
  }

  /** All keys, sorted. */
  static List<Long> keys(CountInput input) {
    return input.rows().collect().stream().map(CountRow::key).sorted().toList();
  }

  private static String content(CountRow row) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> row.column(i) + "=" + row.count(i))
        .collect(Collectors.joining(" "));
  }

  private static String words(CountRow row, List<String> vocabulary) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> vocabulary.get(row.column(i)) + "=" + (long) row.count(i))
        .sorted()
        .collect(Collectors.joining(" "));
  }
}
