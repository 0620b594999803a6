package org.sparksvi.kind;

import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;

/**
 * What {@code transform} was asked.
 *
 * @param input path of the rows
 * @param vocabulary file of the words of docword ids, where they are not the model's
 * @param scratch directory for what is needed until the rows are written
 * @param note says something on the screen
 */
public record TransformRequest(
    String input, Optional<String> vocabulary, Path scratch, Consumer<String> note) {

  /** Refuses what only rows of counts have. */
  public void requireRowsOnly(String kind) {
    Requests.require(vocabulary.isEmpty(), "--vocabulary", kind);
  }
}
