package org.sparksvi.rows;

import java.util.Map;
import java.util.function.Consumer;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.spark.IngestTally;
import org.sparksvi.spark.RowKind;
import org.sparksvi.spark.RowSource;

/**
 * The rows that a configuration's input names.
 *
 * @param <S> what delivers them
 */
public interface RowInput<S extends RowSource> {

  /**
   * The rows to train on.
   *
   * @param note says what people should know of the input
   */
  S training(Consumer<String> note);

  /** The name of each column of a source. */
  Vocabulary names(S source);

  /**
   * Columns of a model, and behind them those that the rows to train on have besides: by how often
   * they occur, then by name.
   */
  default Vocabulary grown(Vocabulary names) {
    return names;
  }

  /** Rows of another path in the columns of a model. */
  S rows(String path, Vocabulary names);

  /** How rows become blocks. */
  RowKind<S> kind();

  /** What was read and left out, and what the files say of it, by name, for the record. */
  Map<String, String> counts(S source, IngestTally tally);
}
