package org.sparksvi.spark.input;

/** Formats of tables that Spark's own readers take. */
public enum TableFormat {
  PARQUET("parquet"),
  CSV("csv"),
  JSON("json");

  private final String name;

  TableFormat(String name) {
    this.name = name;
  }

  /** Spark's name. */
  public String sparkName() {
    return name;
  }
}
