package org.sparksvi.models.mixture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;

/**
 * What a Gaussian mixture has learnt, in the user's units, for people.
 *
 * @param components largest first
 * @param inUse components that hold at least half a row
 */
public record MixtureSummary(List<Component> components, int inUse) {
  /** Of a row's weight: a component with less is not in use. */
  private static final double IN_USE = 0.5;

  public MixtureSummary {
    components = List.copyOf(components);
  }

  /**
   * One component.
   *
   * @param id its place in the parameters, from 0
   * @param weight E[π_k]
   * @param rows weight of the rows that it holds
   * @param means by column
   * @param deviations standard deviations by column
   * @param covariance columns × columns, row-major
   */
  public record Component(
      int id,
      double weight,
      double rows,
      List<Double> means,
      List<Double> deviations,
      List<Double> covariance) {

    public Component {
      means = List.copyOf(means);
      deviations = List.copyOf(deviations);
      covariance = List.copyOf(covariance);
    }
  }

  /** Summarises the parameters of a mixture of Gaussians. */
  public static MixtureSummary of(
      MixtureModel<DenseBlock> model, GaussianComponents gaussians, Bundle parameters) {
    int columns = gaussians.columns();
    double[] weights = model.weights(parameters);
    double[] counts = parameters.values(MixtureModel.COUNTS);
    double[] means = gaussians.means(parameters);
    double[] covariances = gaussians.covariances(parameters);
    List<Component> components = new ArrayList<>();
    int inUse = 0;
    for (int k = 0; k < weights.length; k++) {
      List<Double> mean = new ArrayList<>();
      List<Double> deviation = new ArrayList<>();
      List<Double> covariance = new ArrayList<>();
      for (int i = 0; i < columns; i++) {
        mean.add(means[k * columns + i]);
        deviation.add(Math.sqrt(covariances[(k * columns + i) * columns + i]));
        for (int j = 0; j < columns; j++) {
          covariance.add(covariances[(k * columns + i) * columns + j]);
        }
      }
      components.add(new Component(k, weights[k], counts[k], mean, deviation, covariance));
      inUse += counts[k] >= IN_USE ? 1 : 0;
    }
    components.sort(
        Comparator.comparingDouble(Component::weight).reversed().thenComparingInt(Component::id));
    return new MixtureSummary(components, inUse);
  }
}
