package org.sparksvi.ml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.spark.ml.PipelineStage;
import org.sparksvi.kind.Setting.Form;

/**
 * Params of a model that is loaded from a run, by the configuration that the run recorded: those
 * that say which columns rows have, and what they mean. The class of a model is none of them, since
 * no file names code to run.
 */
final class RecordedParams {
  private static final String SETTINGS = "model.settings";
  private static final Map<String, String> ROLES =
      Map.of(
          Face.LABEL, "input.response-column",
          Face.OFFSET, "input.offset-column",
          Face.TRIALS, "input.trials-column");

  private RecordedParams() {}

  static void set(Face face, PipelineStage stage, ObjectNode configuration) {
    ROLES.forEach(
        (param, key) -> {
          if (stage.hasParam(param) && configuration.path(key).isTextual()) {
            stage.set(stage.getParam(param), configuration.path(key).asText());
          }
        });
    if (!face.byName()) {
      return; // vectors have no other columns
    }
    for (ParamRow row : face.rows()) {
      if (row.name().equals(JointPosterior.CLASS) || !isOfRows(row.key())) {
        continue;
      }
      Optional<Object> value =
          row.key().equals(SETTINGS)
              ? settings(configuration)
              : value(row.form(), configuration.path(row.key()));
      value
          .filter(given -> !Objects.deepEquals(given, row.usual()))
          .ifPresent(given -> stage.set(stage.getParam(row.name()), given));
    }
  }

  private static boolean isOfRows(String key) {
    return key.startsWith("input.") || key.startsWith("model.");
  }

  /** What a class was made with, as texts. */
  private static Optional<Object> settings(ObjectNode configuration) {
    List<String> texts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : configuration.properties()) {
      if (entry.getKey().startsWith(SETTINGS + ".")) {
        String name = entry.getKey().substring(SETTINGS.length() + 1);
        texts.add(name + "=" + entry.getValue().asText());
      }
    }
    return texts.isEmpty() ? Optional.empty() : Optional.of(texts.toArray(String[]::new));
  }

  /** A value in a form; empty for null, and for a word that stands in a number's place. */
  private static Optional<Object> value(Form form, JsonNode node) {
    return switch (form) {
      case WHOLE -> Optional.<Object>of(node.intValue()).filter(n -> node.isNumber());
      case LONG -> Optional.<Object>of(node.longValue()).filter(n -> node.isNumber());
      case REAL -> Optional.<Object>of(node.doubleValue()).filter(n -> node.isNumber());
      case FLAG -> Optional.<Object>of(node.booleanValue()).filter(n -> node.isBoolean());
      case TEXT ->
          Optional.<Object>of(node.asText()).filter(n -> node.isValueNode() && !node.isNull());
      case WHOLES ->
          Optional.<Object>of(elements(node).stream().mapToInt(JsonNode::intValue).toArray())
              .filter(n -> node.isArray());
      case TEXTS ->
          Optional.<Object>of(elements(node).stream().map(JsonNode::asText).toArray(String[]::new))
              .filter(n -> node.isArray());
    };
  }

  private static List<JsonNode> elements(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false).toList();
  }
}
