package org.sparksvi.model;

/** What a sum over blocks is for. */
public enum Pass {
  /** Contributions of training blocks. */
  TRAINING,
  /** Scores of held-out blocks. */
  HELD_OUT
}
