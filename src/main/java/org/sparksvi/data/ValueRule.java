package org.sparksvi.data;

import java.io.Serializable;
import java.util.List;

/** What the values of rows must be, beyond numbers; sent to executors. */
@FunctionalInterface
public interface ValueRule extends Serializable {
  /** The largest size of values and weights: sums over any number of rows stay finite. */
  double LARGEST = 1e100;

  /** Any number will do. */
  ValueRule ANY = value -> "";

  /** What a value must be and is not, in words; empty where it is acceptable. */
  String broken(double value);

  /** Texts that stand for 0, 1 and so on, where values are names; no others may be there then. */
  default List<String> names() {
    return List.of();
  }
}
