package org.sparksvi.kinds.topics;

import java.util.List;
import org.sparksvi.kind.Figure;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Term;

/** What scored documents are summed up by. */
final class TopicFigures {
  private TopicFigures() {}

  static List<Figure> of(Contribution sum) {
    double tokens = sum.get(Term.HELD_OUT_UNITS);
    double perToken = sum.get(Term.HELD_OUT_LOG_PROBABILITY) / tokens;
    return List.of(
        Figure.of("heldOutLogProbabilityPerToken", "held-out log probability per token", perToken),
        new Figure(
            "completionPerplexity",
            "completion perplexity",
            Math.exp(-perToken),
            2,
            "of the scored halves; not the bound's"),
        new Figure("tokensScored", "tokens scored", tokens, 0, ""));
  }
}
