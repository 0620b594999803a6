package org.sparksvi.kinds.topics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Json;
import org.sparksvi.models.topics.Concentration;
import org.sparksvi.models.topics.Kernel;
import org.sparksvi.models.topics.TopicsSettings;

/** The settings of a topic model as they are published. */
final class PublishedTopics {
  private PublishedTopics() {}

  static ObjectNode write(TopicsSettings settings) {
    ObjectNode json = Json.object();
    json.put("topics", settings.topics());
    json.put("words", settings.words());
    put(json, "alpha", settings.alpha());
    put(json, "eta", settings.eta());
    json.put("innerIterations", settings.innerIterations());
    json.put("innerTolerance", settings.innerTolerance());
    json.put("kernel", text(settings.kernel()));
    return json;
  }

  private static void put(ObjectNode json, String name, Concentration concentration) {
    json.put(name, concentration.value());
    json.put(name + "Learning", text(concentration.learning()));
  }

  static TopicsSettings read(ObjectNode json, String place) {
    return new TopicsSettings(
        (int) number(json, "topics", place),
        (int) number(json, "words", place),
        concentration(json, "alpha", place),
        concentration(json, "eta", place),
        (int) number(json, "innerIterations", place),
        number(json, "innerTolerance", place),
        Kernel.best()); // scores need not have the bits of the training
  }

  private static Concentration concentration(ObjectNode json, String name, String place) {
    JsonNode learning = json.path(name + "Learning");
    return new Concentration(
        number(json, name, place),
        Concentration.Learning.valueOf(learning.asText("").toUpperCase(Locale.ROOT)));
  }

  private static double number(ObjectNode json, String name, String place) {
    JsonNode node = json.path(name);
    if (!node.isNumber()) {
      throw new FormatException(place, "'%s' must be a number, but is %s".formatted(name, node));
    }
    return node.doubleValue();
  }

  private static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
