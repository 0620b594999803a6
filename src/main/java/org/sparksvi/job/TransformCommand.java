package org.sparksvi.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.sparksvi.job.config.JobSettings;
import org.sparksvi.spark.input.CountedTable;
import org.sparksvi.spark.input.InputException;
import org.sparksvi.store.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code svi transform}: the posterior of each row as an added column. */
@Command(
    name = "transform",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Adds the column topicDistribution, the expected topic shares, to each row; the columns of the",
      "input stay. Rows of docword are `document`, its id in the file, and `counts`."
    })
final class TransformCommand implements Job {
  /** Name of the added column. */
  static final String SHARES = "topicDistribution";

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
      description = "Documents, in the format that the run was trained on.")
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
      description = "Of the output; in JSON, topicDistribution is an array.",
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

  @Mixin private SparkOptions sparkOptions = new SparkOptions();

  @Override
  @SuppressWarnings("try") // progress shows itself
  public ExitCode run(Session session) {
    RunDirectory run = runOptions.open(session);
    JobSettings settings = RunOptions.settings(run, overrides);
    TrainedTopics trained = TrainedTopics.read(run);
    InputStamp.requirePath(input, session.hadoop());
    Path target = Outputs.requireAbsent("--output", output, session.hadoop());
    SparkSession spark =
        session.spark("svi transform " + run.path().getName(), sparkOptions.master());
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    session.note("reading " + input);
    Broadcast<TopicShares> shares =
        context.broadcast(new TopicShares(trained.model(), trained.parameters()));
    try (Scratch scratch = Scratch.beside(run, context.sc().applicationId());
        StageProgress progress = StageProgress.show(session, context, "transforming")) {
      Inputs inputs = new Inputs(spark, settings.input());
      Dataset<Row> counted =
          inputs.isDocword()
              ? new DocwordTable(spark, scratch)
                  .read(
                      inputs.counted(input, Optional.ofNullable(vocabulary), trained.vocabulary()))
              : table(session, inputs.tables().withCounts(input, trained.vocabulary()));
      long rows = write(with(counted, shares), target);
      session.console().out().println("%d rows: %s".formatted(rows, target));
      return ExitCode.DONE;
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      Outputs.discard(target, session, e);
      throw e;
    } finally {
      shares.destroy();
    }
  }

  private static Dataset<Row> table(Session session, CountedTable counted) {
    session.note(
        "left out: %d invalid rows, %d tokens outside the vocabulary"
            .formatted(counted.tally().invalidRows(), counted.tally().unseenTokens()));
    return counted.rows();
  }

  private Dataset<Row> with(Dataset<Row> counted, Broadcast<TopicShares> shares) {
    if (Arrays.asList(counted.columns()).contains(SHARES)) {
      throw new InputException(
          input, "column '%s' is to be added and must not exist, but does".formatted(SHARES));
    }
    UDF1<Vector, Vector> posterior = counts -> shares.value().of(counts);
    Dataset<Row> rows =
        counted
            .withColumn(SHARES, udf(posterior, SQLDataTypes.VectorType()).apply(col(Tables.COUNTS)))
            .drop(Tables.UNSEEN);
    return rows;
  }

  private long write(Dataset<Row> rows, Path target) {
    Dataset<Row> out = rows.drop(Tables.COUNTS);
    switch (format) {
      case PARQUET -> out.write().parquet(target.toString());
      case JSON -> {
        out = out.withColumn(SHARES, functions.vector_to_array(col(SHARES), "float64"));
        out.write().json(target.toString());
      }
    }
    SparkSession spark = rows.sparkSession();
    return (format == Format.PARQUET
            ? spark.read().parquet(target.toString())
            : spark.read().schema(out.schema()).json(target.toString()))
        .count();
  }
}
