package org.sparksvi.bundle;

/** Which values of a field share a quantum in exact sums: those in the same units. */
public enum Resolution {
  /** All. */
  FIELD,
  /** Those of a row. */
  ROWS,
  /** Those of a column. */
  COLUMNS
}
