package org.sparksvi.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The values of a JSON object, each asked for by key and type. */
public final class JsonReader {
  private final ObjectNode object;
  private final String place;

  public JsonReader(ObjectNode object, String place) {
    this.object = object;
    this.place = place;
  }

  public static JsonReader of(byte[] bytes, String place) {
    return new JsonReader(Json.read(bytes, place), place);
  }

  public String place() {
    return place;
  }

  public ObjectNode object() {
    return object;
  }

  public boolean has(String key) {
    return object.hasNonNull(key);
  }

  public String text(String key) {
    JsonNode node = node(key);
    if (!node.isTextual()) {
      throw problem(key, "must be a text, but is " + shown(node));
    }
    return node.textValue();
  }

  public Optional<String> optionalText(String key) {
    return has(key) ? Optional.of(text(key)) : Optional.empty();
  }

  public long integer(String key, long least, long most) {
    JsonNode node = node(key);
    if (!node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() < least
        || node.longValue() > most) {
      throw problem(
          key, "must be an integer from %d to %d, but is %s".formatted(least, most, shown(node)));
    }
    return node.longValue();
  }

  public double number(String key) {
    JsonNode node = node(key);
    if (!node.isNumber()) {
      throw problem(key, "must be a number, but is " + shown(node));
    }
    return node.doubleValue();
  }

  public OptionalDouble optionalNumber(String key) {
    return has(key) ? OptionalDouble.of(number(key)) : OptionalDouble.empty();
  }

  public boolean flag(String key) {
    JsonNode node = node(key);
    if (!node.isBoolean()) {
      throw problem(key, "must be true or false, but is " + shown(node));
    }
    return node.booleanValue();
  }

  public JsonReader object(String key) {
    JsonNode node = node(key);
    if (!(node instanceof ObjectNode child)) {
      throw problem(key, "must be an object, but is " + shown(node));
    }
    return new JsonReader(child, place + ", '" + key + "'");
  }

  /** The objects of an array. */
  public List<JsonReader> objects(String key) {
    List<JsonReader> objects = new ArrayList<>();
    for (JsonNode node : array(key)) {
      String where = place + ", '" + key + "', entry " + objects.size();
      if (!(node instanceof ObjectNode child)) {
        throw new FormatException(where, "must be an object, but is " + shown(node));
      }
      objects.add(new JsonReader(child, where));
    }
    return objects;
  }

  /** An object whose values are texts, in its order. */
  public Map<String, String> texts(String key) {
    JsonReader child = object(key);
    Map<String, String> texts = new LinkedHashMap<>();
    child.object.fieldNames().forEachRemaining(name -> texts.put(name, child.text(name)));
    return texts;
  }

  public FormatException problem(String key, String problem) {
    return new FormatException(place, "'" + key + "' " + problem);
  }

  private JsonNode array(String key) {
    JsonNode node = node(key);
    if (!node.isArray()) {
      throw problem(key, "must be an array, but is " + shown(node));
    }
    return node;
  }

  private JsonNode node(String key) {
    JsonNode node = object.get(key);
    if (node == null || node.isNull()) {
      throw problem(key, "is missing");
    }
    return node;
  }

  private static String shown(JsonNode node) {
    String text = node.toString();
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
