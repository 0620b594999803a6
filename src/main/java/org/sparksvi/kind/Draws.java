package org.sparksvi.kind;

import java.io.Serializable;
import java.util.List;
import org.sparksvi.model.RowDraws;
import org.sparksvi.random.RandomStream;

/**
 * How new rows are drawn from a model at some parameters. What is derived of these is derived where
 * the rows are drawn, once.
 */
public sealed interface Draws extends Serializable {

  /** Rows of numbers. */
  record Numbers(Source<RowDraws> source) implements Draws {}

  /**
   * Parameters of the model.
   *
   * @param names of the numbers of a draw
   */
  record Parameters(List<String> names, Source<RowDraws> source) implements Draws {
    public Parameters {
      names = List.copyOf(names);
    }
  }

  /** Rows of counts, one for each word. */
  record Counts(Source<RowDraws> source) implements Draws {}

  /** Documents, word by word. */
  record Words(Source<WordDraws> source) implements Draws {}

  /** Makes draws of a model and its parameters; sent to executors. */
  @FunctionalInterface
  interface Source<T> extends Serializable {
    T open();
  }

  /** Draws the words of a document, as columns; safe for many threads. */
  @FunctionalInterface
  interface WordDraws {
    int[] draw(RandomStream stream);
  }

  /**
   * What was asked for.
   *
   * @param tokens of a drawn document
   * @param expected whether rows are expected ones given drawn latent variables
   */
  record Request(int tokens, boolean expected) {}
}
