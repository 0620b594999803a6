package org.sparksvi.models.mixture;

import java.util.ArrayList;
import java.util.List;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Domain;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Resolution;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.Start;
import org.sparksvi.numeric.Blas;

/**
 * Gaussian components of dense rows.
 *
 * <p>Rows are centred and scaled by the fixed fields "centre" and "scale", the means and standard
 * deviations of the start's sample, so that sums of squares lose nothing to the rows' distance from
 * zero. Densities are in the user's units.
 *
 * @param count K
 * @param columns D
 * @param covariance what is free
 * @param gaussians how they are read out
 */
public record GaussianComponents(int count, int columns, Covariance covariance, Gaussians gaussians)
    implements Components<DenseBlock> {

  /** Σ_n r_nk x_n, components × columns. */
  public static final String SUMS = "sums";

  /** Σ_n r_nk x_n x_nᵀ: upper triangle by rows, its diagonal, or its trace, of each matrix. */
  public static final String SQUARES = "squares";

  /** What is subtracted from the rows, 1 × columns. */
  public static final String CENTRE = "centre";

  /** What the centred rows are divided by, 1 × columns. */
  public static final String SCALE = "scale";

  /** Correlations of the start's sample, upper triangle by rows; only where a prior has them. */
  public static final String CORRELATIONS = "correlations";

  /** Of a field: a target, its resolution and what is in flight need as much again each. */
  private static final long MOST_NUMBERS = Integer.MAX_VALUE / 8;

  public GaussianComponents {
    if (count < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "a mixture must have at least one component and one column, but was to have %d and %d"
              .formatted(count, columns));
    }
    boolean pairs = pairs(covariance);
    long sums = (long) count * columns;
    long squares =
        (long) covariance.matrices(count) * (pairs ? columns * (columns + 1L) / 2 : columns);
    if (Math.max(sums, squares) > MOST_NUMBERS) {
      throw new IllegalArgumentException(
          "the sums of %d components of %d columns with covariance '%s' are %d numbers, %.1f GB a copy: more than fit; use %s"
              .formatted(
                  count,
                  columns,
                  covariance.name().toLowerCase(java.util.Locale.ROOT),
                  sums + squares,
                  Double.BYTES * (sums + squares) * 1e-9,
                  squares > MOST_NUMBERS && pairs
                      ? "covariance 'diagonal', or fewer columns"
                      : "fewer components, or fewer columns"));
    }
  }

  /** Whether squares hold products of different columns. */
  private static boolean pairs(Covariance covariance) {
    return covariance == Covariance.FULL || covariance == Covariance.TIED;
  }

  @Override
  public List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.mixed(SUMS, count, columns).resolving(Resolution.COLUMNS));
    fields.add(
        Field.mixed(SQUARES, covariance.matrices(count), covariance.squares(columns))
            .resolving(Resolution.COLUMNS)
            .within(pairs(covariance) ? Domain.REAL : Domain.NOT_NEGATIVE));
    fields.add(Field.fixed(CENTRE, 1, columns));
    fields.add(Field.fixed(SCALE, 1, columns).within(Domain.POSITIVE));
    if (gaussians.usesCorrelations() && pairs(covariance)) {
      fields.add(Field.fixed(CORRELATIONS, 1, covariance.squares(columns)));
    }
    return fields;
  }

  /** Of the products that {@link GaussianWorker} makes. */
  @Override
  public String arithmetic() {
    return Blas.best().name();
  }

  /** KL of the Gaussian of each component's expected mean and covariance, after from before. */
  public double[] divergences(Bundle before, Bundle after) {
    GaussianStatistics old = statistics(before);
    GaussianStatistics now = statistics(after);
    return Divergence.ofGaussians(
        columns,
        gaussians.means(now),
        gaussians.covariances(now),
        gaussians.means(old),
        gaussians.covariances(old));
  }

  @Override
  public double expectedLogLikelihood(Bundle sums, Bundle at) {
    return statistics(sums).logLikelihood(gaussians.expected(statistics(at)));
  }

  @Override
  public void start(Start<DenseBlock> start, Bundle out) {
    DenseStart.of(start, columns).fill(this, out);
  }

  @Override
  public void reorder(Bundle parameters, int[] order) {
    parameters.reorder(SUMS, order);
    if (covariance.matrices(count) == count) {
      parameters.reorder(SQUARES, order);
    }
  }

  @Override
  public boolean wantsRevival(Bundle parameters) {
    return gaussians.revivesEmpty() && Revival.isWanted(statistics(parameters));
  }

  @Override
  public String revive(Bundle parameters) {
    return gaussians.revivesEmpty() ? Revival.of(statistics(parameters), gaussians) : "";
  }

  @Override
  public String held(Bundle parameters) {
    List<Integer> held = gaussians.held(statistics(parameters));
    if (held.isEmpty()) {
      return "";
    }
    return covariance == Covariance.TIED
        ? "the covariance is held at the least variance"
        : "held at the least variance: components " + held;
  }

  private GaussianStatistics statistics(Bundle parameters) {
    return GaussianStatistics.of(covariance, columns, parameters);
  }

  @Override
  public Densities<DenseBlock> expected(Bundle parameters) {
    return densities(gaussians.expected(statistics(parameters)), parameters);
  }

  @Override
  public Densities<DenseBlock> predictive(Bundle parameters) {
    return densities(gaussians.predictive(statistics(parameters)), parameters);
  }

  private Densities<DenseBlock> densities(GaussianTable table, Bundle parameters) {
    double[] centre = parameters.values(CENTRE);
    double[] scale = parameters.values(SCALE);
    double logScale = 0;
    for (double value : scale) {
      logScale += StrictMath.log(value);
    }
    table.shift(-logScale);
    return () -> new GaussianWorker(table, covariance, centre, scale);
  }

  @Override
  public double globalElbo(Bundle parameters) {
    return gaussians.globalElbo(statistics(parameters));
  }

  /** Means in the user's units, components × columns. */
  public double[] means(Bundle parameters) {
    double[] means = gaussians.means(statistics(parameters));
    double[] centre = parameters.values(CENTRE);
    double[] scale = parameters.values(SCALE);
    for (int i = 0; i < means.length; i++) {
      means[i] = centre[i % columns] + scale[i % columns] * means[i];
    }
    return means;
  }

  /** Covariances in the user's units, components × columns × columns. */
  public double[] covariances(Bundle parameters) {
    double[] all = gaussians.covariances(statistics(parameters));
    double[] scale = parameters.values(SCALE);
    for (int i = 0; i < all.length; i++) {
      all[i] *= scale[i % columns] * scale[i / columns % columns];
    }
    return all;
  }
}
