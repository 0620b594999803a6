package org.sparksvi.models.joint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.model.Round;
import org.sparksvi.random.Streams;

/**
 * Parameters in their own space, and kept quantities, by weighted draws.
 *
 * @param quantities number by number, in the order of their declaration
 */
public record JointSummary(List<Quantity> quantities) {

  public JointSummary {
    quantities = List.copyOf(quantities);
  }

  /**
   * One number.
   *
   * @param name of a parameter or kept quantity, with the number's place from 1 where it has many
   * @param lower 5 % quantile
   * @param upper 95 % quantile
   */
  public record Quantity(
      String name, double mean, double deviation, double lower, double median, double upper) {}

  static JointSummary of(JointModel<?> model, Bundle parameters, int draws, long seed) {
    Round round = new Round(1, 1, parameters, new Streams(seed));
    double[] shares = new double[draws];
    Arrays.fill(shares, 1.0 / draws);
    return of(model, Drawn.apart(model, round, draws), shares);
  }

  /**
   * Of draws.
   *
   * @param drawn unconstrained
   * @param shares of the draws, together 1
   */
  static JointSummary of(JointModel<?> model, Drawn drawn, double[] shares) {
    List<String> names = model.quantities();
    double[][] values = new double[names.size()][drawn.count()];
    double[] one = new double[names.size()];
    for (int s = 0; s < drawn.count(); s++) {
      model.quantities(drawn.each()[s], one, 0);
      for (int i = 0; i < one.length; i++) {
        values[i][s] = one[i];
      }
    }
    List<Quantity> quantities = new ArrayList<>();
    for (int i = 0; i < one.length; i++) {
      quantities.add(quantity(names.get(i), values[i], shares));
    }
    return new JointSummary(quantities);
  }

  private static Quantity quantity(String name, double[] values, double[] shares) {
    double mean = 0;
    for (int s = 0; s < values.length; s++) {
      mean += shares[s] == 0 ? 0 : shares[s] * values[s];
    }
    double square = 0;
    for (int s = 0; s < values.length; s++) {
      double off = values[s] - mean;
      square += shares[s] == 0 ? 0 : shares[s] * off * off;
    }
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(s -> values[s]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Quantity(
        name,
        mean,
        Math.sqrt(square),
        quantile(0.05, values, shares, order),
        quantile(0.5, values, shares, order),
        quantile(0.95, values, shares, order));
  }

  /** The least value with at least this share of the draws up to it. */
  private static double quantile(double share, double[] values, double[] shares, int[] order) {
    double sum = 0;
    for (int s : order) {
      sum += shares[s];
      if (sum >= share - 1e-12) {
        return values[s];
      }
    }
    return values[order[order.length - 1]];
  }

  /** Names of the numbers of quantities: tau, theta[1], theta[2] and so on; x[1,2] of a matrix. */
  static List<String> names(Map<String, Value> kept) {
    List<String> names = new ArrayList<>();
    kept.forEach(
        (name, value) -> {
          for (int r = 1; r <= value.rows(); r++) {
            for (int c = 1; c <= value.columns(); c++) {
              String place = value.rows() == 1 ? "" + c : r + "," + c;
              boolean single = value.rows() * value.columns() == 1;
              names.add(single ? name : "%s[%s]".formatted(name, place));
            }
          }
        });
    return names;
  }
}
