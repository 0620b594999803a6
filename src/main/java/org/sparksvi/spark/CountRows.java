package org.sparksvi.spark;

import java.util.Map;
import org.sparksvi.models.topics.CompletionSplit;

/**
 * Rows of counts: documents, made of parts, renamed into the columns of a model, and split in two
 * where they are held out.
 *
 * @param split of held-out rows into an observed and a scored half
 */
public record CountRows(CompletionSplit split) implements RowKind<CountSource> {

  @Override
  public RowRules rules(Map<Role, CountSource> sources) {
    return CountRules.of(new CountHalves(split), sources);
  }
}
