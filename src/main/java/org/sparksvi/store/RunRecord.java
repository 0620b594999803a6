package org.sparksvi.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.format.Checksums;
import org.sparksvi.format.Json;
import org.sparksvi.format.JsonReader;
import org.sparksvi.format.Manifest;

/**
 * What a run is and how it stands: the content of run.json.
 *
 * @param state how it stands
 * @param configuration every setting, resolved
 * @param seed random seed
 * @param versions of this program, Spark, Java, Scala
 * @param kernel arithmetic of the local steps
 * @param otherKernels that of executors which have another, by their ids; known at the end
 * @param dataFingerprint of the training blocks, once they are there
 * @param ingestion counts of what was read and left out
 * @param days by which updates have gone on, the latest last; none that the published model lacks
 * @param result numbers at the end, or at the last stop
 * @param verdict why it ended
 * @param message what went wrong, if anything
 * @param exitCode of the process, once it has ended
 */
public record RunRecord(
    State state,
    ObjectNode configuration,
    long seed,
    SortedMap<String, String> versions,
    String kernel,
    SortedMap<String, String> otherKernels,
    Optional<String> dataFingerprint,
    SortedMap<String, String> ingestion,
    List<RunUpdates.Update> days,
    Optional<Result> result,
    Optional<Verdict> verdict,
    Optional<String> message,
    OptionalInt exitCode) {

  private static final Manifest MANIFEST = new Manifest("spark-svi run", 1, 64 << 20);

  /** How a run stands. */
  public enum State {
    RUNNING,
    DONE,
    FAILED,
    STOPPED;

    /** As written in run.json. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Numbers of a run.
   *
   * @param rounds done
   * @param epochs finished or begun
   * @param seconds of training, over all sessions
   * @param elbo latest exact bound
   * @param elboPerUnit latest exact bound per unit of observation
   * @param heldOut latest held-out score per unit; its perplexity is exp(−score)
   * @param heldOutError its standard error, by the rows that were scored
   * @param best the round with the highest held-out score
   */
  public record Result(
      long rounds,
      long epochs,
      double seconds,
      OptionalDouble elbo,
      OptionalDouble elboPerUnit,
      OptionalDouble heldOut,
      OptionalDouble heldOutError,
      Optional<BestRound> best) {}

  /**
   * The round with the highest held-out score.
   *
   * @param round from 1
   * @param heldOut its score per unit
   */
  public record BestRound(long round, double heldOut) {}

  /**
   * Why a run ended.
   *
   * @param outcome converged, limit reached, diverging, stopped
   * @param reason one sentence with the numbers
   * @param trust what may be believed of the answer, where that was judged
   */
  public record Verdict(String outcome, String reason, Optional<RunTrust> trust) {}

  public RunRecord {
    configuration = configuration.deepCopy();
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    otherKernels = Collections.unmodifiableSortedMap(new TreeMap<>(otherKernels));
    ingestion = Collections.unmodifiableSortedMap(new TreeMap<>(ingestion));
    days = List.copyOf(days);
  }

  /** A run that begins. */
  public static RunRecord begun(
      ObjectNode configuration, long seed, Map<String, String> versions, String kernel) {
    return new RunRecord(
        State.RUNNING,
        configuration,
        seed,
        new TreeMap<>(versions),
        kernel,
        new TreeMap<>(),
        Optional.empty(),
        new TreeMap<>(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty());
  }

  /** With the data it trains on. */
  public RunRecord withData(String fingerprint, Map<String, String> counts) {
    return new RunRecord(
        state,
        configuration,
        seed,
        versions,
        kernel,
        otherKernels,
        Optional.of(fingerprint),
        new TreeMap<>(counts),
        days,
        result,
        verdict,
        message,
        exitCode);
  }

  /** With the days of its updates. */
  public RunRecord withDays(List<RunUpdates.Update> fed) {
    return new RunRecord(
        state,
        configuration,
        seed,
        versions,
        kernel,
        otherKernels,
        dataFingerprint,
        ingestion,
        fed,
        result,
        verdict,
        message,
        exitCode);
  }

  /** At its end, by a verdict. */
  public RunRecord ended(
      State end, Result numbers, SortedMap<String, String> others, Verdict why, int code) {
    return new RunRecord(
        end,
        configuration,
        seed,
        versions,
        kernel,
        others,
        dataFingerprint,
        ingestion,
        days,
        Optional.of(numbers),
        Optional.of(why),
        Optional.empty(),
        OptionalInt.of(code));
  }

  /** At its end, by something that went wrong. */
  public RunRecord failed(String what, int code) {
    return new RunRecord(
        State.FAILED,
        configuration,
        seed,
        versions,
        kernel,
        otherKernels,
        dataFingerprint,
        ingestion,
        days,
        result,
        Optional.empty(),
        Optional.of(what),
        OptionalInt.of(code));
  }

  /** The settings; a copy. */
  @Override
  public ObjectNode configuration() {
    return configuration.deepCopy();
  }

  /** SHA-256 of the settings, whatever their order. */
  public String configurationSha256() {
    return sha256(configuration);
  }

  /** SHA-256 of a tree of settings, whatever the order of its keys. */
  public static String sha256(ObjectNode settings) {
    ObjectNode ordered = (ObjectNode) ordered(settings);
    return Checksums.sha256(Json.line(ordered).getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode ordered(JsonNode node) {
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    TreeMap<String, JsonNode> children = new TreeMap<>();
    object.properties().forEach(e -> children.put(e.getKey(), ordered(e.getValue())));
    ObjectNode sorted = Json.object();
    children.forEach(sorted::set);
    return sorted;
  }

  /** Writes run.json in the place of the one before. */
  void write(FileSystem fs, Path file) throws IOException {
    ObjectNode json = MANIFEST.begin();
    json.put("state", state.text());
    exitCode.ifPresentOrElse(code -> json.put("exitCode", code), () -> json.putNull("exitCode"));
    json.put("message", message.orElse(null));
    ObjectNode verdictNode = Json.object();
    verdict.ifPresent(v -> verdictNode.put("outcome", v.outcome()).put("reason", v.reason()));
    verdict.flatMap(Verdict::trust).ifPresent(trust -> trust.put(verdictNode.putObject("trust")));
    json.set("verdict", verdict.isPresent() ? verdictNode : null);
    json.set("result", result.map(RunRecord::resultJson).orElse(null));
    json.put("seed", seed);
    json.put("kernel", kernel);
    putTexts(json, "otherKernels", otherKernels);
    putTexts(json, "versions", versions);
    json.put("dataFingerprint", dataFingerprint.orElse(null));
    putTexts(json, "ingestion", ingestion);
    RunUpdates.put(json, days);
    json.put("configurationSha256", configurationSha256());
    json.set("configuration", configuration);
    NamedFiles.commit(MANIFEST, fs, file, json);
  }

  private static ObjectNode resultJson(Result numbers) {
    ObjectNode json = Json.object();
    json.put("rounds", numbers.rounds());
    json.put("epochs", numbers.epochs());
    json.put("seconds", numbers.seconds());
    json.put("elbo", boxed(numbers.elbo()));
    json.put("elboPerUnit", boxed(numbers.elboPerUnit()));
    json.put("heldOut", boxed(numbers.heldOut()));
    json.put("heldOutError", boxed(numbers.heldOutError()));
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

  /** Reads run.json. */
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

  private static State readState(JsonReader json) {
    String text = json.text("state");
    for (State state : State.values()) {
      if (state.text().equals(text)) {
        return state;
      }
    }
    throw json.problem(
        "state", "must be running, done, failed or stopped, but is \"" + text + "\"");
  }

  private static Result readResult(JsonReader json) {
    return new Result(
        json.integer("rounds", 0, Long.MAX_VALUE),
        json.integer("epochs", 0, Long.MAX_VALUE),
        json.number("seconds"),
        json.optionalNumber("elbo"),
        json.optionalNumber("elboPerUnit"),
        json.optionalNumber("heldOut"),
        json.optionalNumber("heldOutError"),
        json.has("best") ? Optional.of(readBest(json.object("best"))) : Optional.empty());
  }

  private static BestRound readBest(JsonReader json) {
    return new BestRound(json.integer("round", 1, Long.MAX_VALUE), json.number("heldOut"));
  }

  private static Verdict readVerdict(JsonReader json) {
    Optional<RunTrust> trust =
        json.has("trust") ? Optional.of(RunTrust.read(json.object("trust"))) : Optional.empty();
    return new Verdict(json.text("outcome"), json.text("reason"), trust);
  }
}
