package org.sparksvi.kinds.topics;

import java.util.List;
import java.util.stream.IntStream;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.kind.Parts;
import org.sparksvi.kind.Trained;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.models.topics.TopicsSummary;

/** Topics as parts that are compared: by the expected probabilities of their words. */
final class TopicParts {
  private TopicParts() {}

  /** Of a model; dead topics are not in use. */
  static Parts<double[]> of(Trained<CountBlock, CompletionBlock, TopicsModel> trained) {
    TopicsSummary summary =
        TopicsSummary.of(trained.model(), trained.parameters(), trained.names(), 1);
    int words = trained.names().size();
    int topics = summary.topics().size();
    double[] lambda = trained.parameters().copyOf(TopicsModel.TOPICS);
    boolean[] used = new boolean[topics];
    summary.topics().forEach(topic -> used[topic.id()] = !summary.isDead(topic));
    List<double[]> parts =
        IntStream.range(0, topics)
            .mapToObj(
                k -> IntStream.range(0, words).mapToDouble(w -> lambda[w * topics + k]).toArray())
            .toList();
    return new Parts<>("topics", parts, used, Parts::cosine);
  }
}
