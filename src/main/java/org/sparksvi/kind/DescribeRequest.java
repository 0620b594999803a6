package org.sparksvi.kind;

import java.util.OptionalInt;
import org.sparksvi.store.RunDirectory;

/**
 * What {@code describe} was asked.
 *
 * @param run that was trained
 * @param words a topic, where given
 */
public record DescribeRequest(RunDirectory run, OptionalInt words) {

  /** Refuses what only topics have. */
  public void requireNoWords(String kind) {
    Requests.require(words.isEmpty(), "--words", kind);
  }
}
