package org.sparksvi.spark.input;

/** A row that is not acceptable: quantity, rule and value. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1;

  Refused(String reason) {
    super(reason, null, false, false);
  }
}
