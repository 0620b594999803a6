package org.sparksvi.models.autoencoder;

import java.io.Serializable;

/**
 * How rows are scored.
 *
 * @param samples of z a row, at least 1
 * @param importance whether the score is the importance-weighted estimate of log p(x), else the
 *     bound
 * @param refined whether the bound after local steps is computed as well
 */
public record ScoreSettings(int samples, boolean importance, boolean refined)
    implements Serializable {
  /** The bound by one sample: for scores in training. */
  public static final ScoreSettings BOUND = new ScoreSettings(1, false, false);

  public ScoreSettings {
    Checks.atLeast("samples of a row", samples, 1);
  }
}
