package org.sparksvi.models.joint;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sparksvi.numeric.Cholesky;
import org.sparksvi.numeric.Exponentials;

/**
 * The integral over the numbers u that each row has of its own, by nodes of the Gaussian nearest to
 * their posterior.
 *
 * <pre>
 *   log p(row | ζ) = log ∫ p(row, u | ζ) du ≈ log Σ_k w_k p(row, u_k | ζ) / N(u_k; m, C Cᵀ)
 *   u_k = m + C z_k     z_k, w_k: Gauss and Hermite's
 * </pre>
 *
 * <p>m and C are, row by row, the fixed point of natural gradients of the bound at some parameters
 * (Khan and Rue, 2023), in which fewer nodes stand for expectations:
 *
 * <pre>
 *   (C Cᵀ)⁻¹ = −E[∇_u log p(row, u) zᵀ] C⁻¹     m ← m + C Cᵀ E[∇_u log p(row, u)]
 * </pre>
 *
 * <p>Steps become shorter where that goes round in circles: after 25 they are halves, then quarters
 * and eighths, of both. A row that has not come to rest after 100 steps keeps the nodes of the
 * last.
 *
 * <p>That only says where the nodes are: the sum is exact for a Gaussian times a polynomial there,
 * so it does not matter that other draws of the parameters have their posteriors a little
 * elsewhere. The derivative is that of the sum at nodes that stay.
 */
final class LocalIntegral {
  /** Numbers that a row may have of its own. */
  static final int MOST = 3;

  /** Nodes in each direction, by the number of directions. */
  private static final int[] NODES = {0, 9, 7, 5};

  /**
   * Share of a row's posterior at other parameters that may be on the outermost nodes of a
   * direction, and its largest variance there beside that of the nodes: a normal one that is off by
   * so much, or so much wider, has sums that are off by about a thousandth, or a hundredth.
   *
   * <pre>
   *   n! / (2n)! off^2n,   share = w e^(off z − off²/2)        ((ratio − 1) / (ratio + 1))^n
   * </pre>
   */
  private static final double[] EDGE = {0, 0.07, 0.15, 0.25};

  private static final double[] WIDEST = {0, 4, 3.15, 2.32};

  /**
   * The least variance: one that is narrower still, half way between two nodes, seems to have less.
   */
  private static final double[] NARROWEST = {0, 0.34, 0.4, 0.5};

  /** Nodes in each direction of the expectations that say where these are: enough for a cubic. */
  private static final int FIT_NODES = 3;

  /** Steps of whole length, then as many of half, of a quarter and of an eighth, against cycles. */
  private static final int WHOLE_STEPS = 25;

  private static final int MOST_STEPS = 4 * WHOLE_STEPS;

  /** Standard deviations that nodes may be off: they are a whole one apart. */
  private static final double NEAR = 1e-2;

  /** Standard deviations that a step may be long. */
  private static final double LONGEST = 3;

  private final Integrand integrand;
  private final int rows;
  private final int size;
  private final ProductNodes nodes;
  private final ProductNodes fitNodes;
  private final double[] means; // rows × size
  private final double[] factors; // C, rows × size × size, lower
  private final double[] logScales; // log |C|, by row
  private final double[][] terms; // K × rows
  private final double[] places; // rows × size, of a node
  private final boolean[] done; // whether a row's nodes have come to rest

  /** What is integrated. */
  interface Integrand {
    /** Sets rows × size numbers, and evaluates log p(row, u) by row. */
    void evaluate(double[] locals, double[] out);

    /** The derivatives of the last evaluation by the numbers, rows × size. */
    void slopes(double[] out);

    /** Adds the derivative of Σ seed · log p(row, u) by the parameters. */
    void backward(double[] seed, double[] into);
  }

  LocalIntegral(Integrand integrand, int rows, int size) {
    this.integrand = integrand;
    this.rows = rows;
    this.size = size;
    nodes = ProductNodes.of(size, NODES[size]);
    fitNodes = ProductNodes.of(size, FIT_NODES);
    means = new double[rows * size];
    factors = new double[rows * size * size];
    logScales = new double[rows];
    terms = new double[nodes.count()][rows];
    places = new double[rows * size];
    done = new boolean[rows];
  }

  /**
   * Where the nodes of some rows are.
   *
   * @param done rows that have come to rest
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Places(double[] means, double[] factors, double[] logScales, boolean[] done) {
    int numbers() {
      return means.length + factors.length + logScales.length;
    }
  }

  /** A copy. */
  Places places() {
    return new Places(means.clone(), factors.clone(), logScales.clone(), done.clone());
  }

  /** Puts the nodes where they were for the same rows. */
  void take(Places there) {
    System.arraycopy(there.means, 0, means, 0, means.length);
    System.arraycopy(there.factors, 0, factors, 0, factors.length);
    System.arraycopy(there.logScales, 0, logScales, 0, logScales.length);
    System.arraycopy(there.done, 0, done, 0, done.length);
  }

  /** Evaluations of rows that one of the integral takes. */
  int evaluations() {
    return nodes.count();
  }

  private void place(double[] z) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < size; i++) {
        double sum = means[r * size + i];
        for (int j = 0; j <= i; j++) {
          sum += factors[(r * size + i) * size + j] * z[j];
        }
        places[r * size + i] = sum;
      }
    }
  }

  /** Puts the nodes where the rows' numbers are at the present parameters. */
  void fit() {
    Arrays.fill(means, 0);
    Arrays.fill(factors, 0);
    Arrays.fill(logScales, 0);
    for (int i = 0; i < rows * size; i++) {
      factors[i * size + i % size] = 1;
    }
    Arrays.fill(done, false);
    double[] slopes = new double[rows * size];
    double[] first = new double[rows * size];
    double[] second = new double[rows * size * size];
    boolean all = false;
    for (int step = 0; step < MOST_STEPS && !all; step++) {
      Arrays.fill(first, 0);
      Arrays.fill(second, 0);
      for (int k = 0; k < fitNodes.count(); k++) {
        double[] z = fitNodes.at()[k];
        place(z);
        integrand.evaluate(places, terms[0]);
        integrand.slopes(slopes);
        double weight = fitNodes.weights()[k];
        for (int i = 0; i < rows * size; i++) {
          first[i] += weight * slopes[i];
          for (int j = 0; j < size; j++) {
            second[i * size + j] += weight * slopes[i] * z[j];
          }
        }
      }
      all = true;
      int halvings = step / WHOLE_STEPS;
      double rate = 1.0 / (1 << halvings);
      for (int r = 0; r < rows; r++) {
        done[r] = done[r] || moved(r, first, second, rate);
        all &= done[r];
      }
    }
  }

  /**
   * Rows whose nodes have not come to rest.
   *
   * @param factors of the rows; those of 0 do not count
   */
  int unsettled(double[] factors) {
    return (int) IntStream.range(0, rows).filter(r -> factors[r] > 0 && !done[r]).count();
  }

  /**
   * Moves a row's nodes; whether they were in place, or can be nowhere.
   *
   * @param rate of the natural gradient
   */
  private boolean moved(int r, double[] first, double[] second, double rate) {
    double[] slope = Arrays.copyOfRange(first, r * size, (r + 1) * size);
    double[] curvature = damped(r, curvature(r, second), rate);
    if (Arrays.stream(slope).anyMatch(x -> !Double.isFinite(x))
        || Arrays.stream(curvature).anyMatch(x -> !Double.isFinite(x))) {
      return true; // the sum will say what is wrong
    }
    Optional<Cholesky> precision = Cholesky.ifPositive(curvature, size);
    double[] before = Arrays.copyOfRange(factors, r * size * size, (r + 1) * size * size);
    double[] covariance =
        precision.map(Cholesky::inverse).orElseGet(() -> product(before)); // as it was
    Cholesky factor = Cholesky.of(covariance, size, "the covariance of a row's own numbers");
    double[] step = new double[size];
    double length = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        step[i] += covariance[i * size + j] * slope[j];
      }
      length += step[i] * slope[i];
    }
    double share = Math.min(rate, LONGEST / Math.sqrt(length));
    double change = Math.sqrt(length);
    for (int i = 0; i < size; i++) {
      means[r * size + i] += share * step[i];
      for (int j = 0; j < size; j++) {
        double now = factor.factor()[i * size + j];
        double scale = Math.sqrt(covariance[i * size + i]);
        change = Math.max(change, Math.abs(now - before[i * size + j]) / scale);
        factors[(r * size + i) * size + j] = now;
      }
    }
    logScales[r] = 0.5 * factor.logDeterminant();
    return change < NEAR;
  }

  /** (1 − rate) (C Cᵀ)⁻¹ + rate · curvature. */
  private double[] damped(int r, double[] curvature, double rate) {
    if (rate == 1) {
      return curvature;
    }
    double[] factor = Arrays.copyOfRange(factors, r * size * size, (r + 1) * size * size);
    double[] before =
        Cholesky.of(product(factor), size, "the covariance of a row's own numbers").inverse();
    double[] mean = new double[curvature.length];
    Arrays.setAll(mean, i -> (1 - rate) * before[i] + rate * curvature[i]);
    return mean;
  }

  private double[] product(double[] c) {
    double[] out = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        for (int m = 0; m <= Math.min(i, j); m++) {
          out[i * size + j] += c[i * size + m] * c[j * size + m];
        }
      }
    }
    return out;
  }

  /** −E[∇ zᵀ] C⁻¹, made symmetric. */
  private double[] curvature(int r, double[] second) {
    double[] h = new double[size * size];
    int at = r * size * size;
    for (int i = 0; i < size; i++) {
      for (int j = size - 1; j >= 0; j--) { // h C = −second
        double sum = -second[at + i * size + j];
        for (int m = j + 1; m < size; m++) {
          sum -= h[i * size + m] * factors[at + m * size + j];
        }
        h[i * size + j] = sum / factors[at + j * size + j];
      }
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        double mean = 0.5 * (h[i * size + j] + h[j * size + i]);
        h[i * size + j] = mean;
        h[j * size + i] = mean;
      }
    }
    return h;
  }

  /** log p(row | ζ) by row. */
  void evaluate(double[] out) {
    double[] most = new double[rows];
    Arrays.fill(most, Double.NEGATIVE_INFINITY);
    for (int k = 0; k < nodes.count(); k++) {
      place(nodes.at()[k]);
      integrand.evaluate(places, terms[k]);
      for (int r = 0; r < rows; r++) {
        terms[k][r] += nodes.logDensities()[k] + logScales[r];
        most[r] = Math.max(most[r], terms[k][r]); // NaN wherever one is
      }
    }
    for (int r = 0; r < rows; r++) {
      double sum = 0;
      for (double[] term : terms) {
        sum += most[r] > Double.NEGATIVE_INFINITY ? Exponentials.exp(term[r] - most[r]) : 1;
      }
      out[r] = most[r] + StrictMath.log(sum);
      for (double[] term : terms) {
        term[r] -= out[r]; // of the node's share of the posterior
      }
    }
  }

  /**
   * Marks rows whose posterior at the parameters of the last evaluation is not where their nodes
   * are, or much narrower or wider.
   */
  void markFar(boolean[] far) {
    double[] first = new double[rows * size];
    double[] second = new double[rows * size];
    double[] edges = new double[rows * size];
    double outermost = Math.abs(nodes.at()[0][0]);
    for (int k = 0; k < nodes.count(); k++) {
      double[] z = nodes.at()[k];
      for (int r = 0; r < rows; r++) {
        double share = Exponentials.exp(terms[k][r]);
        for (int i = 0; i < size; i++) {
          first[r * size + i] += share * z[i];
          second[r * size + i] += share * z[i] * z[i];
          edges[r * size + i] += Math.abs(z[i]) >= outermost ? share : 0;
        }
      }
    }
    for (int i = 0; i < rows * size; i++) {
      double variance = second[i] - first[i] * first[i];
      far[i / size] |=
          edges[i] > EDGE[size] || variance < NARROWEST[size] || variance > WIDEST[size];
    }
  }

  /** Adds the derivative of Σ weight · log p(row | ζ) of the last evaluation. */
  void backward(double[] weights, double[] into) {
    double[] seed = new double[rows];
    double[] logs = new double[rows];
    for (int k = 0; k < nodes.count(); k++) {
      for (int r = 0; r < rows; r++) {
        seed[r] = weights[r] * Exponentials.exp(terms[k][r]);
      }
      place(nodes.at()[k]);
      integrand.evaluate(places, logs);
      integrand.backward(seed, into);
    }
  }

  /**
   * Adds moments of the rows' numbers given the rows, by the last evaluation.
   *
   * @param share factor of what is added
   * @param first means, rows × size
   * @param second moments about 0, rows × size
   */
  void addMoments(double share, double[] first, double[] second) {
    for (int k = 0; k < nodes.count(); k++) {
      place(nodes.at()[k]);
      for (int i = 0; i < rows * size; i++) {
        double part = share * Exponentials.exp(terms[k][i / size]);
        first[i] += part * places[i];
        second[i] += part * places[i] * places[i];
      }
    }
  }
}
