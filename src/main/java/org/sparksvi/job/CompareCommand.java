package org.sparksvi.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.format.Json;
import org.sparksvi.kind.Kinds;
import org.sparksvi.run.RecordedRun;
import org.sparksvi.store.RunRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code svi compare}: runs side by side. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows runs side by side: how each ended, its numbers, and the settings in which they differ.",
      "Bounds and scores are comparable where the data are the same."
    })
final class CompareCommand implements Job {
  private static final int WIDEST = 40;

  @Parameters(arity = "2..*", paramLabel = "RUN", description = "Directories of runs.")
  private List<String> runs = new ArrayList<>();

  @Option(names = "--json", description = "JSON instead of text.")
  private boolean json;

  @Override
  public ExitCode run(Session session) {
    if (runs.size() < 2) {
      throw new ConfigurationException(
          "there must be at least two runs to compare, but there is " + runs.size());
    }
    List<RunRecord> records =
        runs.stream()
            .map(run -> RecordedRun.read(run, session.hadoop(), Kinds.installed()).latest())
            .toList();
    Map<String, List<String>> rows = new LinkedHashMap<>();
    rows.put("state", each(records, r -> r.state().text()));
    for (String finding : List.of("convergence", "approximation", "stability")) {
      rows.put(finding, each(records, r -> word(r, finding)));
    }
    rows.put("rounds", each(records, r -> r.result().map(n -> "" + n.rounds()).orElse("")));
    rows.put("seconds", each(records, r -> r.result().map(n -> number(n.seconds())).orElse("")));
    rows.put("elboPerUnit", numbers(records, RunRecord.Result::elboPerUnit));
    rows.put("heldOut", numbers(records, RunRecord.Result::heldOut));
    rows.put("heldOutError", numbers(records, RunRecord.Result::heldOutError));
    rows.put(
        "data", each(records, r -> r.dataFingerprint().map(f -> f.substring(0, 8)).orElse("")));
    rows.putAll(differences(records));
    session.print(json ? page(rows) : text(rows));
    return ExitCode.DONE;
  }

  private static List<String> each(
      List<RunRecord> records, java.util.function.Function<RunRecord, String> value) {
    return records.stream().map(value).toList();
  }

  private static String word(RunRecord record, String finding) {
    return record
        .verdict()
        .flatMap(RunRecord.Verdict::trust)
        .map(trust -> trust.findings().get(finding).word())
        .orElse("");
  }

  private static List<String> numbers(
      List<RunRecord> records, java.util.function.Function<RunRecord.Result, OptionalDouble> of) {
    return each(
        records,
        r -> {
          OptionalDouble value = r.result().map(of).orElse(OptionalDouble.empty());
          return value.isPresent() ? number(value.getAsDouble()) : "";
        });
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }

  /** Settings that are not the same in all runs, but for their directories. */
  private static Map<String, List<String>> differences(List<RunRecord> records) {
    List<ObjectNode> all = records.stream().map(RunRecord::configuration).toList();
    TreeSet<String> keys = new TreeSet<>();
    all.forEach(settings -> settings.fieldNames().forEachRemaining(keys::add));
    keys.remove("run.directory");
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (String key : keys) {
      List<String> values = all.stream().map(s -> text(s.path(key))).toList();
      if (values.stream().distinct().count() > 1) {
        rows.put(key, values);
      }
    }
    return rows;
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.isMissingNode() ? "" : value.toString();
  }

  private String page(Map<String, List<String>> rows) {
    ObjectNode page = Json.object();
    ArrayNode names = page.putArray("runs");
    runs.forEach(names::add);
    rows.forEach(
        (key, values) -> {
          ArrayNode array = page.putArray(key);
          values.forEach(array::add);
        });
    return Json.page(page);
  }

  private String text(Map<String, List<String>> rows) {
    int names = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
    List<Integer> widths = new ArrayList<>();
    for (int r = 0; r < runs.size(); r++) {
      int column = r;
      int widest = rows.values().stream().mapToInt(v -> v.get(column).length()).max().orElse(0);
      widths.add(Math.min(WIDEST, Math.max(widest, runs.get(r).length())));
    }
    StringBuilder text = new StringBuilder(line(names, "", runs, widths));
    rows.forEach((key, values) -> text.append(line(names, key, values, widths)));
    return text.toString();
  }

  /** Names too long for their column lose their beginning, since ends tell runs apart. */
  private static String line(int names, String key, List<String> values, List<Integer> widths) {
    StringBuilder line = new StringBuilder(("%-" + Math.max(1, names) + "s").formatted(key));
    for (int r = 0; r < values.size(); r++) {
      String value = Objects.toString(values.get(r), "");
      int over = value.length() - widths.get(r);
      String shown = over > 0 ? "…" + value.substring(over + 1) : value;
      line.append("  ").append(("%" + Math.max(1, widths.get(r)) + "s").formatted(shown));
    }
    return line.append('\n').toString();
  }
}
