package org.sparksvi.bundle;

import java.io.Serializable;
import java.util.Objects;

/**
 * One named array of a layout.
 *
 * @param name unique in its layout; also the tensor's name in files
 * @param rows number of rows
 * @param columns number of columns; values are row-major
 * @param geometry how the field takes a step
 * @param rowSparse whether sums carry only the rows that were touched
 * @param precision what values are stored, added up and sent as
 * @param resolution which values share a quantum; no part of what is stored, so fields that differ
 *     in nothing else are equal
 * @param domain which numbers it may hold; as little a part of what is stored
 */
public record Field(
    String name,
    int rows,
    int columns,
    Geometry geometry,
    boolean rowSparse,
    Precision precision,
    Resolution resolution,
    Domain domain)
    implements Serializable {

  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  public Field {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("a field's name must not be blank");
    }
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "field '%s' must have at least one row and one column, but was %d x %d"
              .formatted(name, rows, columns));
    }
    if ((long) rows * columns > MAX_ARRAY) {
      throw new IllegalArgumentException(
          "field '%s' must hold at most %d values, but %d x %d are %d"
              .formatted(name, MAX_ARRAY, rows, columns, (long) rows * columns));
    }
    if (rowSparse && geometry != Geometry.MIXED) {
      throw new IllegalArgumentException(
          "field '%s' is row-sparse, so its geometry must be MIXED, but was %s"
              .formatted(name, geometry));
    }
    if (precision == Precision.SINGLE && geometry != Geometry.ASCENDED) {
      throw new IllegalArgumentException(
          "field '%s' is of single precision, so its geometry must be ASCENDED, but was %s"
              .formatted(name, geometry));
    }
    if (resolution != Resolution.FIELD && (rowSparse || precision == Precision.SINGLE)) {
      throw new IllegalArgumentException(
          "field '%s' is row-sparse or of single precision, so its resolution must be FIELD, but was %s"
              .formatted(name, resolution));
    }
  }

  /** A field with one quantum. */
  public Field(
      String name,
      int rows,
      int columns,
      Geometry geometry,
      boolean rowSparse,
      Precision precision) {
    this(name, rows, columns, geometry, rowSparse, precision, Resolution.FIELD, Domain.REAL);
  }

  /** A field of double precision. */
  public Field(String name, int rows, int columns, Geometry geometry, boolean rowSparse) {
    this(name, rows, columns, geometry, rowSparse, Precision.DOUBLE);
  }

  /** A mixed field whose sums are dense. */
  public static Field mixed(String name, int rows, int columns) {
    return new Field(name, rows, columns, Geometry.MIXED, false);
  }

  /** A mixed field whose sums carry only the rows that were touched. */
  public static Field mixedRows(String name, int rows, int columns) {
    return new Field(name, rows, columns, Geometry.MIXED, true);
  }

  /** An ascended field. */
  public static Field ascended(String name, int rows, int columns) {
    return new Field(name, rows, columns, Geometry.ASCENDED, false);
  }

  /** An ascended field of single precision, for networks of many weights. */
  public static Field single(String name, int rows, int columns) {
    return new Field(name, rows, columns, Geometry.ASCENDED, false, Precision.SINGLE);
  }

  /** A field that stays as it was at the start. */
  public static Field fixed(String name, int rows, int columns) {
    return new Field(name, rows, columns, Geometry.FIXED, false);
  }

  /** The same field under another name. */
  public Field named(String other) {
    return new Field(other, rows, columns, geometry, rowSparse, precision, resolution, domain);
  }

  /** The same field with a quantum for each row, or for each column. */
  public Field resolving(Resolution by) {
    return new Field(name, rows, columns, geometry, rowSparse, precision, by, domain);
  }

  /** The same field, holding other numbers. */
  public Field within(Domain of) {
    return new Field(name, rows, columns, geometry, rowSparse, precision, resolution, of);
  }

  /** Number of quanta in sums. */
  public int quanta() {
    return switch (resolution) {
      case FIELD -> 1;
      case ROWS -> rows;
      case COLUMNS -> columns;
    };
  }

  /** The quantum of a value, from 0. */
  public int quantum(int index) {
    return switch (resolution) {
      case FIELD -> 0;
      case ROWS -> index / columns;
      case COLUMNS -> index % columns;
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Field field
        && name.equals(field.name)
        && rows == field.rows
        && columns == field.columns
        && geometry == field.geometry
        && rowSparse == field.rowSparse
        && precision == field.precision;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, rows, columns, geometry, rowSparse, precision);
  }

  /** Whether values are floats. */
  public boolean single() {
    return precision == Precision.SINGLE;
  }

  public int size() {
    return rows * columns;
  }

  /** Where a value is, for people. */
  public String place(long index) {
    return "row %d, column %d".formatted(index / columns, index % columns);
  }
}
