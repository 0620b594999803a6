package org.sparksvi.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.sparksvi.config.Reference;
import org.sparksvi.diagnose.SplitRhat;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.format.Json;
import org.sparksvi.kind.ReadOut;
import org.sparksvi.kind.Table;
import org.sparksvi.kind.Table.TableColumn;
import org.sparksvi.kind.Trained;
import org.sparksvi.report.Curve;
import org.sparksvi.report.Page;
import org.sparksvi.report.Wording;
import org.sparksvi.store.HadoopFiles;
import org.sparksvi.store.Retry;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunRecord;
import org.sparksvi.store.RunTrust;
import org.sparksvi.store.TraceFile;

/**
 * A run on one page, {@code report.html}: the verdict first, then what was learnt, curves, the gap,
 * time, data, settings and versions.
 *
 * @param wording of its rows, units and scores
 */
record RunReport(RunDirectory run, RunRecord record, Trained<?, ?, ?> trained, Wording wording) {
  private static final int WORDS = 10; // of a component
  private static final int MOST_ROWS = 200; // of a table
  private static final int WINDOWS = 3;

  /** Writes it into the run's directory. */
  void write() throws IOException {
    byte[] page = html().getBytes(StandardCharsets.UTF_8);
    Retry.run(() -> HadoopFiles.writeAtomically(run.fileSystem(), run.report(), page));
  }

  String html() throws IOException {
    List<TraceLine> trace = TraceFile.read(run.fileSystem(), run.trace());
    ReadOut learnt = RunReadOut.of(run, record, trained, WORDS);
    Page page = new Page("%s: %s".formatted(run.path().getName(), learnt.headline()));
    verdict(page);
    page.heading("What was learnt");
    learnt.lines().forEach(page::paragraph);
    learnt.tables().forEach(table -> table(page, table));
    learnt.picture().get().ifPresent(page::picture);
    curves(page, trace);
    windows(page, trace);
    evidence(page);
    numbers(page, trace);
    pairs(page, "Data", record.ingestion());
    settings(page);
    pairs(page, "Versions", record.versions());
    return page.html();
  }

  private void verdict(Page page) {
    List<Page.Card> cards = new ArrayList<>();
    record
        .verdict()
        .flatMap(RunRecord.Verdict::trust)
        .ifPresent(
            trust ->
                trust
                    .findings()
                    .forEach(
                        (name, f) ->
                            cards.add(
                                new Page.Card(
                                    name, f.word(), tone(f.word()), f.reason(), f.knob()))));
    if (cards.isEmpty()) {
      record
          .verdict()
          .ifPresent(v -> cards.add(new Page.Card("outcome", v.outcome(), "", v.reason(), "")));
    }
    page.cards(cards);
    if (cards.isEmpty()) {
      page.paragraph("state: " + record.state().text());
    }
  }

  private static String tone(String word) {
    return switch (word) {
      case "converged", "good", "stable" -> "good";
      case "plateau", "usable", "budget" -> "fair";
      case "diverged", "poor", "unstable" -> "bad";
      default -> "";
    };
  }

  private static <R> void table(Page page, Table<R> table) {
    List<TableColumn<R>> columns =
        table.columns().stream().filter(column -> !column.heading().isEmpty()).toList();
    List<R> shown = table.rows().stream().filter(table.shown()).toList();
    int most = Math.min(MOST_ROWS, Math.min(table.most(), shown.size()));
    List<List<String>> cells =
        shown.subList(0, most).stream()
            .map(row -> columns.stream().map(column -> cell(column, row)).toList())
            .toList();
    page.table(columns.stream().map(TableColumn::heading).toList(), cells);
    if (shown.size() > most) {
      page.paragraph("... and %d more".formatted(shown.size() - most));
    }
  }

  private static <R> String cell(TableColumn<R> column, R row) {
    String text = String.format(Locale.ROOT, column.format(), column.cell().apply(row)).strip();
    return column.ownLine() ? text.replaceFirst("^/ ", "") : text;
  }

  private void curves(Page page, List<TraceLine> trace) {
    page.heading("Curves");
    Function<TraceLine, OptionalDouble> none = line -> OptionalDouble.empty();
    String bound = "ELBO per %s, in nats".formatted(wording.unit());
    curve(page, trace, bound, TraceLine::elboPerUnit, none);
    boolean errors = trace.stream().anyMatch(line -> line.heldOutError().isPresent());
    curve(
        page,
        trace,
        "held-out %s per %s, in nats%s"
            .formatted(
                wording.score(), wording.unit(), errors ? ", and one standard error of it" : ""),
        TraceLine::heldOut,
        TraceLine::heldOutError);
    curve(page, trace, "step size", TraceLine::rate, none);
  }

  private static void curve(
      Page page,
      List<TraceLine> trace,
      String name,
      Function<TraceLine, OptionalDouble> value,
      Function<TraceLine, OptionalDouble> error) {
    List<Curve.Point> points =
        trace.stream()
            .filter(line -> value.apply(line).isPresent())
            .map(
                line ->
                    new Curve.Point(
                        line.round(), value.apply(line).getAsDouble(), error.apply(line).orElse(0)))
            .filter(point -> Double.isFinite(point.value()))
            .toList();
    boolean varies = points.stream().mapToDouble(Curve.Point::value).distinct().count() > 1;
    if (varies) {
      page.curve(new Curve(name, points));
    }
  }

  /** Whether the scores of epochs have come to rest: the last half of them, and halves of that. */
  private void windows(Page page, List<TraceLine> trace) {
    boolean scored = trace.stream().anyMatch(line -> line.heldOut().isPresent());
    SortedMap<Long, Double> byEpoch = new TreeMap<>();
    for (TraceLine line : trace) {
      OptionalDouble score = scored ? line.heldOut() : line.elboPerUnit();
      score.ifPresent(value -> byEpoch.put(line.epoch(), value));
    }
    double[] scores = byEpoch.values().stream().mapToDouble(value -> value).toArray();
    List<Long> epochs = List.copyOf(byEpoch.keySet());
    List<List<String>> rows = new ArrayList<>();
    for (int n = scores.length / 2; n >= SplitRhat.LEAST && rows.size() < WINDOWS; n /= 2) {
      double[] window = Arrays.copyOfRange(scores, scores.length - n, scores.length);
      rows.add(
          List.of(
              "%d to %d".formatted(epochs.get(epochs.size() - n), epochs.get(epochs.size() - 1)),
              number(SplitRhat.mean(window)),
              number(window[n - 1] - window[0]),
              String.format(Locale.ROOT, "%.2f", SplitRhat.of(window))));
    }
    if (!rows.isEmpty()) {
      page.heading("Windows");
      page.paragraph(
          "%s per %s at the ends of epochs. R-hat compares the halves of a window: near 1 they are alike, above 1.1 the score still moves. It says nothing of the parameters."
              .formatted(scored ? "Held-out " + wording.score() : "ELBO", wording.unit()));
      page.table(List.of("epochs", "mean", "from first to last", "split R-hat"), rows);
    }
  }

  private void evidence(Page page) {
    record
        .verdict()
        .flatMap(RunRecord.Verdict::trust)
        .flatMap(RunTrust::evidence)
        .ifPresent(
            numbers -> {
              page.heading("The bound beside the evidence");
              List<List<String>> rows = new ArrayList<>();
              numbers.properties().stream()
                  .filter(e -> !e.getValue().isArray()) // moments, which are with what was learnt
                  .forEach(e -> rows.add(List.of(e.getKey(), text(e.getValue()))));
              page.table(List.of("figure", "value"), rows);
            });
  }

  private void numbers(Page page, List<TraceLine> trace) {
    page.heading("Time");
    List<List<String>> rows = new ArrayList<>();
    record
        .result()
        .ifPresent(
            result -> {
              rows.add(List.of("rounds", Long.toString(result.rounds())));
              rows.add(List.of("epochs", Long.toString(result.epochs())));
              rows.add(List.of("seconds of training", number(result.seconds())));
              double each = result.seconds() / Math.max(1, result.rounds());
              rows.add(List.of("seconds a round", number(each)));
            });
    page.table(List.of("figure", "value"), rows);
    List<List<String>> parts = TimeParts.of(trace);
    if (!parts.isEmpty()) {
      page.table(List.of("part of the time", "seconds", "share"), parts);
    }
  }

  private static void pairs(Page page, String heading, SortedMap<String, String> pairs) {
    page.heading(heading);
    List<List<String>> rows = new ArrayList<>();
    pairs.forEach((key, value) -> rows.add(List.of(key, value)));
    page.table(List.of("name", "value"), rows);
  }

  /** Those that are not the reference's. */
  private void settings(Page page) {
    Map<String, Reference.Key> reference = Reference.keys();
    ObjectNode configuration = record.configuration();
    List<List<String>> rows = new ArrayList<>();
    configuration
        .properties()
        .forEach(
            e -> {
              Reference.Key key = reference.get(e.getKey());
              String usual = key == null ? "" : String.valueOf(key.usual());
              if (!isSame(e.getValue(), usual)) {
                rows.add(List.of(e.getKey(), text(e.getValue()), usual));
              }
            });
    page.heading("Settings that differ from the defaults");
    page.table(List.of("key", "value", "default"), rows);
  }

  /** Whether a value is the usual one: numbers may be written in several ways. */
  private static boolean isSame(JsonNode value, String usual) {
    if (!value.isNumber()) {
      return text(value).equals(usual);
    }
    try {
      return value.doubleValue() == Double.parseDouble(usual);
    } catch (NumberFormatException e) {
      return false; // such as auto
    }
  }

  private static String text(JsonNode value) {
    if (value.isDouble()) {
      return number(value.doubleValue());
    }
    if (value.isArray()) {
      List<String> texts = new ArrayList<>();
      value.forEach(each -> texts.add(text(each)));
      return texts.toString();
    }
    return value.isObject() ? Json.line((ObjectNode) value) : value.asText();
  }

  /** Six digits, without zeros behind the point. */
  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.6g", value)
            .replaceFirst("(\\.\\d*?)0+$", "$1")
            .replaceFirst("\\.$", "");
  }
}
