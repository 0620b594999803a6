package org.sparksvi.rows;

import java.util.Map;
import java.util.Optional;
import org.sparksvi.data.ColumnRanges;
import org.sparksvi.data.RowForm;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.DataFacts;
import org.sparksvi.kind.RowType;
import org.sparksvi.store.BlockIndex;

/**
 * What a training needs to know of its data.
 *
 * @param names the name of each column, such as a word
 * @param counts what was read and left out, and what the files say of it, by name
 * @param ranges of the columns of numbers, where they have just been read
 * @param earlier rows of earlier days that are fitted once more
 * @param share of all rows that the training blocks are, about; less than 1 where they are a sample
 */
public record Prepared(
    Vocabulary names,
    BlockIndex training,
    Optional<BlockIndex> heldOut,
    Map<String, String> counts,
    Optional<ColumnRanges> ranges,
    Optional<BlockIndex> earlier,
    double share) {

  /** The same with rows of earlier days. */
  public Prepared with(Optional<BlockIndex> rows) {
    return new Prepared(names, training, heldOut, counts, ranges, rows, share);
  }

  /**
   * What a kind may know of them.
   *
   * @param place names the rows in messages
   */
  public DataFacts facts(String place, RowType<?, ?> type) {
    return new DataFacts(
        place,
        names,
        Math.round(training.totalRows() / share),
        training.weight() / share,
        training.units() / share,
        ranges,
        type.words() ? RowForm.PLAIN : DenseInputs.form(counts),
        earlier.map(Reservoir::share).orElse(0.0));
  }
}
