package org.sparksvi.kinds.topics;

import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.format.PublishedModel;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.Continuation;
import org.sparksvi.kind.DescribeRequest;
import org.sparksvi.kind.Description;
import org.sparksvi.kind.Drift;
import org.sparksvi.kind.EvaluateRequest;
import org.sparksvi.kind.Prepared;
import org.sparksvi.kind.SampleRequest;
import org.sparksvi.kind.Sampler;
import org.sparksvi.kind.Samples;
import org.sparksvi.kind.Score;
import org.sparksvi.kind.StoredModel;
import org.sparksvi.kind.Trainable;
import org.sparksvi.kind.TrainedModel;
import org.sparksvi.kind.TransformRequest;
import org.sparksvi.kind.Transformed;
import org.sparksvi.kind.Updates;
import org.sparksvi.model.Continued;
import org.sparksvi.model.Contribution;
import org.sparksvi.models.topics.TopicDraws;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.models.topics.TopicsPosterior;
import org.sparksvi.models.topics.TopicsSummary;
import org.sparksvi.rows.CountInputs;
import org.sparksvi.rows.CountSettings;
import org.sparksvi.rows.TextSampler;
import org.sparksvi.spark.Ingested;
import org.sparksvi.store.CompletionCodec;
import org.sparksvi.store.CountCodec;

/**
 * A topic model with its parameters and words.
 *
 * @param rows where documents come from
 * @param vocabulary a word for each of the model's
 */
record TrainedTopics(
    CountSettings rows, TopicsModel model, Bundle parameters, Vocabulary vocabulary)
    implements TrainedModel, Samples, Updates {

  private static final int TOPICS_SHOWN = 40;
  private static final int WORDS_SHOWN = 8;
  private static final int WORDS_DESCRIBED = 10;

  @Override
  public PublishedModel published() {
    return new PublishedModel(
        TopicsKind.NAME,
        PublishedTopics.write(model.settings()),
        parameters,
        Optional.of(vocabulary));
  }

  @Override
  public StoredModel<?, ?, ?> stored() {
    return TopicsJob.stored(model);
  }

  @Override
  public String brief() {
    return TopicsText.brief(summary(WORDS_SHOWN), TOPICS_SHOWN);
  }

  @Override
  public Description describe(DescribeRequest request) {
    TopicsSummary summary = summary(request.words().orElse(WORDS_DESCRIBED));
    return new TopicsDescription(summary, model.settings().alpha());
  }

  private TopicsSummary summary(int words) {
    return TopicsSummary.of(model, parameters, vocabulary, words);
  }

  @Override
  public Ingested heldOut(EvaluateRequest request, SparkSession spark, Path blocks) {
    return scoring(spark).ingest(request, blocks);
  }

  @Override
  public Score score(EvaluateRequest request, Ingested documents, Contribution sum) {
    return CompletionScore.of(request, documents, sum).score();
  }

  private CompletionInput scoring(SparkSession spark) {
    return new CompletionInput(
        JavaSparkContext.fromSparkContext(spark.sparkContext()),
        CountInputs.halved(spark, rows),
        rows.input().format(),
        vocabulary);
  }

  @Override
  public Transformed transform(TransformRequest request, SparkSession spark) {
    return new TopicsTransform(spark, CountInputs.halved(spark, rows), this).of(request);
  }

  @Override
  public Vocabulary columns() {
    return vocabulary;
  }

  @Override
  public Trainable updated(Prepared more, double memory) {
    TrainedTopics grown = grown(more.names());
    Continued<CountBlock, CompletionBlock, TopicsModel> continued =
        new Continued<>(
            grown.model,
            grown.model.faded(grown.parameters, memory),
            new TopicsPosterior(grown.model).evenly(more.training().units()));
    return new Continuation(
        "%d topics on %d more documents, %d words, %.0f tokens"
            .formatted(
                model.settings().topics(),
                more.training().totalRows(),
                more.names().size(),
                more.training().units()),
        new StoredModel<>(continued, new CountCodec(), new CompletionCodec()),
        parameters ->
            new TrainedTopics(rows, grown.model, continued.whole(parameters), more.names()));
  }

  /** With words behind its own, which nothing is known of. */
  private TrainedTopics grown(Vocabulary words) {
    TopicsModel more = new TopicsModel(model.settings().withWords(words.size()));
    return new TrainedTopics(rows, more, new TopicsPosterior(more).grown(model, parameters), words);
  }

  @Override
  public Drift drift(TrainedModel after, double memory) {
    TrainedTopics now = (TrainedTopics) after;
    TrainedTopics before = grown(now.vocabulary);
    Bundle faded = before.model.faded(before.parameters, memory);
    TopicsPosterior posterior = new TopicsPosterior(now.model);
    return Drift.of(
        "nats, of the posterior of a topic's words",
        posterior.divergences(before.parameters, now.parameters),
        posterior.tokens(before.parameters, before.model.faded(before.parameters, 0)),
        posterior.tokens(now.parameters, faded));
  }

  @Override
  public Sampler sampler(SampleRequest request) {
    request.requireDraws(TopicsKind.NAME);
    TopicsModel topics = model; // without the settings, which stay here
    Bundle at = parameters;
    int tokens = request.tokensOrDefault();
    return new TextSampler(
        vocabulary,
        () -> {
          TopicDraws draws = TopicDraws.of(topics, at);
          return stream -> draws.draw(tokens, stream);
        });
  }
}
