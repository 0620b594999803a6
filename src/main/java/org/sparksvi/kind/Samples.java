package org.sparksvi.kind;

/** A trained model that new rows can be drawn from. */
public interface Samples {

  /**
   * How they are drawn.
   *
   * @throws org.sparksvi.config.ConfigurationException where an option has no meaning here
   */
  Sampler sampler(SampleRequest request);
}
