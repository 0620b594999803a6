package org.sparksvi.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sparksvi.engine.Spent;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.engine.Waiting;
import org.sparksvi.format.Json;
import org.sparksvi.format.JsonReader;

/** A line of a trace as JSON; what was not evaluated is null. */
final class TraceJson {
  private static final double LARGEST_EXACT = 1L << 53;

  private TraceJson() {}

  static ObjectNode write(TraceLine line) {
    ObjectNode json = Json.object();
    json.put("round", line.round());
    json.put("epoch", line.epoch());
    putCount(json, "rows", line.rows());
    putCount(json, "units", line.units());
    json.put("seconds", line.seconds());
    put(json, "rate", line.rate());
    json.put("expectedLogLikelihood", line.expectedLogLikelihood());
    json.put("localKl", line.localKl());
    put(json, "globalKl", line.globalKl());
    put(json, "elbo", line.elbo());
    put(json, "elboPerRow", line.elboPerRow());
    put(json, "elboPerUnit", line.elboPerUnit());
    put(json, "heldOut", line.heldOut());
    put(json, "heldOutError", line.heldOutError());
    line.waiting()
        .ifPresent(
            waiting -> {
              json.put("waitedFor", waiting.on());
              json.put("waitedShare", waiting.share());
            });
    line.spent()
        .ifPresent(
            spent -> {
              json.put("exchangeSeconds", spent.exchange());
              json.put("computingSeconds", spent.computing());
              json.put("aloneSeconds", spent.alone());
            });
    return json;
  }

  private static void putCount(ObjectNode json, String key, double value) {
    if (value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT) {
      json.put(key, (long) value);
    } else {
      json.put(key, value);
    }
  }

  private static void put(ObjectNode json, String key, OptionalDouble value) {
    if (value.isPresent()) {
      json.put(key, value.getAsDouble());
    } else {
      json.putNull(key);
    }
  }

  private static Optional<Waiting> waiting(ObjectNode object, JsonReader json) {
    return object.has("waitedFor")
        ? Optional.of(new Waiting(json.text("waitedFor"), json.number("waitedShare")))
        : Optional.empty();
  }

  private static Optional<Spent> spent(ObjectNode object, JsonReader json) {
    return object.has("exchangeSeconds")
        ? Optional.of(
            new Spent(
                json.number("exchangeSeconds"),
                json.number("computingSeconds"),
                json.number("aloneSeconds")))
        : Optional.empty();
  }

  static TraceLine read(ObjectNode object, String place) {
    JsonReader json = new JsonReader(object, place);
    return new TraceLine(
        json.integer("round", 1, Long.MAX_VALUE),
        json.integer("epoch", 1, Long.MAX_VALUE),
        json.number("rows"),
        json.number("units"),
        json.number("seconds"),
        json.optionalNumber("rate"),
        json.number("expectedLogLikelihood"),
        json.number("localKl"),
        json.optionalNumber("globalKl"),
        json.optionalNumber("elbo"),
        json.optionalNumber("elboPerRow"),
        json.optionalNumber("elboPerUnit"),
        json.optionalNumber("heldOut"),
        json.optionalNumber("heldOutError"),
        waiting(object, json),
        spent(object, json));
  }
}
