package org.sparksvi.models.regression;

/** What responses must be, in words to follow "must be"; empty where one is. */
final class Responses {
  /** Beyond this, whole numbers have gaps. */
  private static final double MOST = 0x1.0p53;

  /** How files of libsvm write 0. */
  private static final double NO = -1;

  private Responses() {}

  /** A share, where files write -1 for 0. */
  static double coded(double y) {
    return y == NO ? 0 : y;
  }

  static String share(double y) {
    return (y >= 0 && y <= 1) || y == NO
        ? ""
        : "0 or 1 (or -1 and 1), or a share of trials between 0 and 1, whose number is the row's weight";
  }

  static String count(double y) {
    return y >= 0 && y <= MOST && y == Math.rint(y) ? "" : "a whole number of at least 0";
  }

  static String positive(double y) {
    return y > 0 ? "" : "positive";
  }
}
