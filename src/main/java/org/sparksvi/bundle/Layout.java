package org.sparksvi.bundle;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of a model's parameters, in a fixed order. Immutable. */
public final class Layout implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<Field> fields;
  private final Map<String, Integer> indices;

  private Layout(List<Field> fields) {
    this.fields = fields;
    this.indices = new HashMap<>();
    for (int f = 0; f < fields.size(); f++) {
      if (indices.put(fields.get(f).name(), f) != null) {
        throw new IllegalArgumentException(
            "a layout's field names must differ, but '%s' stands twice"
                .formatted(fields.get(f).name()));
      }
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
