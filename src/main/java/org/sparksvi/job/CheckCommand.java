package org.sparksvi.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.check.Checks;
import org.sparksvi.check.Report;
import org.sparksvi.data.Block;
import org.sparksvi.engine.Workload;
import org.sparksvi.kind.Kinds;
import org.sparksvi.run.MemoryRun;
import org.sparksvi.run.TrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code svi check}: whether a model keeps the laws of models. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Holds the model of a configuration to the laws of models, on its rows: the same bits every",
      "time, rows that are independent in any order, weights; of user-written models also the",
      "gradient, extreme parameters, priors, what determines the parameters, and unused columns.",
      "Exit code 2 where one is broken. Nothing is trained, and no run directory is written."
    })
final class CheckCommand implements Job {
  private static final long MOST_BYTES = 256L << 20; // of rows in memory

  @Parameters(
      index = "0",
      paramLabel = "CONF",
      description = "Configuration, HOCON; conf/reference.conf has every key.")
  private String conf;

  @Option(
      names = {"-s", "--set"},
      paramLabel = "KEY=VALUE",
      description = "Comes before the configuration's value; may be given many times.")
  private List<String> overrides = new ArrayList<>();

  @Mixin private SparkOptions sparkOptions = new SparkOptions();

  @Override
  public ExitCode run(Session session) {
    List<String> all = new ArrayList<>(List.of("run.directory=none"));
    all.addAll(overrides);
    TrainingSettings settings =
        TrainingSettings.of(ConfigurationFile.read(session, conf, all), Kinds.installed());
    CommandHost host = new CommandHost(session, sparkOptions.master(), Set.of());
    SparkSession spark = session.spark("svi check " + conf, sparkOptions.master());
    Report report =
        SparkStop.unlessAsked(
            session,
            spark,
            () -> report(new MemoryRun(host, settings, "check", MOST_BYTES).workload(spark)));
    session.stop().requireNone("before there was a result");
    session.print(report.text());
    return report.holds() ? ExitCode.DONE : ExitCode.CONFIGURATION;
  }

  private static <B extends Block> Report report(Workload<B, ?> workload) {
    return Checks.of(workload.model(), workload.training());
  }
}
