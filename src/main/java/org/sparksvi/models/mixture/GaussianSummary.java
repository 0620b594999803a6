package org.sparksvi.models.mixture;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.numeric.Cholesky;
import org.sparksvi.numeric.Largest;

/**
 * What a mixture of Gaussians has learnt, in the units of the rows.
 *
 * @param components by weight, the largest first
 */
public record GaussianSummary(List<Component> components) {
  public GaussianSummary {
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
   * @param inUse whether rows are its own, as {@link MixtureModel#inUse} says
   */
  @SuppressWarnings("ArrayRecordComponent") // for display, compared by nobody
  public record Component(
      int id, double weight, double rows, double[] means, double[] covariance, boolean inUse) {

    double variance(int column) {
      return covariance[column * means.length + column];
    }

    /**
     * ∫ √(p q) of this Gaussian and another (Bhattacharyya, 1943): 1 where they are the same, 0
     * where nothing is probable for both.
     *
     * <pre>
     *   exp(−δᵀ S⁻¹ δ / 8) |Σ₁|^¼ |Σ₂|^¼ / |S|^½,   S = (Σ₁ + Σ₂) / 2,  δ = μ₁ − μ₂
     * </pre>
     */
    public double overlap(Component other) {
      int columns = means.length;
      double[] middle = new double[columns * columns];
      double[] apart = new double[columns];
      for (int i = 0; i < middle.length; i++) {
        middle[i] = 0.5 * (covariance[i] + other.covariance[i]);
      }
      for (int c = 0; c < columns; c++) {
        apart[c] = means[c] - other.means[c];
      }
      Cholesky factor = Cholesky.of(middle, columns, "the mean of two covariances");
      double logs = logDeterminant(covariance, columns) + logDeterminant(other.covariance, columns);
      return Math.exp(-factor.inverseQuadratic(apart) / 8 + logs / 4 - factor.logDeterminant() / 2);
    }

    private static double logDeterminant(double[] covariance, int columns) {
      return Cholesky.of(covariance, columns, "a covariance").logDeterminant();
    }

    /** Standard deviations, by column. */
    public double[] deviations() {
      return IntStream.range(0, means.length)
          .mapToDouble(column -> Math.sqrt(variance(column)))
          .toArray();
    }
  }

  public static GaussianSummary of(MixtureModel<DenseBlock> model, Bundle parameters) {
    GaussianComponents gaussians = (GaussianComponents) model.components();
    double[] weights = model.weights(parameters);
    double[] rows = parameters.values(MixtureModel.COUNTS);
    boolean[] used = MixtureModel.inUse(parameters);
    double[] means = gaussians.means(parameters);
    double[] covariances = gaussians.covariances(parameters);
    int columns = means.length / rows.length;
    int square = columns * columns;
    return new GaussianSummary(
        IntStream.range(0, rows.length)
            .mapToObj(
                k ->
                    new Component(
                        k,
                        weights[k],
                        rows[k],
                        Arrays.copyOfRange(means, k * columns, (k + 1) * columns),
                        Arrays.copyOfRange(covariances, k * square, (k + 1) * square),
                        used[k]))
            .sorted(
                Comparator.comparingDouble(Component::weight)
                    .reversed()
                    .thenComparingInt(Component::id))
            .toList());
  }

  public long inUse() {
    return components.stream().filter(Component::inUse).count();
  }

  /** The columns that tell the components apart best, at most so many, in their order. */
  public int[] telling(int most) {
    int count = components.get(0).means().length;
    int[] telling = Largest.of(count, most, this::spread);
    Arrays.sort(telling);
    return telling;
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
