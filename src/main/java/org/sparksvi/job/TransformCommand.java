package org.sparksvi.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.kind.Trained;
import org.sparksvi.rows.RowTransform;
import org.sparksvi.run.RecordedRun;
import org.sparksvi.run.TrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code svi transform}: the posterior of each row as added columns. */
@Command(
    name = "transform",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Adds the posterior of each row as columns; the columns of the input stay. Topics: the column",
      "topicDistribution, the expected topic shares; rows of docword are `document`, its id in the",
      "file, and `counts`."
    })
final class TransformCommand implements Job {
  /** What a result is written as. */
  enum Format {
    PARQUET,
    JSON
  }

  @Mixin private RunOptions runOptions = new RunOptions();

  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATH",
      description = "Rows, in the format that the run was trained on.")
  private String input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "Directory to write; must not exist.")
  private String output;

  @Option(
      names = "--format",
      paramLabel = "parquet|json",
      description = "Of the output; in JSON, added vectors are arrays.",
      defaultValue = "parquet")
  private Format format;

  @Option(
      names = "--vocabulary",
      paramLabel = "PATH",
      description = "The words of docword ids, where they are not the model's.")
  private String vocabulary;

  @Option(
      names = {"-s", "--set"},
      paramLabel = "KEY=VALUE",
      description = "Another value of a key of `input` than the run's.")
  private List<String> overrides = new ArrayList<>();

  @Mixin private ClassOption userClass = new ClassOption();

  @Mixin private SparkOptions sparkOptions = new SparkOptions();

  @Override
  @SuppressWarnings("try") // progress shows itself
  public ExitCode run(Session session) {
    RecordedRun run = runOptions.read(session);
    TrainingSettings settings = run.settings(userClass.and(overrides));
    Trained<?, ?, ?> trained = run.model(settings);
    settings.input().requirePath(input, session.hadoop());
    Output target = Output.requireAbsent("--output", output, session.hadoop());
    SparkSession spark = session.spark("svi transform " + run.name(), sparkOptions.master());
    var request = new RowTransform.Request(input, Optional.ofNullable(vocabulary), session::note);
    try (StageProgress progress = StageProgress.show(session.screen(), spark, "transforming")) {
      long rows =
          SparkStop.unlessAsked(
              session,
              spark,
              () -> {
                session.note("reading " + input);
                try (RowTransform transformed =
                    RowTransform.of(spark, trained, settings.rows(), request)) {
                  return target.write(
                      aside -> TransformedRows.write(transformed, format == Format.JSON, aside));
                }
              });
      session.print("%d rows: %s\n".formatted(rows, target.path()));
      return ExitCode.DONE;
    }
  }
}
