package org.sparksvi.models.autoencoder;

import java.io.Serializable;
import java.util.List;
import org.sparksvi.autodiff.Graph;
import org.sparksvi.autodiff.Node;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.random.RandomStream;

/**
 * The distribution p(x | z) of a row's values given the decoder's outputs a, one for each of D
 * columns. Columns are independent given z, but for {@link Multinomial}.
 */
public sealed interface Likelihood extends Serializable
    permits Bernoulli, Gaussian, Multinomial, CountLikelihood {

  /** What configurations call it. */
  String name();

  /** Whether rows are counts, most of them 0. */
  default boolean ofCounts() {
    return false;
  }

  /** Parameters beside the networks'. */
  default List<Field> fields(int columns, FloatingPoint precision) {
    return List.of();
  }

  /** Sets those parameters to where training starts. */
  default void start(Bundle parameters, Standardisation data) {}

  /**
   * Log densities but for {@link #constant}, rows × 1, in nats.
   *
   * @param x the rows' values as {@link #standardises} says, rows × D
   * @param logTotals logs of the rows' totals, rows × 1; read where {@link #readsTotals}
   * @param outputs of the decoder, rows × D
   */
  Node logDensity(Graph graph, Node x, Node logTotals, Node outputs, ParameterLeaves leaves);

  /** The part of a row's log density that no parameter changes, in nats. */
  default double constant(double[] x, int from, int columns) {
    return 0;
  }

  /** Whether values are centred and scaled before they are encoded and decoded. */
  default Standardisation.Kind standardises() {
    return Standardisation.Kind.NONE;
  }

  /** Whether a row's density is given its total. */
  default boolean readsTotals() {
    return false;
  }

  /** The rule that a value breaks, such as {@code in [0, 1]}; empty where it breaks none. */
  String broken(double value);

  /** What the encoder sees of a row; works in place. */
  default void encode(double[] x, int from, int columns) {}

  /** The output at which a column's mean is that of the data. */
  double startOutput(double mean, double meanTotal, int columns);

  /**
   * E[x | z] of a row from the decoder's outputs, in place.
   *
   * @param total of the row
   */
  void mean(double[] outputs, int from, int columns, double total);

  /**
   * Draws a row.
   *
   * @param mean E[x | z]; overwritten by the draw
   * @param total of the row
   */
  void draw(double[] mean, int from, double total, Bundle parameters, RandomStream stream);
}
