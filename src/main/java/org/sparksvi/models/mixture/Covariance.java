package org.sparksvi.models.mixture;

/** What is free in the covariances of a Gaussian mixture. */
public enum Covariance {
  /** Each component has a covariance of its own. */
  FULL {
    @Override
    public int squares(int columns) {
      return columns * (columns + 1) / 2;
    }
  },
  /** Each component has one variance per column. */
  DIAGONAL {
    @Override
    public int squares(int columns) {
      return columns;
    }
  },
  /** Each component has one variance for all columns, as multiples of the columns' scales. */
  SPHERICAL {
    @Override
    public int squares(int columns) {
      return 1;
    }
  },
  /** All components share one covariance. */
  TIED {
    @Override
    public int squares(int columns) {
      return columns * (columns + 1) / 2;
    }

    @Override
    int matrices(int components) {
      return 1;
    }
  };

  /** Second-order statistics of one matrix: upper triangle by rows, or diagonal, or trace. */
  public abstract int squares(int columns);

  /** Matrices that so many components have. */
  int matrices(int components) {
    return components;
  }
}
