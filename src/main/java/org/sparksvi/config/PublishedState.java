package org.sparksvi.config;

/** Which parameters of a run become the model. */
public enum PublishedState {
  /** Those after the last round. */
  LAST,
  /** Those with the best held-out score. */
  BEST
}
