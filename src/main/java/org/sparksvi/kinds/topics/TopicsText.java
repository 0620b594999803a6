package org.sparksvi.kinds.topics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.sparksvi.format.Json;
import org.sparksvi.models.topics.Concentration;
import org.sparksvi.models.topics.TopicsSummary;
import org.sparksvi.models.topics.TopicsSummary.Topic;
import org.sparksvi.models.topics.TopicsSummary.Word;

/** A summary of topics as text and as JSON. */
final class TopicsText {
  private TopicsText() {}

  /** The topics, a line each: share of the tokens and most probable words. */
  static String brief(TopicsSummary summary, int topics) {
    StringBuilder text = new StringBuilder();
    text.append(line("%5s  %7s  %s", "topic", "share", "most probable words"));
    for (Topic topic : summary.topics().subList(0, Math.min(topics, summary.topics().size()))) {
      text.append(
          line("%5d  %5.1f %%  %s", topic.id(), 100 * topic.size(), words(topic.probable())));
    }
    return text.toString();
  }

  /** The topics, two lines each: with their prior weight and their most distinctive words. */
  static String full(TopicsSummary summary) {
    StringBuilder text = new StringBuilder();
    text.append(
        line("%5s  %7s  %8s  %s", "topic", "share", "alpha", "most probable / most distinctive"));
    for (Topic topic : summary.topics()) {
      text.append(
          line(
              "%5d  %5.1f %%  %8.4f  %s",
              topic.id(), 100 * topic.size(), topic.alpha(), words(topic.probable())));
      text.append(line("%26s%s", "/ ", words(topic.distinctive())));
    }
    return text.toString();
  }

  /** What α says. */
  static String alpha(TopicsSummary summary, Concentration alpha) {
    String how =
        switch (alpha.learning()) {
          case FIXED -> "fixed";
          case SYMMETRIC -> "learned, the same for all topics";
          case ASYMMETRIC -> "learned, a number for each topic";
        };
    return String.format(
        Locale.ROOT,
        "alpha is %s; its sum is %.4g: before a document is seen, it is expected to draw on %.1f"
            + " topics",
        how,
        summary.alphaTotal(),
        summary.topicsPerDocument());
  }

  static void put(TopicsSummary summary, Concentration alpha, ObjectNode json) {
    json.put("words", summary.words());
    json.put("alphaLearning", alpha.learning().name().toLowerCase(Locale.ROOT));
    json.put("alphaTotal", summary.alphaTotal());
    json.put("topicsPerDocument", summary.topicsPerDocument());
    json.put("relevanceWeight", TopicsSummary.RELEVANCE_WEIGHT);
    ArrayNode topics = json.putArray("topics");
    for (Topic topic : summary.topics()) {
      ObjectNode node = Json.object();
      node.put("id", topic.id());
      node.put("size", topic.size());
      node.put("alpha", topic.alpha());
      put(node.putArray("probable"), "probability", topic.probable());
      put(node.putArray("distinctive"), "relevance", topic.distinctive());
      topics.add(node);
    }
  }

  private static void put(ArrayNode array, String value, List<Word> words) {
    for (Word word : words) {
      array.add(Json.object().put("word", word.word()).put(value, word.value()));
    }
  }

  private static String words(List<Word> words) {
    return words.stream().map(Word::word).collect(Collectors.joining(" "));
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }
}
