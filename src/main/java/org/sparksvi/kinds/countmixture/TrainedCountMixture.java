package org.sparksvi.kinds.countmixture;

import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
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
import org.sparksvi.models.mixture.CountComponents;
import org.sparksvi.models.mixture.CountDraws;
import org.sparksvi.models.mixture.CountFamily;
import org.sparksvi.models.mixture.MixtureModel;
import org.sparksvi.rows.CountInputs;
import org.sparksvi.rows.CountSettings;
import org.sparksvi.rows.TextSampler;
import org.sparksvi.spark.BlockIngestion;
import org.sparksvi.spark.IngestSettings;
import org.sparksvi.spark.Ingested;
import org.sparksvi.store.CountCodec;

/**
 * A mixture over counts with its parameters and words.
 *
 * @param rows where documents come from
 * @param words a word for each column
 */
record TrainedCountMixture(
    CountSettings rows,
    CountMixtureSettings settings,
    MixtureModel<CountBlock> model,
    Bundle parameters,
    Vocabulary words)
    implements TrainedModel, Samples, Updates {

  private static final int BLOCK_ROWS = 256;
  private static final int SHOWN = 40;
  private static final int WORDS_SHOWN = 8;
  private static final int WORDS_DESCRIBED = 10;

  @Override
  public PublishedModel published() {
    return new PublishedModel(
        CountMixtureKind.NAME, settings.json(), parameters, Optional.of(words));
  }

  @Override
  public StoredModel<?, ?, ?> stored() {
    return new StoredModel<>(model, new CountCodec(), new CountCodec());
  }

  @Override
  public String brief() {
    return CountMixtureSummary.of(this, WORDS_SHOWN).table(SHOWN);
  }

  @Override
  public Description describe(DescribeRequest request) {
    return CountMixtureSummary.of(this, request.words().orElse(WORDS_DESCRIBED));
  }

  @Override
  public Ingested heldOut(EvaluateRequest request, SparkSession spark, Path blocks) {
    request.requireNoHalves(CountMixtureKind.NAME);
    CountInputs inputs = CountInputs.whole(spark, rows);
    return new BlockIngestion(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            new IngestSettings(0, BLOCK_ROWS, 0),
            inputs.kind())
        .heldOut(inputs.counted(request.input(), request.vocabulary(), words), blocks);
  }

  @Override
  public Score score(EvaluateRequest request, Ingested documents, Contribution sum) {
    return CountMixtureScore.of(documents, sum);
  }

  @Override
  public Transformed transform(TransformRequest request, SparkSession spark) {
    return new CountMixtureTransform(spark, this).of(request);
  }

  @Override
  public Vocabulary columns() {
    return words;
  }

  @Override
  public Trainable updated(Prepared more, double memory) {
    TrainedCountMixture grown = grown(more.names());
    Continued<CountBlock, CountBlock, MixtureModel<CountBlock>> continued =
        new Continued<>(grown.model, grown.model.faded(grown.parameters, memory));
    return new Continuation(
        "a mixture of %d components on %d more documents, %d words"
            .formatted(settings.components(), more.training().totalRows(), more.names().size()),
        new StoredModel<>(continued, new CountCodec(), new CountCodec()),
        at ->
            new TrainedCountMixture(
                rows, settings, grown.model, continued.whole(at), more.names()));
  }

  /** With words behind its own, which nothing is known of. */
  private TrainedCountMixture grown(Vocabulary names) {
    MixtureModel<CountBlock> more = settings.model(names.size());
    Bundle wider = Bundle.zeros(more.layout());
    for (Field field : more.layout().fields()) {
      double[] values = parameters.copyOf(field.name());
      wider.set(field.name(), Arrays.copyOf(values, field.size()));
    }
    return new TrainedCountMixture(rows, settings, more, wider, names);
  }

  @Override
  public Drift drift(TrainedModel after, double memory) {
    TrainedCountMixture now = (TrainedCountMixture) after;
    TrainedCountMixture before = grown(now.words);
    double[] earlier = before.parameters.values(MixtureModel.COUNTS);
    double[] added = now.parameters.values(MixtureModel.COUNTS).clone();
    for (int k = 0; k < added.length; k++) {
      added[k] -= memory * earlier[k];
    }
    return Drift.of(
        "nats, of a component's words",
        ((CountComponents) now.model.components()).divergences(before.parameters, now.parameters),
        earlier,
        added);
  }

  @Override
  public Sampler sampler(SampleRequest request) {
    request.requireDraws(CountMixtureKind.NAME);
    if (settings.family() == CountFamily.BERNOULLI) {
      request.requireNoTokens(
          "of multinomials or topics", CountMixtureKind.NAME + " of Bernoullis");
    }
    MixtureModel<CountBlock> mixture = model; // without the settings, which stay here
    Bundle at = parameters;
    int tokens = request.tokensOrDefault();
    return new TextSampler(
        words,
        () -> {
          CountDraws draws = CountDraws.of(mixture, at);
          return stream -> draws.draw(tokens, stream);
        });
  }
}
