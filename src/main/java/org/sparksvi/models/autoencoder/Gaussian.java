package org.sparksvi.models.autoencoder;

import java.util.List;
import org.sparksvi.autodiff.Graph;
import org.sparksvi.autodiff.Node;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.random.RandomStream;

/**
 * Normal values around the decoder's outputs, with a variance that is the same in every row.
 *
 * <pre>
 *   log p(x | a) = −½ Σ_d [ (x_d − a_d)² / v_d + log 2π v_d ],   v_d = floor + exp s_d
 * </pre>
 *
 * <p>Values are centred and scaled; s is learned unless the variance is given. A decoder of any
 * power can bring a variance to 0 and the density to infinity, which the floor forbids.
 *
 * @param noise which variances differ
 * @param floor least variance, in units of the scale's square; positive
 * @param variance fixed, in the data's units; used by {@link Noise#FIXED}
 */
public record Gaussian(Noise noise, double floor, double variance) implements Likelihood {
  private static final String NOISE = "noise.log-variance";

  /** Which variances differ. */
  public enum Noise {
    /** One for all columns, learned. */
    ISOTROPIC,
    /** One for each column, learned. */
    DIAGONAL,
    /** One for all columns, given. */
    FIXED
  }

  public Gaussian {
    if (!(floor > 0 && floor < 1)) {
      throw new IllegalArgumentException(
          "the floor of the variance must be in (0, 1), but was " + floor);
    }
    if (noise == Noise.FIXED && !(variance > 0 && variance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the variance must be positive and finite, but was " + variance);
    }
  }

  @Override
  public String name() {
    return "gaussian";
  }

  @Override
  public List<Field> fields(int columns, FloatingPoint precision) {
    return switch (noise) {
      case FIXED -> List.of(Field.fixed(NOISE, 1, 1));
      case ISOTROPIC -> List.of(precision.field(NOISE, 1, 1));
      case DIAGONAL -> List.of(precision.field(NOISE, 1, columns));
    };
  }

  /** At the data's own variance, or at the one that is given. */
  @Override
  public void start(Bundle parameters, Standardisation data) {
    if (noise == Noise.FIXED) {
      double scale = data.scale()[0];
      parameters.set(NOISE, new double[] {StrictMath.log(variance / (scale * scale))});
    }
  }

  @Override
  public Standardisation.Kind standardises() {
    return noise == Noise.DIAGONAL
        ? Standardisation.Kind.COLUMN_SCALE
        : Standardisation.Kind.COMMON_SCALE;
  }

  @Override
  public Node logDensity(
      Graph graph, Node x, Node logTotals, Node outputs, ParameterLeaves leaves) {
    int columns = x.columns();
    Node logVariance = leaves.of(NOISE);
    if (noise != Noise.FIXED) { // log(floor + exp s)
      double logFloor = StrictMath.log(floor);
      logVariance = graph.plus(graph.softplus(graph.plus(logVariance, -logFloor)), logFloor);
    }
    Node precision = graph.exp(graph.scale(logVariance, -1));
    Node squares = graph.square(graph.subtract(x, outputs));
    Node distance =
        noise == Noise.DIAGONAL
            ? graph.rowSums(graph.timesRow(squares, precision))
            : graph.timesRow(graph.rowSums(squares), precision);
    Node logDeterminant =
        noise == Noise.DIAGONAL ? graph.rowSums(logVariance) : graph.scale(logVariance, columns);
    return graph.scale(
        graph.plus(graph.plusRow(distance, logDeterminant), columns * StrictMath.log(2 * Math.PI)),
        -0.5);
  }

  @Override
  public String broken(double value) {
    return Double.isFinite(value) ? "" : "finite";
  }

  /** 0: values are centred. */
  @Override
  public double startOutput(double mean, double meanTotal, int columns) {
    return 0;
  }

  @Override
  public void mean(double[] outputs, int from, int columns, double total) {}

  @Override
  public void draw(double[] mean, int from, double total, Bundle parameters, RandomStream stream) {
    double[] variances = variances(parameters);
    for (int d = 0; d < mean.length - from; d++) {
      double deviation = Math.sqrt(variances[Math.min(d, variances.length - 1)]);
      mean[from + d] += deviation * stream.normal();
    }
  }

  /** Variances in units of the scale's square: one, or one per column. */
  double[] variances(Bundle parameters) {
    double[] variances = parameters.copyOf(NOISE);
    for (int d = 0; d < variances.length; d++) {
      variances[d] = (noise == Noise.FIXED ? 0 : floor) + StrictMath.exp(variances[d]);
    }
    return variances;
  }
}
