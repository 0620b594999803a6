package org.sparksvi.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.sparksvi.job.config.ConfigurationException;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunLock;
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
      "Goes on with a trained run: its posterior is the prior of new rows, and the model that comes",
      "of it is published in its place. New words come behind the known ones. Data that are in the",
      "model already change nothing. Says how far the model has moved."
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
          "What the sums over earlier rows are multiplied by, in (0, 1]; 1 forgets nothing.",
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
        "Another value of a key than the run's. Updates are in full batches, with the rule batch,",
        "unless this says otherwise."
      })
  private List<String> overrides = new ArrayList<>();

  @Mixin private SparkOptions sparkOptions = new SparkOptions();

  @Override
  public ExitCode run(Session session) {
    require(forgetting > 0 && forgetting <= 1, "--forgetting", "be in (0, 1]", forgetting);
    require(keep >= 1, "--keep", "be at least 1", keep);
    RunDirectory run = runOptions.open(session);
    InputStamp.requirePath(input, session.hadoop());
    List<String> all = new ArrayList<>(UpdateJob.DEFAULTS);
    all.add("input.path=" + input);
    if (vocabulary != null) {
      all.add("input.vocabulary=" + vocabulary);
    }
    all.addAll(overrides);
    JobSettings settings = RunOptions.settings(run, all);
    try (RunLock lock = RunLock.take(run, settings.run().heartbeatSeconds(), session::note)) {
      return new UpdateJob(session, lock, all, sparkOptions.master(), forgetting, keep).run();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot work in run directory " + run.path(), e);
    }
  }

  private static void require(boolean holds, String option, String rule, Object value) {
    if (!holds) {
      throw new ConfigurationException("%s must %s, but was %s".formatted(option, rule, value));
    }
  }
}
