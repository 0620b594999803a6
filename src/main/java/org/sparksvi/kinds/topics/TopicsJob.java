package org.sparksvi.kinds.topics;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.format.PublishedModel;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.ModelJob;
import org.sparksvi.kind.Prepared;
import org.sparksvi.kind.StoredModel;
import org.sparksvi.kind.Trainable;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.report.Wording;
import org.sparksvi.rows.CountInputs;
import org.sparksvi.rows.CountSettings;
import org.sparksvi.rows.InputSettings;
import org.sparksvi.store.CompletionCodec;
import org.sparksvi.store.CountCodec;

/**
 * A topic model and the documents it is for.
 *
 * @param rows where documents come from
 */
public record TopicsJob(CountSettings rows, TopicsKeys model) implements ModelJob {

  @Override
  public InputSettings input() {
    return rows.input();
  }

  @Override
  public List<String> paths() {
    return rows.paths();
  }

  @Override
  public String kernel() {
    return model.kernel().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Wording wording() {
    return new Wording("documents", "token", "log probability", "completion perplexity");
  }

  @Override
  public CountInputs rows(SparkSession spark) {
    return CountInputs.halved(spark, rows);
  }

  @Override
  public Trainable trainable(Prepared data) {
    TopicsModel topics = new TopicsModel(model.topicsSettings(data.names().size()));
    return new Trainable() {
      @Override
      public String headline() {
        return "%d topics on %d documents, %d words, %.0f tokens"
            .formatted(
                model.topics(),
                data.training().totalRows(),
                data.names().size(),
                data.training().units());
      }

      @Override
      public StoredModel<?, ?, ?> stored() {
        return TopicsJob.stored(topics);
      }

      @Override
      public TrainedTopics trained(Bundle parameters) {
        return new TrainedTopics(rows, topics, parameters, data.names());
      }
    };
  }

  @Override
  public TrainedTopics read(PublishedModel published, String place) {
    TopicsModel topics =
        new TopicsModel(
            PublishedTopics.read(published.settings(), place).withKernel(model.kernel()));
    Vocabulary words =
        published
            .vocabulary()
            .orElseThrow(
                () -> new org.sparksvi.format.FormatException(place, "there is no vocabulary"));
    words.requireSize(topics.settings().words(), place);
    return new TrainedTopics(rows, topics, published.parameters(), words);
  }

  static StoredModel<?, ?, ?> stored(TopicsModel topics) {
    return new StoredModel<>(topics, new CountCodec(), new CompletionCodec());
  }
}
