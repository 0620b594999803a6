package org.sparksvi.job.kind;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What {@code evaluate} was asked.
 *
 * @param input path of the rows, or of their scored halves
 * @param observed path of the observed halves, where rows come split
 * @param vocabulary file of the words of docword ids, where they are not the model's
 * @param splitSeed names the split of rows in two, where given
 */
public record EvaluateRequest(
    String input, Optional<String> observed, Optional<String> vocabulary, OptionalLong splitSeed) {

  /** Refuses what only rows that are scored by halves have. */
  public void requireNoHalves(String kind) {
    String which = "that complete documents";
    Requests.require(observed.isEmpty(), "--observed", which, kind);
    Requests.require(splitSeed.isEmpty(), "--split-seed", which, kind);
  }

  /** Refuses what only rows of counts have. */
  public void requireRowsOnly(String kind) {
    Requests.require(observed.isEmpty(), "--observed", kind);
    Requests.require(vocabulary.isEmpty(), "--vocabulary", kind);
    Requests.require(splitSeed.isEmpty(), "--split-seed", kind);
  }
}
