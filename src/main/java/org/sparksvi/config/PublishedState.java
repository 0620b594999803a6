package org.sparksvi.config;

/** Which parameters of a run become the model. */
public enum PublishedState {
  /** The best of networks, which learn a few rows by heart; else the last. */
  AUTO,
  /** Those after the last round. */
  LAST,
  /** Those with the best held-out score. */
  BEST
}
