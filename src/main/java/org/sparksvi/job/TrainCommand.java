package org.sparksvi.job;

import java.util.EnumSet;
import java.util.Set;
import org.sparksvi.diagnose.Trust;
import org.sparksvi.kind.Kinds;
import org.sparksvi.run.Resume;
import org.sparksvi.run.Run;
import org.sparksvi.run.TrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code svi train}: fits a model. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Fits a model to data, as a configuration says, and keeps everything in a run directory.",
      "The same command again goes on where a run was stopped."
    })
final class TrainCommand implements Job {
  @Mixin private ConfOptions conf = new ConfOptions();

  @Option(
      names = "--resume",
      paramLabel = "auto|never|must",
      description = {
        "auto (default): go on with the run in the directory, or begin one.",
        "never: begin anew, in its place.",
        "must: go on, and refuse where there is none."
      })
  private Resume resume = Resume.AUTO;

  @Option(
      names = "--require-converged",
      description = "Exit code 6 where a limit is reached before convergence: --require plateau.")
  private boolean requireConverged;

  @Option(
      names = "--require",
      split = ",",
      paramLabel = "WORD",
      description = {
        "What the verdict must say: converged or plateau, else exit code 6; good or usable, else",
        "exit code 9. A better word will do. Several, with commas between."
      })
  private Set<Trust.Requirement> required = EnumSet.noneOf(Trust.Requirement.class);

  @Mixin private SparkOptions spark = new SparkOptions();

  @Override
  public ExitCode run(Session session) {
    TrainingSettings settings = TrainingSettings.of(conf.configuration(session), Kinds.installed());
    Set<Trust.Requirement> all = EnumSet.noneOf(Trust.Requirement.class);
    all.addAll(required);
    if (requireConverged) {
      all.add(Trust.Requirement.PLATEAU);
    }
    CommandHost host = new CommandHost(session, spark.master(), all);
    Run.Outcome outcome = Run.train(host, settings, resume);
    return host.exit(outcome.verdict().outcome(), outcome.trust());
  }
}
