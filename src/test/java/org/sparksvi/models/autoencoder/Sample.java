package org.sparksvi.models.autoencoder;

import java.util.Arrays;

/**
 * The mean of independent numbers.
 *
 * @param error its standard error
 */
record Sample(double mean, double error) {

  static Sample of(double... values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return new Sample(mean, Math.sqrt(squares / values.length / (values.length - 1)));
  }
}
