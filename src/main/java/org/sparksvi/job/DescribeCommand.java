package org.sparksvi.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Json;
import org.sparksvi.kind.ReadOut;
import org.sparksvi.kind.Trained;
import org.sparksvi.report.Scatter;
import org.sparksvi.run.RecordedRun;
import org.sparksvi.run.RunReadOut;
import org.sparksvi.run.TrainingSettings;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunDirectoryException;
import org.sparksvi.store.RunRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code svi describe}: what was learnt, for people. */
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Shows what a run has learnt. Topics: by size, each with its most probable words and its",
      "most distinctive ones (relevance of Sievert and Shirley, 2014, with weight 0.6)."
    })
final class DescribeCommand implements Job {
  private static final int WORDS = 10;

  @Mixin private RunOptions runOptions = new RunOptions();

  @Option(names = "--words", paramLabel = "N", description = "Words a topic (default: 10).")
  private Integer words;

  @Option(
      names = "--picture",
      paramLabel = "PATH",
      description = "Also draws a picture there, as SVG: of models over two columns.")
  private String picture;

  @Option(names = "--json", description = "JSON instead of text.")
  private boolean json;

  @Override
  public ExitCode run(Session session) {
    if (words != null && words < 1) {
      throw new ConfigurationException("--words must be at least 1, but was " + words);
    }
    RecordedRun run = runOptions.read(session);
    RunRecord record = run.latest();
    TrainingSettings settings = run.settings(List.of());
    Trained<?, ?, ?> trained = run.model(settings);
    trained.require(org.sparksvi.kind.Option.WORDS, words != null);
    ReadOut learnt = RunReadOut.of(run.directory(), record, trained, words == null ? WORDS : words);
    requireFinite(run.directory(), learnt);
    if (picture != null) {
      draw(session, learnt);
    }
    session.print(
        json ? page(record, settings, learnt) : text(run.directory(), record, settings, learnt));
    return ExitCode.DONE;
  }

  private static void requireFinite(RunDirectory run, ReadOut learnt) {
    try {
      learnt.requireFinite(run.model().toString());
    } catch (FormatException e) {
      throw new RunDirectoryException(
          "the model's numbers do not go together: " + e.getMessage(), e);
    }
  }

  private void draw(Session session, ReadOut learnt) {
    String svg =
        learnt
            .picture()
            .get()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "--picture is for models over two columns of numbers, but the run's is of "
                            + learnt.headline()));
    Output output =
        Output.requirePicture(
            "--picture", picture, session.hadoop(), Scatter.MARK_BYTES, Scatter::isOne);
    output.replace(svg.getBytes(StandardCharsets.UTF_8));
    session.note("picture: " + output.path());
  }

  private static String text(
      RunDirectory run, RunRecord record, TrainingSettings settings, ReadOut learnt) {
    StringBuilder text = new StringBuilder();
    text.append("%s: %s\n".formatted(run.path(), learnt.headline()));
    text.append("state: ").append(record.state().text()).append('\n');
    record.verdict().ifPresent(v -> text.append("%s: %s\n".formatted(v.outcome(), v.reason())));
    record
        .verdict()
        .flatMap(RunRecord.Verdict::trust)
        .ifPresent(trust -> text.append(RunText.trust(trust)));
    record.result().ifPresent(r -> text.append(RunText.result(r, settings.wording())));
    return text.append(learnt.text()).toString();
  }

  private static String page(RunRecord record, TrainingSettings settings, ReadOut learnt) {
    ObjectNode page = Json.object();
    page.put("kind", settings.kind().name());
    page.put("state", record.state().text());
    record.verdict().ifPresent(v -> page.put("verdict", v.outcome()).put("reason", v.reason()));
    record
        .verdict()
        .flatMap(RunRecord.Verdict::trust)
        .ifPresent(trust -> trust.put(page.putObject("trust")));
    record.result().ifPresent(r -> put(r, page));
    learnt.put(page);
    return Json.page(page);
  }

  private static void put(RunRecord.Result result, ObjectNode page) {
    page.put("rounds", result.rounds());
    page.put("epochs", result.epochs());
    page.put("seconds", result.seconds());
    put(page, "elbo", result.elbo());
    put(page, "elboPerUnit", result.elboPerUnit());
    put(page, "heldOut", result.heldOut());
    put(page, "heldOutError", result.heldOutError());
  }

  private static void put(ObjectNode page, String name, OptionalDouble value) {
    page.put(name, value.isPresent() ? (Double) value.getAsDouble() : null);
  }
}
