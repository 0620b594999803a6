package org.sparksvi.rows;

import java.util.Map;
import java.util.function.Consumer;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.spark.RowKind;
import org.sparksvi.spark.input.IngestTally;
import org.sparksvi.spark.input.RowSource;

/** The rows that a configuration's input names. */
public interface RowInput {

  /**
   * The rows to train on.
   *
   * @param note says what people should know of the input
   */
  RowSource training(Consumer<String> note);

  /** The name of each column of a source. */
  Vocabulary names(RowSource source);

  /**
   * Columns of a model, and behind them those that the rows to train on have besides: by how often
   * they occur, then by name.
   */
  default Vocabulary grown(Vocabulary names) {
    return names;
  }

  /** The rows to train on in the columns of a model. */
  RowSource more(Vocabulary names);

  /** Rows of a path to be scored, in the columns of a model. */
  RowSource rows(String path, Vocabulary names);

  /** How rows become blocks. */
  RowKind kind();

  /** What was read and left out, and what the files say of it, by name, for the record. */
  Map<String, String> counts(RowSource source, IngestTally tally);
}
