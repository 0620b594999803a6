package org.sparksvi.data;

import java.io.Serializable;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What the values of rows must be, beyond numbers; sent to executors. */
@FunctionalInterface
public interface ValueRule extends Serializable {
  /** The largest size of values and weights: sums over any number of rows stay finite. */
  double LARGEST = 1e100;

  /** Any number will do. */
  ValueRule ANY = value -> "";

  /** What a value must be and is not, in words; empty where it is acceptable. */
  String broken(double value);

  /**
   * Whether another rule takes the same values, of those that rules tell apart: fractions of both
   * signs, whole numbers up to a hundred classes, and large ones.
   */
  default boolean agrees(ValueRule other) {
    DoubleStream told =
        DoubleStream.concat(
            DoubleStream.of(-1e9, -1.5, -1, -0.5, 0.5, 1.5, 1e9),
            IntStream.rangeClosed(0, 100).asDoubleStream());
    return names().equals(other.names())
        && told.allMatch(value -> broken(value).isEmpty() == other.broken(value).isEmpty());
  }

  /** Texts that stand for 0, 1 and so on, where values are names; no others may be there then. */
  default List<String> names() {
    return List.of();
  }
}
