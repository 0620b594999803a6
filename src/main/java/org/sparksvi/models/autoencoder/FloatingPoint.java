package org.sparksvi.models.autoencoder;

import org.sparksvi.autodiff.Graph;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;

/** What networks compute with. */
public enum FloatingPoint {
  /** Floats: the parameters, their steps and all sums over units. */
  SINGLE {
    @Override
    Field field(String name, int rows, int columns) {
      return Field.single(name, rows, columns);
    }

    @Override
    Graph graph() {
      return Graph.ofFloats();
    }

    @Override
    void addScaled(double factor, Bundle from, Direction into, String name) {
      float[] values = from.singles(name);
      float[] sums = into.singles(name);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += (float) factor * values[i];
      }
    }
  },
  /** Doubles; several times slower. */
  DOUBLE {
    @Override
    Field field(String name, int rows, int columns) {
      return Field.ascended(name, rows, columns);
    }

    @Override
    Graph graph() {
      return Graph.ofDoubles();
    }

    @Override
    void addScaled(double factor, Bundle from, Direction into, String name) {
      double[] values = from.values(name);
      double[] sums = into.values(name);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += factor * values[i];
      }
    }
  };

  /** A field of weights. */
  abstract Field field(String name, int rows, int columns);

  /** An empty graph of this precision. */
  abstract Graph graph();

  /** Adds a multiple of a field of weights to the same field of a direction. */
  abstract void addScaled(double factor, Bundle from, Direction into, String name);

  /** What products are computed with. */
  public String arithmetic() {
    return graph().name();
  }
}
