package org.sparksvi.kinds.topics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Json;
import org.sparksvi.kind.EvaluateRequest;
import org.sparksvi.kind.Score;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Term;
import org.sparksvi.spark.Ingested;

/**
 * How well a model completes documents.
 *
 * @param logProbability sum over scored tokens, in nats
 * @param tokens scored
 * @param documents scored
 * @param leftOut documents with a word, but with an empty half
 * @param emptyDocuments documents without any word of the model
 * @param unseenTokens tokens of words that the model lacks
 * @param invalidLines lines that were skipped
 */
record CompletionScore(
    EvaluateRequest request,
    double logProbability,
    double tokens,
    long documents,
    long leftOut,
    long emptyDocuments,
    double unseenTokens,
    long invalidLines) {

  static CompletionScore of(EvaluateRequest request, Ingested rows, Contribution sum) {
    long all = rows.heldOut().orElseThrow().totalRows();
    long documents = (long) sum.get(Term.ROWS);
    if (documents == 0) {
      throw new FormatException(
          request.input(),
          "a document must have words in both halves, but none of %d has".formatted(all));
    }
    return new CompletionScore(
        request,
        sum.get(Term.HELD_OUT_LOG_PROBABILITY),
        sum.get(Term.HELD_OUT_UNITS),
        documents,
        all - documents,
        rows.tally().emptyRows(),
        rows.tally().unseenTokens(),
        rows.tally().invalid().count());
  }

  private double perToken() {
    return logProbability / tokens;
  }

  Score score() {
    return new Score(text(), page());
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    text.append(line("held-out log probability a token: %.6f", perToken()));
    text.append(
        line(
            "completion perplexity: %.2f (of the scored halves; not the bound's)",
            Math.exp(-perToken())));
    text.append(line("scored: %.0f tokens of %d documents", tokens, documents));
    text.append(
        line(
            "left out: %d documents with an empty half, %d without a word, %.0f tokens outside the vocabulary, %d invalid lines",
            leftOut, emptyDocuments, unseenTokens, invalidLines));
    return text.toString();
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }

  private ObjectNode page() {
    ObjectNode page = Json.object();
    page.put("heldOutLogProbabilityPerToken", perToken());
    page.put("completionPerplexity", Math.exp(-perToken()));
    page.put("tokensScored", tokens);
    page.put("documentsScored", documents);
    page.put("documentsLeftOut", leftOut);
    page.put("emptyDocuments", emptyDocuments);
    page.put("unseenTokens", unseenTokens);
    page.put("invalidLines", invalidLines);
    page.put(
        "splitSeed",
        request.observed().isEmpty()
            ? (Long) request.splitSeed().orElse(CompletionInput.SPLIT_SEED)
            : null);
    return page;
  }
}
