package org.sparksvi.check;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;
import org.sparksvi.model.LogDensity;

/** A log joint density of all rows, and its derivatives by unconstrained numbers. */
record AllRows<B extends Block>(LogDensity<B> density, Blocks<B> blocks) {
  private static final double STEP = 1e-4; // the first that is tried

  /** Of differences, in units: they are off by its square, and by rounding over it. */
  private static final double DIFFERENCE = 1e-2;

  /** Of a step, by which it changes at most before it is tried. */
  private static final double FACTOR = 100;

  private static final int MOST_STEPS = 12;

  /** A unit that is larger is none: what is so wide is flat. */
  private static final double LARGEST = 1e10;

  /** log p(rows, ζ); adds its derivative. */
  double logJoint(double[] at, double[] gradient) {
    double[] prior = new double[at.length];
    double logPrior = density.logPrior(at, prior);
    double sum = logPrior;
    for (int i = 0; i < at.length; i++) {
      gradient[i] += prior[i];
    }
    for (int b = 0; b < blocks.count(); b++) {
      double[] of = new double[at.length];
      sum += density.logJoint(blocks.read(b), at, of) - logPrior;
      for (int i = 0; i < at.length; i++) {
        gradient[i] += of[i] - prior[i];
      }
    }
    return sum;
  }

  private boolean isFinite(double[] at) {
    double[] gradient = new double[at.length];
    return Double.isFinite(logJoint(at, gradient))
        && Arrays.stream(gradient).allMatch(Double::isFinite);
  }

  /** The first of some points where the density and its gradient are numbers. */
  Optional<double[]> firstFinite(List<double[]> points) {
    return points.stream().filter(this::isFinite).findFirst();
  }

  /** The highest of some points where the density and its gradient are numbers. */
  Optional<double[]> highest(List<double[]> points) {
    return points.stream()
        .filter(this::isFinite)
        .max(Comparator.comparingDouble(at -> logJoint(at, new double[at.length])));
  }

  /**
   * How far each number goes before the density falls by half a nat, 1/√|∂²|, by differences that
   * are small beside it; 1 where it is flat.
   */
  double[] units(double[] at) {
    double[] units = new double[at.length];
    Arrays.setAll(units, j -> unit(at, j));
    return units;
  }

  private double unit(double[] at, int j) {
    double step = STEP * Math.max(1, Math.abs(at[j]));
    double unit = 1;
    for (int s = 0; s < MOST_STEPS; s++) {
      double second = Math.abs(differences(at, j, step, true)[j]);
      if (!Double.isFinite(second)) {
        step /= FACTOR; // so far away there is no density
        continue;
      }
      unit = 1 / Math.sqrt(second);
      double next = DIFFERENCE * unit;
      if (!(unit <= LARGEST)) {
        return 1;
      }
      if (next >= step / 2 && next <= step * 2) {
        break;
      }
      step = Math.max(step / FACTOR, Math.min(step * FACTOR, next));
    }
    return unit;
  }

  /**
   * −∂² of the log density, of the prior alone or with all rows, by differences of gradients; of ζ
   * in units.
   */
  double[] curvature(double[] at, double[] units, boolean withRows) {
    int size = at.length;
    double[] matrix = new double[size * size];
    for (int j = 0; j < size; j++) {
      double[] second = differences(at, j, DIFFERENCE * units[j], withRows);
      for (int i = 0; i < size; i++) {
        double half = 0.5 * units[i] * units[j] * second[i];
        matrix[i * size + j] += half;
        matrix[j * size + i] += half;
      }
    }
    return matrix;
  }

  private double[] differences(double[] at, int j, double step, boolean withRows) {
    double[] up = at.clone();
    double[] down = at.clone();
    up[j] += step;
    down[j] -= step;
    double[] above = gradient(up, withRows);
    double[] below = gradient(down, withRows);
    double[] second = new double[at.length];
    Arrays.setAll(second, i -> (below[i] - above[i]) / (up[j] - down[j]));
    return second;
  }

  private double[] gradient(double[] at, boolean withRows) {
    double[] gradient = new double[at.length];
    if (withRows) {
      logJoint(at, gradient);
    } else {
      density.logPrior(at, gradient);
    }
    return gradient;
  }
}
