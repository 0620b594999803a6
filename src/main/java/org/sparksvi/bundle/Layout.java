package org.sparksvi.bundle;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of a model's parameters, in a fixed order. Immutable. */
public final class Layout implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<Field> fields;
  private final Map<String, Integer> indices;
  private final int[] quanta; // the first of each field, and their number

  private Layout(List<Field> fields) {
    this.fields = fields;
    this.indices = new HashMap<>();
    this.quanta = new int[fields.size() + 1];
    for (int f = 0; f < fields.size(); f++) {
      if (indices.put(fields.get(f).name(), f) != null) {
        throw new IllegalArgumentException(
            "a layout's field names must differ, but '%s' stands twice"
                .formatted(fields.get(f).name()));
      }
      quanta[f + 1] = quanta[f] + fields.get(f).quanta();
    }
  }

  public static Layout of(Field... fields) {
    return of(List.of(fields));
  }

  public static Layout of(List<Field> fields) {
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("a layout must have at least one field");
    }
    return new Layout(List.copyOf(fields));
  }

  public List<Field> fields() {
    return fields;
  }

  public int count() {
    return fields.size();
  }

  public Field field(int index) {
    return fields.get(index);
  }

  /** Number of quanta in sums, those of one field after those of another. */
  public int quanta() {
    return quanta[fields.size()];
  }

  /** The first quantum of a field. */
  public int quantum(int field) {
    return quanta[field];
  }

  /** The field that a quantum is of. */
  public Field ofQuantum(int quantum) {
    int at = Arrays.binarySearch(quanta, quantum);
    return field(at < 0 ? -at - 2 : at);
  }

  public boolean has(String name) {
    return indices.containsKey(name);
  }

  /** Index of a field in the layout's order. */
  public int index(String name) {
    Integer index = indices.get(name);
    if (index == null) {
      throw new IllegalArgumentException(
          "the layout has no field '%s'; it has %s"
              .formatted(name, fields.stream().map(Field::name).toList()));
    }
    return index;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Layout layout && fields.equals(layout.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  @Override
  public String toString() {
    return fields.toString();
  }
}
