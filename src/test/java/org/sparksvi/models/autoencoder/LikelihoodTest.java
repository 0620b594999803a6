package org.sparksvi.models.autoencoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.PascalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.autodiff.Graph;
import org.sparksvi.autodiff.Leaf;
import org.sparksvi.autodiff.Node;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;

/** Each likelihood against densities, derivatives and moments from their definitions. */
class LikelihoodTest {
  /** Relative; sums of five terms. */
  private static final double ROUNDING = 1e-12;

  /** Of differences, relative to 1 or the derivative. */
  private static final double DIFFERENCES = 1e-6;

  private static final int D = AutoencoderData.COLUMNS;

  static Stream<Likelihood> likelihoods() {
    return AutoencoderData.likelihoods();
  }

  /** A likelihood's density as a graph of some rows. */
  private static final class Head {
    private final double[][] rows;
    private final Likelihood likelihood;
    private final Bundle own;
    private final Graph graph = Graph.ofDoubles();
    private final ParameterLeaves leaves;
    private final Leaf outputs;
    private final Node density;

    Head(Likelihood likelihood, double[][] rows, Bundle own) {
      this.rows = rows;
      this.likelihood = likelihood;
      this.own = own;
      leaves = new ParameterLeaves(graph, own.layout(), true);
      Leaf x = graph.data(rows.length, D);
      Leaf logTotals = graph.data(rows.length, 1);
      outputs = graph.variable(rows.length, D);
      density = likelihood.logDensity(graph, x, logTotals, outputs, leaves);
      leaves.load(AutoencoderData.round(1, 1, own));
      x.set(flat(rows), 0);
      logTotals.set(
          Arrays.stream(rows)
              .mapToDouble(row -> Math.log(Math.max(1, Arrays.stream(row).sum())))
              .toArray(),
          0);
    }

    double[] at(double[] values) {
      outputs.set(values, 0);
      graph.forward();
      double[] densities = new double[rows.length];
      density.read(densities);
      for (int r = 0; r < rows.length; r++) {
        densities[r] += likelihood.constant(rows[r], 0, D);
      }
      return densities;
    }

    /** Of the sum over rows, after an evaluation. */
    double[] derivative() {
      double[] ones = new double[rows.length];
      Arrays.fill(ones, 1);
      graph.backward(density, ones);
      double[] derivative = new double[rows.length * D];
      outputs.readDerivative(derivative);
      return derivative;
    }

    Direction ownDerivative() {
      Direction direction = new Direction(own.layout());
      leaves.addDerivatives(direction);
      return direction;
    }
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double oracle(Likelihood likelihood, double[][] rows, double[] out, Bundle own) {
    double sum = 0;
    for (int r = 0; r < rows.length; r++) {
      double[] outputs = Arrays.copyOfRange(out, r * D, (r + 1) * D);
      sum += Textbook.logDensity(likelihood, rows[r], outputs, own);
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void densitiesAreThoseOfTheTextbook(Likelihood likelihood) {
    double[][] rows = AutoencoderData.rows(likelihood, 12, 1);
    Bundle own = AutoencoderData.own(likelihood);
    double[] outputs = AutoencoderData.outputs(rows.length);

    double[] densities = new Head(likelihood, rows, own).at(outputs);

    for (int r = 0; r < rows.length; r++) {
      double[] of = Arrays.copyOfRange(outputs, r * D, (r + 1) * D);
      double expected = Textbook.logDensity(likelihood, rows[r], of, own);
      assertEquals(expected, densities[r], ROUNDING * (10 + Math.abs(expected)), "row " + r);
    }
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void derivativesAreThoseOfTheTextbook(Likelihood likelihood) {
    double[][] rows = AutoencoderData.rows(likelihood, 6, 2);
    Bundle own = AutoencoderData.own(likelihood);
    double[] outputs = AutoencoderData.outputs(rows.length);
    Head head = new Head(likelihood, rows, own);
    head.at(outputs);

    double[] derivative = head.derivative();
    Direction ofOwn = head.ownDerivative();

    for (int i = 0; i < outputs.length; i++) {
      double expected = Textbook.derivative(at -> oracle(likelihood, rows, at, own), outputs, i);
      assertEquals(expected, derivative[i], DIFFERENCES * (1 + Math.abs(expected)), "output " + i);
    }
    for (Field field : AutoencoderData.learned(own)) {
      double[] values = own.copyOf(field.name());
      for (int i = 0; i < values.length; i++) {
        double expected =
            Textbook.derivative(
                at -> {
                  Bundle moved = own.copy();
                  moved.set(field.name(), at);
                  return oracle(likelihood, rows, outputs, moved);
                },
                values,
                i);
        double actual = ofOwn.values(field.name())[i];
        assertEquals(expected, actual, DIFFERENCES * (1 + Math.abs(expected)), field.name() + i);
      }
    }
  }

  /** The number of failures before the r-th success. */
  @Test
  void wholeDispersionsAreOfPascalsDistribution() {
    NegativeBinomial likelihood = new NegativeBinomial(false);
    Bundle own = AutoencoderData.own(likelihood);
    own.set("dispersion.log", new double[] {0, Math.log(2), Math.log(3), Math.log(5), Math.log(8)});
    double[] r = {1, 2, 3, 5, 8};
    double[] x = {4, 0, 7, 1, 30};
    double[] outputs = {0.3, 1, -1, 2, 2.5};
    double expected = 0;
    for (int d = 0; d < D; d++) {
      double success = r[d] / (r[d] + Math.exp(outputs[d]));
      expected += new PascalDistribution((int) r[d], success).logProbability((int) x[d]);
    }

    double density = new Head(likelihood, new double[][] {x}, own).at(outputs)[0];

    assertEquals(expected, density, ROUNDING * Math.abs(expected));
  }

  @Test
  void logitsFarFromZeroGiveFiniteDensities() {
    double[][] rows = {{1, 0, 1, 0, 0.5}};
    double[] outputs = {800, 800, -800, -800, 0};

    double density =
        new Head(new Bernoulli(), rows, AutoencoderData.own(new Bernoulli())).at(outputs)[0];

    assertEquals(-1600 - Math.log(2), density, 1e-9);
  }
}
