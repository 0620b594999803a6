package org.sparksvi.kinds.mixture;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.sparksvi.models.mixture.GaussianComponents;
import org.sparksvi.models.mixture.MixtureModel;

/**
 * What a mixture has learnt, in the units of the rows.
 *
 * @param settings of the mixture
 * @param columns names
 * @param components by weight, the largest first
 */
record MixtureSummary(MixtureSettings settings, List<String> columns, List<Component> components) {

  private static final double LEAST_ROWS = 1;

  MixtureSummary {
    columns = List.copyOf(columns);
    components = List.copyOf(components);
  }

  /**
   * One component.
   *
   * @param id its place in the parameters, from 0
   * @param weight share of the rows
   * @param rows expected, by weight
   * @param means by column
   * @param covariance columns × columns
   */
  @SuppressWarnings("ArrayRecordComponent") // for display, compared by nobody
  record Component(int id, double weight, double rows, double[] means, double[] covariance) {

    /** Whether at least one row is its own. */
    boolean inUse() {
      return rows >= LEAST_ROWS;
    }

    double variance(int column) {
      return covariance[column * means.length + column];
    }

    double deviation(int column) {
      return Math.sqrt(variance(column));
    }

    double[] deviations() {
      return IntStream.range(0, means.length).mapToDouble(this::deviation).toArray();
    }
  }

  static MixtureSummary of(TrainedMixture trained) {
    GaussianComponents gaussians = (GaussianComponents) trained.model().components();
    int columns = trained.names().size();
    int count = trained.settings().components();
    double[] weights = trained.model().weights(trained.parameters());
    double[] rows = trained.parameters().values(MixtureModel.COUNTS);
    double[] means = gaussians.means(trained.parameters());
    double[] covariances = gaussians.covariances(trained.parameters());
    int square = columns * columns;
    List<Component> all =
        IntStream.range(0, count)
            .mapToObj(
                k ->
                    new Component(
                        k,
                        weights[k],
                        rows[k],
                        Arrays.copyOfRange(means, k * columns, (k + 1) * columns),
                        Arrays.copyOfRange(covariances, k * square, (k + 1) * square)))
            .sorted(
                Comparator.comparingDouble(Component::weight)
                    .reversed()
                    .thenComparingInt(Component::id))
            .toList();
    return new MixtureSummary(trained.settings(), trained.names().words(), all);
  }

  long inUse() {
    return components.stream().filter(Component::inUse).count();
  }

  /** The columns that tell the components apart best, at most so many, in their order. */
  int[] telling(int most) {
    int count = columns.size();
    if (count <= most) {
      return IntStream.range(0, count).toArray();
    }
    return IntStream.range(0, count)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(c -> -spread(c)).thenComparing(c -> c))
        .limit(most)
        .mapToInt(c -> c)
        .sorted()
        .toArray();
  }

  /** Variance between the components as a share of all of a column's. */
  private double spread(int column) {
    double mean = 0;
    for (Component component : components) {
      mean += component.weight() * component.means()[column];
    }
    double between = 0;
    double within = 0;
    for (Component component : components) {
      double off = component.means()[column] - mean;
      between += component.weight() * off * off;
      within += component.weight() * component.variance(column);
    }
    return between / (between + within);
  }
}
