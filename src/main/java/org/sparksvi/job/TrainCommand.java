package org.sparksvi.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.config.Configuration;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.diagnose.Trust;
import org.sparksvi.kind.Kinds;
import org.sparksvi.run.ConfiguredPath;
import org.sparksvi.run.Resume;
import org.sparksvi.run.Run;
import org.sparksvi.run.TrainingSettings;
import org.sparksvi.store.HadoopFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
  private static final int MOST_BYTES = 1 << 22;

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

  @Option(names = "--run", paramLabel = "DIR", description = "Comes before run.directory.")
  private String directory;

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
    TrainingSettings settings = TrainingSettings.of(configuration(session), Kinds.installed());
    Set<Trust.Requirement> all = EnumSet.noneOf(Trust.Requirement.class);
    all.addAll(required);
    if (requireConverged) {
      all.add(Trust.Requirement.PLATEAU);
    }
    CommandHost host = new CommandHost(session, spark.master(), all);
    Run.Outcome outcome = Run.train(host, settings, resume);
    return host.exit(outcome.verdict().outcome(), outcome.trust());
  }

  private Configuration configuration(Session session) {
    List<String> all = new ArrayList<>(overrides);
    if (directory != null) {
      all.add("run.directory=" + directory);
    }
    return Configuration.of(read(session), conf, all);
  }

  private String read(Session session) {
    Path path = ConfiguredPath.of("CONF", conf);
    if (String.valueOf(path.toUri().getScheme()).matches("https?")) {
      throw new ConfigurationException(
          "CONF must be a file, but %s is to be fetched from the network".formatted(conf));
    }
    try {
      FileSystem fs =
          path.toUri().getScheme() == null
              ? FileSystem.getLocal(session.hadoop())
              : HadoopFiles.of(path, session.hadoop());
      if (!fs.exists(path) || fs.getFileStatus(path).isDirectory()) {
        throw new ConfigurationException("CONF must be a file, but %s is none".formatted(conf));
      }
      try (InputStream in = fs.open(path)) {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1); // of a device it may never end
        if (bytes.length > MOST_BYTES) {
          throw new ConfigurationException(
              "CONF must have at most %d bytes, but %s has more".formatted(MOST_BYTES, conf));
        }
        return new String(bytes, StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new ConfigurationException("%s cannot be read: %s".formatted(conf, e.getMessage()), e);
    }
  }
}
