package org.sparksvi.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalDouble;
import org.sparksvi.format.Json;
import org.sparksvi.job.config.ConfigurationException;
import org.sparksvi.models.topics.Concentration;
import org.sparksvi.models.topics.TopicsSummary;
import org.sparksvi.store.RunDirectory;
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
      "Shows what a run has learnt: the topics by size, each with its most probable words and its",
      "most distinctive ones (relevance of Sievert and Shirley, 2014, with weight 0.6)."
    })
final class DescribeCommand implements Job {
  @Mixin private RunOptions runOptions = new RunOptions();

  @Option(names = "--words", description = "Words a topic.", defaultValue = "10")
  private int words;

  @Option(names = "--json", description = "JSON instead of text.")
  private boolean json;

  @Override
  public ExitCode run(Session session) {
    if (words < 1) {
      throw new ConfigurationException("--words must be at least 1, but was " + words);
    }
    RunDirectory run = runOptions.open(session);
    RunRecord record = RunOptions.record(run);
    TrainedTopics trained = TrainedTopics.read(run);
    TopicsSummary summary =
        TopicsSummary.of(trained.model(), trained.parameters(), trained.vocabulary(), words);
    Concentration alpha = trained.model().settings().alpha();
    session
        .console()
        .out()
        .print(json ? page(record, summary, alpha) : text(run, record, summary, alpha));
    session.console().out().flush();
    return ExitCode.DONE;
  }

  private static String text(
      RunDirectory run, RunRecord record, TopicsSummary summary, Concentration alpha) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s: %d topics over %d words\n"
            .formatted(run.path(), summary.topics().size(), summary.words()));
    text.append("state: ").append(record.state().text()).append('\n');
    record.verdict().ifPresent(v -> text.append("%s: %s\n".formatted(v.outcome(), v.reason())));
    record.result().ifPresent(r -> text.append(RunText.result(r)));
    text.append(TopicsText.alpha(summary, alpha)).append("\n\n");
    return text.append(TopicsText.full(summary)).toString();
  }

  private static String page(RunRecord record, TopicsSummary summary, Concentration alpha) {
    ObjectNode page = Json.object();
    page.put("kind", "topics");
    page.put("state", record.state().text());
    record.verdict().ifPresent(v -> page.put("verdict", v.outcome()).put("reason", v.reason()));
    record.result().ifPresent(r -> put(r, page));
    TopicsText.put(summary, alpha, page);
    return Json.page(page);
  }

  private static void put(RunRecord.Result result, ObjectNode page) {
    page.put("rounds", result.rounds());
    page.put("epochs", result.epochs());
    page.put("seconds", result.seconds());
    put(page, "elbo", result.elbo());
    put(page, "elboPerUnit", result.elboPerUnit());
    put(page, "heldOut", result.heldOut());
  }

  private static void put(ObjectNode page, String name, OptionalDouble value) {
    page.put(name, value.isPresent() ? (Double) value.getAsDouble() : null);
  }
}
