package org.sparksvi.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.format.Json;
import org.sparksvi.kind.Trained;
import org.sparksvi.rows.EvaluateRequest;
import org.sparksvi.rows.Score;
import org.sparksvi.rows.Scoring;
import org.sparksvi.run.RecordedRun;
import org.sparksvi.run.TrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code svi evaluate}: held-out quality of a trained run. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Scores rows that a run has not seen. Topics: by document completion; the words of each",
      "document are split in two, topic shares are fitted to one half, the other half is scored.",
      "Autoencoders: by the evidence lower bound and an importance-weighted estimate of log p(x)."
    })
final class EvaluateCommand implements Job {
  @Mixin private RunOptions runOptions = new RunOptions();

  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATH",
      description = "Rows, in the format that the run was trained on.")
  private String input;

  @Option(
      names = "--observed",
      paramLabel = "PATH",
      description =
          "Where documents come already split: their observed halves; --input are the scored ones.")
  private String observed;

  @Option(
      names = "--vocabulary",
      paramLabel = "PATH",
      description = "The words of docword ids, where they are not the model's.")
  private String vocabulary;

  @Option(
      names = "--split-seed",
      paramLabel = "N",
      description = "Names the split of documents in two (default: 1).")
  private Long splitSeed;

  @Option(
      names = "--samples",
      paramLabel = "K",
      description = "Autoencoders: samples of the latent variables a row (default: 1000).")
  private Integer samples;

  @Option(
      names = "--masked",
      paramLabel = "SHARE",
      description =
          "Factor models: hides this share of the values, and says how well they are imputed.")
  private Double masked;

  @Option(
      names = "--labels",
      paramLabel = "COLUMN",
      description =
          "Mixtures: a column of the input with the group of each row; says how well the"
              + " components agree with the groups (adjusted Rand index).")
  private String labels;

  @Option(
      names = "--evidence",
      description = {
        "Compares the posterior with the exact one: the ELBO, log p(x) with its standard error,",
        "and their difference KL(q || p(z | x)). Regressions: on the rows that the run has kept of",
        "its training; where it has none, --input must be these."
      })
  private boolean evidence;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Random seed of samples, of what is masked, of --evidence (default: 1).")
  private Long seed;

  @Option(
      names = {"-s", "--set"},
      paramLabel = "KEY=VALUE",
      description = "Another value of a key of `input` than the run's.")
  private List<String> overrides = new ArrayList<>();

  @Option(names = "--json", description = "JSON instead of text.")
  private boolean json;

  @Mixin private ClassOption userClass = new ClassOption();

  @Mixin private SparkOptions sparkOptions = new SparkOptions();

  @Override
  @SuppressWarnings("try") // progress shows itself
  public ExitCode run(Session session) {
    if (samples != null && samples < 1) {
      throw new ConfigurationException("--samples must be at least 1, but was " + samples);
    }
    if (masked != null && !(masked > 0 && masked < 1)) {
      throw new ConfigurationException("--masked must be a number in (0, 1), but was " + masked);
    }
    RecordedRun run = runOptions.read(session);
    TrainingSettings settings = run.settings(userClass.and(overrides));
    Trained<?, ?, ?> trained = run.model(settings);
    settings.input().requirePath(input, session.hadoop());
    Optional<Path> training = run.keptRows();
    SparkSession spark = session.spark("svi evaluate " + run.name(), sparkOptions.master());
    try (StageProgress progress = StageProgress.show(session.screen(), spark, "scoring")) {
      Score score =
          SparkStop.unlessAsked(
              session,
              spark,
              () -> {
                session.note("scoring " + input);
                return new Scoring<>(spark, trained, settings.rows()).score(request(training));
              });
      session.print(json ? Json.page(score.page()) : score.text());
      return ExitCode.DONE;
    }
  }

  private EvaluateRequest request(Optional<Path> training) {
    return new EvaluateRequest(
        input,
        Optional.ofNullable(observed),
        Optional.ofNullable(vocabulary),
        splitSeed == null ? OptionalLong.empty() : OptionalLong.of(splitSeed),
        samples == null ? OptionalInt.empty() : OptionalInt.of(samples),
        seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
        masked == null ? 0 : masked,
        Optional.ofNullable(labels),
        evidence,
        training);
  }
}
