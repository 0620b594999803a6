package org.sparksvi.models.topics;

import java.io.Serializable;
import java.util.Arrays;
import org.sparksvi.family.Dirichlet;

/**
 * The parameters of a Dirichlet prior: a number that stays, or one or many that are learned.
 *
 * @param value the number, or where learning starts; positive
 * @param learning what is learned
 */
public record Concentration(double value, Learning learning) implements Serializable {

  /** What of a Dirichlet prior is learned. */
  public enum Learning {
    /** Nothing: the value stays. */
    FIXED {
      @Override
      double[] fit(double value, double[] meanLog) {
        return filled(value, meanLog.length);
      }
    },
    /** One number for all components. */
    SYMMETRIC {
      @Override
      double[] fit(double value, double[] meanLog) {
        double mean = Arrays.stream(meanLog).average().orElseThrow();
        return filled(Dirichlet.symmetricFromMeanLog(mean, meanLog.length), meanLog.length);
      }
    },
    /** A number for each component. */
    ASYMMETRIC {
      @Override
      double[] fit(double value, double[] meanLog) {
        return Dirichlet.fromMeanLog(meanLog);
      }
    };

    abstract double[] fit(double value, double[] meanLog);
  }

  public Concentration {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a Dirichlet prior's parameter must be positive and finite, but was " + value);
    }
  }

  /** A number that stays. */
  public static Concentration fixed(double value) {
    return new Concentration(value, Learning.FIXED);
  }

  /** One learned number for all components. */
  public static Concentration symmetric(double start) {
    return new Concentration(start, Learning.SYMMETRIC);
  }

  /** A learned number for each component. */
  public static Concentration asymmetric(double start) {
    return new Concentration(start, Learning.ASYMMETRIC);
  }

  boolean learned() {
    return learning != Learning.FIXED;
  }

  /**
   * The parameters that make the mean logs most probable.
   *
   * @param meanLog E[log x_k] averaged over observations, a value for each component
   */
  double[] fit(double[] meanLog) {
    return learning.fit(value, meanLog);
  }

  /** The starting value for each of n components. */
  double[] start(int n) {
    return filled(value, n);
  }

  private static double[] filled(double value, int n) {
    double[] values = new double[n];
    Arrays.fill(values, value);
    return values;
  }
}
