package org.sparksvi.models.autoencoder;

/** How q(z | x) of a row is found. */
public enum Posterior {
  /** By an encoder. */
  AMORTISED,
  /** By local steps from the prior; there is no encoder. */
  FREE
}
