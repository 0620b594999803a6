package org.sparksvi.job.kind;

import java.util.OptionalInt;

/**
 * What {@code describe} was asked.
 *
 * @param words a topic, where given
 */
public record DescribeRequest(OptionalInt words) {

  /** Refuses what only topics have. */
  public void requireNoWords(String kind) {
    Requests.require(words.isEmpty(), "--words", kind);
  }
}
