package org.sparksvi.rows;

/** Where held-out documents come from. */
public sealed interface HeldOutSource {

  /** There are none. */
  record None() implements HeldOutSource {}

  /**
   * Some of the training documents are kept out.
   *
   * @param share in (0, 1)
   */
  record Fraction(double share) implements HeldOutSource {}

  /** A file of their own. */
  record Documents(String path) implements HeldOutSource {}

  /**
   * Two files that hold the halves of the same documents.
   *
   * @param observed path of the halves that the model may see
   * @param scored path of the halves to score
   */
  record Halves(String observed, String scored) implements HeldOutSource {}
}
