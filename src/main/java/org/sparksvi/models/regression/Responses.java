package org.sparksvi.models.regression;

/** What responses must be, in words to follow "must be"; empty where one is. */
final class Responses {
  /** Beyond this, whole numbers have gaps. */
  private static final double MOST = 0x1.0p53;

  private Responses() {}

  static String count(double y) {
    return y >= 0 && y <= MOST && y == Math.rint(y) ? "" : "a whole number of at least 0";
  }

  static String positive(double y) {
    return y > 0 ? "" : "positive";
  }
}
