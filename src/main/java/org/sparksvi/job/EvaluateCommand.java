package org.sparksvi.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Json;
import org.sparksvi.job.config.InputSettings;
import org.sparksvi.job.config.JobSettings;
import org.sparksvi.store.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code svi evaluate}: held-out quality of a trained run. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Scores documents that a run has not seen by document completion: the words of each are",
      "split in two, topic shares are fitted to one half, the other half is scored."
    })
final class EvaluateCommand implements Job {
  @Mixin private RunOptions runOptions = new RunOptions();

  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATH",
      description = "Documents, in the format that the run was trained on.")
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
  private long splitSeed = 1;

  @Option(
      names = {"-s", "--set"},
      paramLabel = "KEY=VALUE",
      description = "Another value of a key of `input` than the run's.")
  private List<String> overrides = new ArrayList<>();

  @Option(names = "--json", description = "JSON instead of text.")
  private boolean json;

  @Mixin private SparkOptions sparkOptions = new SparkOptions();

  @Override
  @SuppressWarnings("try") // progress shows itself
  public ExitCode run(Session session) {
    RunDirectory run = runOptions.open(session);
    JobSettings settings = RunOptions.settings(run, overrides);
    TrainedTopics trained = TrainedTopics.read(run);
    InputStamp.requirePath(input, session.hadoop());
    requireNames(settings.input().format());
    SparkSession spark =
        session.spark("svi evaluate " + run.path().getName(), sparkOptions.master());
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    session.note("scoring " + input);
    try (Scratch scratch = Scratch.beside(run, context.sc().applicationId());
        StageProgress progress = StageProgress.show(session, context, "scoring")) {
      Inputs inputs = new Inputs(spark, settings.input());
      Scoring.Score score =
          new Scoring(context, trained, scratch)
              .score(
                  new Scoring.Documents(
                      inputs,
                      input,
                      Optional.ofNullable(observed),
                      Optional.ofNullable(vocabulary)),
                  splitSeed);
      session.console().out().print(json ? page(score) : text(score));
      session.console().out().flush();
      return ExitCode.DONE;
    }
  }

  private void requireNames(InputSettings.Format format) {
    if (observed != null && !format.namesDocuments()) {
      throw new FormatException(
          observed,
          "halves must be of documents with names that both share (docword, files), but are %s"
              .formatted(format.name().toLowerCase(Locale.ROOT)));
    }
  }

  private static String text(Scoring.Score score) {
    double perToken = score.logProbabilityPerToken();
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "held-out log probability a token: %.6f\n", perToken));
    text.append(
        String.format(
            Locale.ROOT,
            "completion perplexity: %.2f (of the scored halves; not the bound's)\n",
            Math.exp(-perToken)));
    text.append(
        String.format(
            Locale.ROOT,
            "scored: %.0f tokens of %d documents\n",
            score.tokens(),
            score.documents()));
    text.append(
        "left out: %d documents with an empty half, %d without a word, %.0f tokens outside the vocabulary, %d invalid lines\n"
            .formatted(
                score.leftOut(),
                score.emptyDocuments(),
                score.unseenTokens(),
                score.invalidLines()));
    return text.toString();
  }

  private String page(Scoring.Score score) {
    double perToken = score.logProbabilityPerToken();
    ObjectNode page = Json.object();
    page.put("heldOutLogProbabilityPerToken", perToken);
    page.put("completionPerplexity", Math.exp(-perToken));
    page.put("tokensScored", score.tokens());
    page.put("documentsScored", score.documents());
    page.put("documentsLeftOut", score.leftOut());
    page.put("emptyDocuments", score.emptyDocuments());
    page.put("unseenTokens", score.unseenTokens());
    page.put("invalidLines", score.invalidLines());
    page.put("splitSeed", observed == null ? (Long) splitSeed : null);
    return Json.page(page);
  }
}
