package org.sparksvi.models.mixture;

import java.util.List;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Domain;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.TouchedRows;
import org.sparksvi.data.CountBlock;
import org.sparksvi.model.Column;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Start;

/**
 * Components of sparse counts.
 *
 * <pre>
 *   log p_k(x) = constant_k + Σ_w weight of x_w · E[log of a probability]
 *   sums:  Σ_n r_nk · weight of x_nw      columns × components, the field "sums"
 * </pre>
 *
 * @param count K
 * @param columns V
 * @param kind of rows
 * @param reading estimates or posteriors
 * @param pseudo counts of every probability before the first row
 */
public record CountComponents(
    int count, int columns, CountFamily kind, ReadOutForm reading, double pseudo)
    implements Components<CountBlock> {

  /** Σ_n r_nk · weight of x_nw, columns × components. */
  public static final String SUMS = "sums";

  public CountComponents {
    if (count < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "a mixture must have at least one component and one column, but was to have %d and %d"
              .formatted(count, columns));
    }
    Mixing.requirePositive("the pseudo-counts", pseudo);
  }

  @Override
  public List<Field> fields() {
    return List.of(Field.mixedRows(SUMS, columns, count).within(Domain.NOT_NEGATIVE));
  }

  @Override
  public void start(Start<CountBlock> start, Bundle out) {
    new CountStart(this, start).fill(out);
  }

  @Override
  public Densities<CountBlock> expected(Bundle parameters) {
    CountTable table = kind.table(this, counts(parameters), parameters.copyOf(SUMS));
    return () -> new CountWorker(table);
  }

  /** With the expected probabilities: what predicts one entry more. */
  @Override
  public Densities<CountBlock> predictive(Bundle parameters) {
    CountComponents point = new CountComponents(count, columns, kind, ReadOutForm.ESTIMATE, pseudo);
    CountTable table = kind.table(point, counts(parameters), parameters.copyOf(SUMS));
    return () -> new CountWorker(table);
  }

  private static double[] counts(Bundle parameters) {
    return parameters.values(MixtureModel.COUNTS);
  }

  @Override
  public Column prediction() {
    return Column.number("logProbability", "log predictive probability of the row, in nats");
  }

  @Override
  public void target(Contribution total, Direction out) {
    TouchedRows from = total.statistics().rows(SUMS);
    TouchedRows into = out.rows(SUMS);
    into.reserve(from.count());
    for (int i = 0; i < from.count(); i++) {
      int to = into.touch(from.row(i));
      System.arraycopy(from.values(), from.start(i), into.values(), to, count);
    }
  }

  @Override
  public void reorder(Bundle parameters, int[] order) {
    double[] before = parameters.copyOf(SUMS);
    double[] after = new double[before.length];
    for (int i = 0; i < after.length; i++) {
      after[i] = before[i / count * count + order[i % count]];
    }
    parameters.set(SUMS, after);
  }

  @Override
  public double globalElbo(Bundle parameters) {
    return kind.globalElbo(this, counts(parameters), parameters.copyOf(SUMS));
  }

  /** KL of each component's expected distribution of a token, or of a row's words, from before. */
  public double[] divergences(Bundle before, Bundle after) {
    double[] old = means(before);
    double[] now = means(after);
    double[] divergences = new double[count];
    for (int i = 0; i < now.length; i++) {
      divergences[i % count] += kind.divergence(now[i], old[i]);
    }
    return divergences;
  }

  @Override
  public double expectedLogLikelihood(Bundle sums, Bundle at) {
    CountTable table = kind.table(this, counts(at), at.copyOf(SUMS));
    double[] rows = counts(sums);
    double[] entries = sums.copyOf(SUMS);
    double sum = 0;
    for (int k = 0; k < count; k++) {
      sum += rows[k] * table.constants()[k];
    }
    for (int i = 0; i < entries.length; i++) {
      sum += entries[i] * table.weights()[i];
    }
    return sum;
  }

  /** Expected probabilities, columns × components. */
  public double[] means(Bundle parameters) {
    return kind.means(this, counts(parameters), parameters.copyOf(SUMS));
  }
}
