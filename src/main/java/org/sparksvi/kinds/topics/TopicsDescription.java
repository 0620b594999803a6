package org.sparksvi.kinds.topics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.sparksvi.kind.Description;
import org.sparksvi.models.topics.Concentration;
import org.sparksvi.models.topics.TopicsSummary;

/**
 * Topics as they are described.
 *
 * @param alpha the prior of documents' shares
 */
record TopicsDescription(TopicsSummary summary, Concentration alpha) implements Description {

  @Override
  public String headline() {
    return "%d topics over %d words".formatted(summary.topics().size(), summary.words());
  }

  @Override
  public String text() {
    return TopicsText.alpha(summary, alpha) + "\n\n" + TopicsText.full(summary);
  }

  @Override
  public void put(ObjectNode page) {
    TopicsText.put(summary, alpha, page);
  }

  @Override
  public Optional<String> picture() {
    return Optional.empty();
  }
}
