package org.sparksvi.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.format.Json;
import org.sparksvi.format.JsonReader;
import org.sparksvi.format.Manifest;

/** A run's record as a file: run.json. */
final class RunRecordFile {
  private static final Manifest MANIFEST = new Manifest("spark-svi run", 1, 64 << 20);

  private RunRecordFile() {}

  static void write(RunRecord record, FileSystem fs, Path file) throws IOException {
    ObjectNode json = MANIFEST.begin();
    json.put("state", record.state().text());
    record
        .exitCode()
        .ifPresentOrElse(code -> json.put("exitCode", code), () -> json.putNull("exitCode"));
    json.put("message", record.message().orElse(null));
    ObjectNode verdictNode = Json.object();
    record
        .verdict()
        .ifPresent(v -> verdictNode.put("outcome", v.outcome()).put("reason", v.reason()));
    json.set("verdict", record.verdict().isPresent() ? verdictNode : null);
    json.set("result", record.result().map(RunRecordFile::resultJson).orElse(null));
    json.put("seed", record.seed());
    json.put("kernel", record.kernel());
    putTexts(json, "otherKernels", record.otherKernels());
    putTexts(json, "versions", record.versions());
    json.put("dataFingerprint", record.dataFingerprint().orElse(null));
    putTexts(json, "ingestion", record.ingestion());
    RunUpdates.put(json, record.days());
    json.put("configurationSha256", record.configurationSha256());
    json.set("configuration", record.configuration());
    NamedFiles.commit(MANIFEST, fs, file, json);
  }

  private static ObjectNode resultJson(RunRecord.Result numbers) {
    ObjectNode json = Json.object();
    json.put("rounds", numbers.rounds());
    json.put("epochs", numbers.epochs());
    json.put("seconds", numbers.seconds());
    json.put("elbo", boxed(numbers.elbo()));
    json.put("elboPerUnit", boxed(numbers.elboPerUnit()));
    json.put("heldOut", boxed(numbers.heldOut()));
    ObjectNode best = Json.object();
    numbers.best().ifPresent(b -> best.put("round", b.round()).put("heldOut", b.heldOut()));
    json.set("best", numbers.best().isPresent() ? best : null);
    OptionalDouble score = numbers.heldOut();
    json.put(
        "heldOutPerplexity", score.isPresent() ? (Double) Math.exp(-score.getAsDouble()) : null);
    return json;
  }

  private static Double boxed(OptionalDouble value) {
    return value.isPresent() ? (Double) value.getAsDouble() : null;
  }

  private static void putTexts(ObjectNode json, String key, Map<String, String> texts) {
    ObjectNode child = json.putObject(key);
    texts.forEach(child::put);
  }

  static RunRecord read(FileSystem fs, Path file) throws IOException {
    JsonReader json = NamedFiles.manifest(MANIFEST, fs, file);
    return new RunRecord(
        readState(json),
        json.object("configuration").object(),
        json.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE),
        new TreeMap<>(json.texts("versions")),
        json.text("kernel"),
        new TreeMap<>(json.has("otherKernels") ? json.texts("otherKernels") : Map.of()),
        json.optionalText("dataFingerprint"),
        new TreeMap<>(json.texts("ingestion")),
        RunUpdates.days(json.object(), file),
        json.has("result") ? Optional.of(readResult(json.object("result"))) : Optional.empty(),
        json.has("verdict") ? Optional.of(readVerdict(json.object("verdict"))) : Optional.empty(),
        json.optionalText("message"),
        json.has("exitCode")
            ? OptionalInt.of((int) json.integer("exitCode", 0, 255))
            : OptionalInt.empty());
  }

  private static RunRecord.State readState(JsonReader json) {
    String text = json.text("state");
    for (RunRecord.State state : RunRecord.State.values()) {
      if (state.text().equals(text)) {
        return state;
      }
    }
    throw json.problem(
        "state", "must be running, done, failed or stopped, but is \"" + text + "\"");
  }

  private static RunRecord.Result readResult(JsonReader json) {
    return new RunRecord.Result(
        json.integer("rounds", 0, Long.MAX_VALUE),
        json.integer("epochs", 0, Long.MAX_VALUE),
        json.number("seconds"),
        json.optionalNumber("elbo"),
        json.optionalNumber("elboPerUnit"),
        json.optionalNumber("heldOut"),
        json.has("best") ? Optional.of(readBest(json.object("best"))) : Optional.empty());
  }

  private static RunRecord.BestRound readBest(JsonReader json) {
    return new RunRecord.BestRound(
        json.integer("round", 1, Long.MAX_VALUE), json.number("heldOut"));
  }

  private static RunRecord.Verdict readVerdict(JsonReader json) {
    return new RunRecord.Verdict(json.text("outcome"), json.text("reason"));
  }
}
