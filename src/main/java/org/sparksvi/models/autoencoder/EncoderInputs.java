package org.sparksvi.models.autoencoder;

import org.sparksvi.autodiff.Graph;
import org.sparksvi.autodiff.Leaf;
import org.sparksvi.autodiff.Node;
import org.sparksvi.autodiff.SparseLeaf;

/** What an encoder reads: rows of numbers, or of counts most of which are 0. */
final class EncoderInputs implements Perceptron.Inputs {
  private final Graph graph;
  private final int rows;
  private final int columns;
  private final Leaf dense; // null where sparse
  private final SparseLeaf sparse; // null where dense
  private int[] offsets = {};
  private int[] places = {};
  private double[] entries = {};

  EncoderInputs(Graph graph, AutoencoderSettings settings, int rows) {
    this.graph = graph;
    this.rows = rows;
    this.columns = settings.columns();
    boolean counts = settings.likelihood().ofCounts();
    dense = counts ? null : graph.data(rows, columns);
    sparse = counts ? graph.sparse(rows, columns) : null;
  }

  @Override
  public Node affine(Node weights, Node bias) {
    return dense == null ? graph.affine(sparse, weights, bias) : graph.affine(dense, weights, bias);
  }

  /** Copies rows × D values. */
  void set(double[] values) {
    if (dense != null) {
      dense.set(values, 0);
      return;
    }
    reserve(values);
    int at = 0;
    for (int r = 0; r < rows; r++) {
      for (int d = 0; d < columns; d++) {
        double value = values[r * columns + d];
        if (value != 0) {
          places[at] = d;
          entries[at++] = value;
        }
      }
      offsets[r + 1] = at;
    }
    sparse.set(offsets, 0, places, entries);
  }

  private void reserve(double[] values) {
    int count = 0;
    for (int i = 0; i < rows * columns; i++) {
      count += values[i] != 0 ? 1 : 0;
    }
    if (offsets.length == 0) {
      offsets = new int[rows + 1];
    }
    if (entries.length < count) {
      places = new int[count];
      entries = new double[count];
    }
  }
}
