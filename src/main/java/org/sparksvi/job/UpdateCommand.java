package org.sparksvi.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.run.Day;
import org.sparksvi.run.RecordedRun;
import org.sparksvi.run.TrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code svi update}: today's rows on yesterday's posterior. */
@Command(
    name = "update",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Goes on with a trained run: its posterior is the prior of new rows (autoencoders: training on",
      "them begins at its weights), and the model that comes of it is published in its place. New",
      "words come behind the known ones. Data that are in the model already change nothing. Says how",
      "far the model has moved."
    })
final class UpdateCommand implements Job {
  @Mixin private RunOptions runOptions = new RunOptions();

  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATH",
      description = "New rows, in the format that the run was trained on.")
  private String input;

  @Option(
      names = "--vocabulary",
      paramLabel = "PATH",
      description = "The words of docword ids, where they are not in the run's file.")
  private String vocabulary;

  @Option(
      names = "--forgetting",
      paramLabel = "F",
      description =
          "What the sums over earlier rows are multiplied by, in (0, 1]; 1 forgets nothing. Not for autoencoders.",
      defaultValue = "1")
  private double forgetting;

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "Latest models to keep, to which `svi rollback` goes back.",
      defaultValue = "7")
  private int keep;

  @Option(
      names = {"-s", "--set"},
      paramLabel = "KEY=VALUE",
      description = {
        "Another value of a key than the run's, but none of `model`. Updates are in full batches",
        "with the rule batch, those of autoencoders as the run was, unless this says otherwise."
      })
  private List<String> overrides = new ArrayList<>();

  @Mixin private ClassOption userClass = new ClassOption();

  @Mixin private SparkOptions sparkOptions = new SparkOptions();

  @Override
  public ExitCode run(Session session) {
    require(forgetting > 0 && forgetting <= 1, "--forgetting", "be in (0, 1]", forgetting);
    require(keep >= 1, "--keep", "be at least 1", keep);
    RecordedRun run = runOptions.open(session);
    TrainingSettings trained = run.settings(List.of());
    require(
        !trained.input().table().isCatalog(),
        "input.table",
        "not be given where a run is to be updated, by files",
        trained.input().path());
    trained.input().requirePath(input, session.hadoop());
    List<String> all = new ArrayList<>(trained.updateDefaults());
    all.add("input.path=" + input);
    if (vocabulary != null) {
      all.add("input.vocabulary=" + vocabulary);
    }
    all.addAll(userClass.and(overrides));
    requireSameModel(trained, run.settings(all));
    CommandHost host = new CommandHost(session, sparkOptions.master(), Set.of());
    Day.Outcome outcome = Day.feed(host, run, new Day.Request(all, forgetting, keep));
    if (outcome instanceof Day.Known known) {
      session.print(
          "%s is in the model already, as %s: nothing to do\n"
              .formatted(known.input(), known.as()));
    } else if (outcome instanceof Day.Published published) {
      session.print("%spublished: %s\n".formatted(published.drift().text(), published.model()));
    } else if (outcome instanceof Day.Unpublished unpublished) {
      return host.exit(unpublished.verdict().outcome(), unpublished.trust());
    }
    return ExitCode.DONE;
  }

  /** The model is what the run has made it. */
  private static void requireSameModel(TrainingSettings trained, TrainingSettings settings) {
    ObjectNode before = trained.all();
    for (Map.Entry<String, JsonNode> entry : settings.all().properties()) {
      String key = entry.getKey();
      require(
          !key.startsWith("model.")
              || ClassOption.isOfCode(key)
              || entry.getValue().equals(before.path(key)),
          "-s " + key,
          "be the run's, %s, in an update".formatted(before.path(key)),
          entry.getValue());
    }
  }

  private static void require(boolean holds, String option, String rule, Object value) {
    if (!holds) {
      throw new ConfigurationException("%s must %s, but was %s".formatted(option, rule, value));
    }
  }
}
