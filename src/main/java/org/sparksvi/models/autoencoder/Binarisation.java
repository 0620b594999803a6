package org.sparksvi.models.autoencoder;

/** Whether and when intensities in [0, 1] become draws of 0 or 1. */
public enum Binarisation {
  /** Values stay. */
  NONE,
  /** Drawn anew in every round, and once where rows are scored. */
  STOCHASTIC,
  /** Drawn once; every round sees the same draw. */
  FIXED
}
