package org.sparksvi.data;

import java.io.Serializable;

/** What the values of rows must be, beyond numbers; sent to executors. */
@FunctionalInterface
public interface ValueRule extends Serializable {
  /** The largest size of values and weights: sums over any number of rows stay finite. */
  double LARGEST = 1e100;

  /** Any number will do. */
  ValueRule ANY = value -> "";

  /** What a value must be and is not, in words; empty where it is acceptable. */
  String broken(double value);
}
