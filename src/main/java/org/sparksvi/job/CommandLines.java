package org.sparksvi.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line: which words make which job. */
final class CommandLines {
  private static final int WIDTH = 100;

  private CommandLines() {}

  static CommandLine of(Console console) {
    CommandLine line =
        new CommandLine(new Root())
            .addSubcommand(new TrainCommand())
            .addSubcommand(new CheckCommand())
            .addSubcommand(new ExplainCommand())
            .addSubcommand(new EvaluateCommand())
            .addSubcommand(new TransformCommand())
            .addSubcommand(new DescribeCommand())
            .addSubcommand(new ReportCommand())
            .addSubcommand(new CompareCommand())
            .addSubcommand(new SelectCommand())
            .addSubcommand(new WatchCommand())
            .addSubcommand(new SampleCommand())
            .addSubcommand(new UpdateCommand())
            .addSubcommand(new RollbackCommand())
            .addSubcommand(
                new CommandLine(new GenerateCommand())
                    .addSubcommand(new GenerateTopicsCommand())
                    .addSubcommand(new GenerateMixtureCommand()));
    line.setOut(console.out());
    line.setErr(console.err());
    line.setUsageHelpWidth(WIDTH);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line;
  }

  @Command(
      name = "svi",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      synopsisSubcommandLabel = "COMMAND",
      description = "Stochastic variational inference on Apache Spark.",
      footer = {
        "",
        "Exit codes: 0 done, 1 unexpected, 2 command line or configuration, 3 input,",
        "4 numerical failure, 5 the run directory holds something else, 6 not converged under",
        "--require, 7 run directory in use, 8 stopped by a signal after a checkpoint, 9 approximation not",
        "as good as --require asks for."
      })
  private static final class Root {}

  @Command(
      name = "generate",
      mixinStandardHelpOptions = true,
      synopsisSubcommandLabel = "KIND",
      description = "Makes data whose truth is known.")
  private static final class GenerateCommand {}

  /** The version that the build wrote into the jar. */
  static String version() {
    try (InputStream in = CommandLines.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("the version in the jar is unreadable", e);
    }
  }

  private static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "spark-svi " + version(),
        "Spark " + org.apache.spark.package$.MODULE$.SPARK_VERSION(),
        "Java " + Runtime.version()
      };
    }
  }
}
