package org.sparksvi.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparksvi.config.Choices;
import org.sparksvi.data.ImageShape;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Vocabulary;

/** Published settings of models over rows of numbers, read with their rules. */
public final class SettingsJson {
  private static final String COLUMNS = "columns";
  private static final String SCALE = "scale";
  private static final String IMAGE = "image";

  private SettingsJson() {}

  /** Writes the names of the columns, and what rows must be known to be read like these. */
  public static void putRows(ObjectNode json, NumberSettings rows, Vocabulary names) {
    ArrayNode array = json.putArray(COLUMNS);
    names.words().forEach(array::add);
    json.put(SCALE, rows.divisor());
    if (rows.image().isPresent()) {
      ImageShape image = rows.image().get();
      ObjectNode shape = json.putObject(IMAGE);
      shape.put("height", image.height());
      shape.put("width", image.width());
      shape.put("channels", image.channels());
    }
  }

  /** Where rows come from, with what {@link #putRows} wrote where the settings leave it open. */
  public static NumberSettings rows(NumberSettings settings, ObjectNode json, String place) {
    Optional<ImageShape> image = Optional.empty();
    if (json.get(IMAGE) instanceof ObjectNode shape) {
      image =
          Optional.of(
              new ImageShape(
                  (int) number(shape, "height", place),
                  (int) number(shape, "width", place),
                  (int) number(shape, "channels", place)));
    }
    return settings.known(number(json, SCALE, place), image);
  }

  /** Reads the names of the columns. */
  public static Vocabulary columns(ObjectNode json, String place) {
    List<String> names = new ArrayList<>();
    json.path(COLUMNS).forEach(name -> names.add(name.asText()));
    return Vocabulary.of(names, place);
  }

  /** Reads a number. */
  public static double number(ObjectNode json, String name, String place) {
    JsonNode node = json.path(name);
    if (!node.isNumber()) {
      throw new FormatException(place, "'%s' must be a number, but is %s".formatted(name, node));
    }
    return node.doubleValue();
  }

  /** Reads a whole number between two others, these among them. */
  public static int integer(ObjectNode json, String name, int least, int most, String place) {
    JsonNode node = json.path(name);
    if (!node.canConvertToExactIntegral()
        || !node.canConvertToInt()
        || node.intValue() < least
        || node.intValue() > most) {
      throw new FormatException(
          place,
          "'%s' must be a whole number from %d to %d, but is %s"
              .formatted(name, least, most, node));
    }
    return node.intValue();
  }

  /** Reads a constant by its word. */
  public static <E extends Enum<E>> E constant(
      Class<E> type, ObjectNode json, String name, String place) {
    E constant = Choices.of(type).get(json.path(name).asText(""));
    if (constant == null) {
      throw new FormatException(
          place,
          "'%s' must be one of %s, but is %s"
              .formatted(name, Choices.of(type).keySet(), json.path(name)));
    }
    return constant;
  }

  /** Writes an array of numbers. */
  public static void put(ObjectNode json, String name, double[] values) {
    ArrayNode array = json.putArray(name);
    for (double value : values) {
      array.add(value);
    }
  }
}
