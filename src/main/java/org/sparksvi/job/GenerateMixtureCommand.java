package org.sparksvi.job;

import org.sparksvi.config.ConfigurationException;
import org.sparksvi.job.generate.MixtureRows;
import org.sparksvi.job.generate.RowsSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code svi generate mixture}: rows of a known mixture of Gaussians. */
@Command(
    name = "mixture",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Draws rows of numbers from a mixture of Gaussians: csv files, and the truth.",
      "The same options give the same bytes, on any number of machines."
    })
final class GenerateMixtureCommand implements Job {
  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "Directory to write; must not exist.")
  private String output;

  @Option(names = "--rows", description = "Rows.", defaultValue = "200000")
  private long rows;

  @Option(names = "--columns", description = "Columns.", defaultValue = "16")
  private int columns;

  @Option(names = "--components", description = "Components.", defaultValue = "12")
  private int components;

  @Option(
      names = "--separation",
      description = "Standard deviation of the means; components are about 1 wide.",
      defaultValue = "2")
  private double separation;

  @Option(
      names = "--concentration",
      description = "Dirichlet prior of the weights.",
      defaultValue = "10")
  private double concentration;

  @Option(names = "--seed", description = "Names the rows.", defaultValue = "1")
  private long seed;

  @Option(names = "--part-rows", description = "Rows of a part file.", defaultValue = "50000")
  private int partRows;

  @Mixin private SparkOptions spark = new SparkOptions();

  @Override
  public ExitCode run(Session session) {
    RowsSettings settings = settings();
    return new DataGenerator(session, output, spark)
        .run(
            "svi generate mixture",
            "%d rows".formatted(rows),
            (context, directory) -> {
              new MixtureRows(context, settings).write(directory);
              return "%d rows of %d columns, %d components".formatted(rows, columns, components);
            });
  }

  private RowsSettings settings() {
    try {
      return new RowsSettings(rows, columns, components, separation, concentration, seed, partRows);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(e.getMessage(), e);
    }
  }
}
