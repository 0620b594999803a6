package org.sparksvi.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Geometry;
import org.sparksvi.bundle.Layout;
import org.sparksvi.bundle.Precision;

/**
 * A layout as a JSON array: name, rows, columns, geometry, rowSparse of each field, and precision
 * where that is single.
 */
public final class LayoutJson {
  private static final String SINGLE = "single";

  private LayoutJson() {}

  public static void write(Layout layout, ArrayNode out) {
    for (Field field : layout.fields()) {
      ObjectNode json = out.addObject();
      json.put("name", field.name());
      json.put("rows", field.rows());
      json.put("columns", field.columns());
      json.put("geometry", field.geometry().name().toLowerCase(Locale.ROOT));
      json.put("rowSparse", field.rowSparse());
      if (field.single()) {
        json.put("precision", SINGLE);
      }
    }
  }

  public static Layout read(JsonReader json, String key) {
    List<Field> fields = new ArrayList<>();
    for (JsonReader field : json.objects(key)) {
      fields.add(read(field));
    }
    try {
      return Layout.of(fields);
    } catch (IllegalArgumentException e) {
      throw json.problem(key, "is no layout: " + e.getMessage());
    }
  }

  private static Field read(JsonReader json) {
    try {
      return new Field(
          json.text("name"),
          (int) json.integer("rows", 1, Integer.MAX_VALUE),
          (int) json.integer("columns", 1, Integer.MAX_VALUE),
          geometry(json),
          json.flag("rowSparse"),
          precision(json));
    } catch (IllegalArgumentException e) {
      throw json.problem("name", "is of no field: " + e.getMessage());
    }
  }

  private static Precision precision(JsonReader json) {
    if (!json.has("precision")) {
      return Precision.DOUBLE;
    }
    String text = json.text("precision");
    if (!text.equals(SINGLE)) {
      throw json.problem("precision", "must be single where it is given, but is \"" + text + "\"");
    }
    return Precision.SINGLE;
  }

  private static Geometry geometry(JsonReader json) {
    String text = json.text("geometry");
    for (Geometry geometry : Geometry.values()) {
      if (geometry.name().toLowerCase(Locale.ROOT).equals(text)) {
        return geometry;
      }
    }
    throw json.problem("geometry", "must be mixed, ascended or fixed, but is \"" + text + "\"");
  }
}
