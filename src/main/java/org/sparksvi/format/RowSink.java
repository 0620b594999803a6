package org.sparksvi.format;

import java.io.IOException;

/** Where rows of counts go. */
public interface RowSink {

  /**
   * Takes one row, whose arrays it may keep.
   *
   * @param document the row's key, from 0
   * @param words ids of the words in the document, from 0, ascending, none twice
   * @param counts how often each of them is there, positive
   */
  void row(int document, int[] words, double[] counts) throws IOException;
}
