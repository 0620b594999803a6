package org.sparksvi.models.autoencoder;

import java.io.Serializable;

/**
 * Local steps that raise a row's own bound over the mean and deviations of its q(z).
 *
 * @param steps of Adam for each row and visit, at least 1; their rate falls linearly to 0
 * @param rate of the first step, positive
 * @param samples of z that each step's gradient is a mean over, at least 1
 */
public record LocalSettings(int steps, double rate, int samples) implements Serializable {
  public static final LocalSettings USUAL = new LocalSettings(50, 0.1, 1);

  public LocalSettings {
    Checks.atLeast("local steps", steps, 1);
    Checks.positive("the rate of local steps", rate);
    Checks.atLeast("samples of local steps", samples, 1);
  }
}
