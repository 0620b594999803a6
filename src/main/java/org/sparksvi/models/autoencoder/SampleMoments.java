package org.sparksvi.models.autoencoder;

import java.util.Arrays;
import java.util.List;
import org.sparksvi.data.Block;
import org.sparksvi.model.Start;

/** Means and variances of columns by the sample that a start brings. */
final class SampleMoments<B extends Block> {
  private final AutoencoderSettings settings;
  private final Observations<B> observations;
  private final List<B> sample;

  SampleMoments(AutoencoderSettings settings, Observations<B> observations, Start<B> start) {
    this.settings = settings;
    this.observations = observations;
    this.sample = start.sample();
  }

  Standardisation get() {
    int columns = settings.columns();
    double[] first = first(columns); // a mean of values far from 0 would lose their last digits
    double[] means = over(first, false);
    Arrays.setAll(means, d -> first[d] + means[d]);
    double total = Arrays.stream(means).sum();
    double[] variances = over(means, true);
    return Standardisation.of(settings.likelihood().standardises(), means, variances, total);
  }

  /** The first row of the sample. */
  private double[] first(int columns) {
    double[] x = new double[columns];
    CheckedRows<B> rows = new CheckedRows<>(settings, observations);
    for (B block : sample) {
      if (block.rows() > 0) {
        rows.check(block);
        rows.read(block, 0, x, 0);
        break;
      }
    }
    return x;
  }

  /** Weighted means of deviations from a centre, or of their squares. */
  private double[] over(double[] centre, boolean squared) {
    double[] sums = new double[centre.length];
    double weight = 0;
    double[] x = new double[sums.length];
    CheckedRows<B> rows = new CheckedRows<>(settings, observations);
    for (B block : sample) {
      rows.check(block);
      for (int r = 0; r < block.rows(); r++) {
        rows.read(block, r, x, 0);
        double w = observations.weight(block, r);
        for (int d = 0; d < x.length; d++) {
          double deviation = x[d] - centre[d];
          sums[d] += w * (squared ? deviation * deviation : deviation);
        }
        weight += w;
      }
    }
    double total = weight;
    Arrays.setAll(sums, d -> total > 0 ? sums[d] / total : 0);
    return sums;
  }
}
