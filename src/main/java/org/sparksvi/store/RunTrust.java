package org.sparksvi.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparksvi.format.JsonReader;

/**
 * What may be believed of the answer.
 *
 * @param convergence converged, plateau, budget or diverged
 * @param approximation good, usable, poor or unknown
 * @param stability stable, partly, unstable or unknown
 * @param similarity of each part with those of trainings of other seeds, 0 for parts that are not
 *     in use; empty where none were compared
 * @param evidence the bound beside the evidence, in numbers, where they were compared
 */
public record RunTrust(
    Finding convergence,
    Finding approximation,
    Finding stability,
    List<Double> similarity,
    Optional<ObjectNode> evidence) {

  public RunTrust {
    similarity = List.copyOf(similarity);
    evidence = evidence.map(ObjectNode::deepCopy);
  }

  /** All findings by their names. */
  public Map<String, Finding> findings() {
    Map<String, Finding> all = new LinkedHashMap<>();
    all.put("convergence", convergence);
    all.put("approximation", approximation);
    all.put("stability", stability);
    return all;
  }

  /** Puts everything into an object. */
  public void put(ObjectNode json) {
    findings()
        .forEach(
            (name, finding) ->
                json.putObject(name)
                    .put("word", finding.word())
                    .put("reason", finding.reason())
                    .put("knob", finding.knob()));
    if (!similarity.isEmpty()) {
      ArrayNode array = json.putArray("similarity");
      similarity.forEach(array::add);
    }
    json.set("evidence", evidence.orElse(null));
  }

  private static List<Double> similarity(JsonReader json) {
    List<Double> similarity = new ArrayList<>();
    for (JsonNode value : json.object().path("similarity")) {
      similarity.add(value.asDouble());
    }
    return similarity;
  }

  static RunTrust read(JsonReader json) {
    return new RunTrust(
        Finding.read(json.object("convergence")),
        Finding.read(json.object("approximation")),
        Finding.read(json.object("stability")),
        similarity(json),
        json.has("evidence") ? Optional.of(json.object("evidence").object()) : Optional.empty());
  }

  /**
   * A word of judgement.
   *
   * @param reason one sentence with the figure that decided
   * @param knob what to change; may be empty
   */
  public record Finding(String word, String reason, String knob) {

    private static Finding read(JsonReader json) {
      return new Finding(json.text("word"), json.text("reason"), json.text("knob"));
    }
  }
}
