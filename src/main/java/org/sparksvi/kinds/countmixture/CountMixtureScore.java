package org.sparksvi.kinds.countmixture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.sparksvi.format.Json;
import org.sparksvi.kind.Score;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Term;
import org.sparksvi.spark.Ingested;
import org.sparksvi.spark.input.IngestTally;

/** The mean log probability of documents. */
final class CountMixtureScore {
  private CountMixtureScore() {}

  static Score of(Ingested rows, Contribution sum) {
    double documents = sum.get(Term.HELD_OUT_UNITS);
    double perDocument = sum.get(Term.HELD_OUT_LOG_PROBABILITY) / documents;
    IngestTally tally = rows.tally();
    ObjectNode page = Json.object();
    page.put("heldOutLogProbabilityPerDocument", perDocument);
    page.put("documentsScored", (long) documents);
    page.put("emptyDocuments", tally.emptyRows());
    page.put("unseenTokens", tally.unseenTokens());
    page.put("invalidLines", tally.invalid().count());
    return new Score(
        String.format(Locale.ROOT, "held-out log probability a document: %.6f\n", perDocument)
            + String.format(Locale.ROOT, "scored: %.0f documents\n", documents)
            + String.format(
                Locale.ROOT,
                "left out: %d documents without a word, %.0f tokens outside the vocabulary, %d"
                    + " invalid lines\n",
                tally.emptyRows(),
                tally.unseenTokens(),
                tally.invalid().count()),
        page);
  }
}
