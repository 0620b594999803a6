package org.sparksvi.models.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparksvi.numeric.GaussHermite;

/**
 * Responses of K classes in an order, by a cumulative logit (McCullagh, 1980).
 *
 * <pre>
 *   P(y ≤ k | f) = σ(t_k − f)       t_k − t_(k−1) = δ_k &gt; 0,  Σ t_k = 0,  k = 0 … K − 2
 *   l = log(σ(u) − σ(w)) = log σ(u) + log σ(−w) + log(1 − e^(w − u))    u = t_y − f,  w = t_(y−1) − f
 * </pre>
 *
 * <p>Gaps δ are estimates. Cutpoints about 0 leave the middle of the scale to the intercept.
 */
public final class Ordinal implements ClassLikelihood {
  private static final long serialVersionUID = 1L;

  /** Halvings of an interval to the last digits of a double. */
  private static final int HALVINGS = 60;

  private final double[] gaps; // δ, K − 2
  private final double[] cuts; // t, K − 1

  /** Of K classes, with the gaps to start from. */
  public Ordinal(int classes) {
    this(ones(classes));
  }

  private Ordinal(double[] gaps) {
    this.gaps = gaps;
    this.cuts = new double[gaps.length + 1];
    double sum = 0;
    for (int k = 1; k < cuts.length; k++) {
      cuts[k] = cuts[k - 1] + gaps[k - 1];
      sum += cuts[k];
    }
    for (int k = 0; k < cuts.length; k++) {
      cuts[k] -= sum / cuts.length;
    }
  }

  private static double[] ones(int classes) {
    if (classes < 2) {
      throw new IllegalArgumentException("there must be 2 classes at least, but are " + classes);
    }
    double[] ones = new double[classes - 2];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Override
  public int classes() {
    return cuts.length + 1;
  }

  @Override
  public int predictors() {
    return 1;
  }

  /** t, of K − 1 cutpoints, ascending. */
  @Override
  public List<Double> cutpoints() {
    return Arrays.stream(cuts).boxed().toList();
  }

  private double upper(int y, double f) {
    return y < cuts.length ? cuts[y] - f : Double.POSITIVE_INFINITY;
  }

  private double lower(int y, double f) {
    return y > 0 ? cuts[y - 1] - f : Double.NEGATIVE_INFINITY;
  }

  private static double sigmoid(double x) {
    double e = StrictMath.exp(-Math.abs(x));
    return (x >= 0 ? 1 : e) / (1 + e);
  }

  private static double logSigmoid(double x) {
    return x == Double.POSITIVE_INFINITY
        ? 0
        : Math.min(x, 0) - StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }

  @Override
  public double log(double y, double[] f) {
    return log(y, f[0]);
  }

  /** log p(y | f). */
  double log(double y, double f) {
    double u = upper((int) y, f);
    double w = lower((int) y, f);
    return logSigmoid(u) + logSigmoid(-w) + StrictMath.log(-StrictMath.expm1(w - u));
  }

  private double slope(int y, double f) {
    return sigmoid(lower(y, f)) - sigmoid(-upper(y, f));
  }

  private double curvature(int y, double f) {
    double u = upper(y, f);
    double w = lower(y, f);
    return sigmoid(u) * sigmoid(-u) + sigmoid(w) * sigmoid(-w);
  }

  /** The predictor of this mean number. */
  @Override
  public double link(double mean) {
    double low = cuts[0] - 40;
    double high = cuts[cuts.length - 1] + 40;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = 0.5 * (low + high);
      double expected = Arrays.stream(cuts).map(t -> sigmoid(middle - t)).sum();
      if (expected < mean) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public void first(double y, double[] f, double[] out) {
    out[0] = log(y, f[0]);
    out[1] = slope((int) y, f[0]);
    out[2] = curvature((int) y, f[0]);
  }

  @Override
  public void expectAll(double y, double[] means, double[] covariance, double[] out) {
    double deviation = Math.sqrt(covariance[0]);
    GaussHermite rule = Quadrature.rule();
    Arrays.fill(out, 0);
    for (int i = 0; i < rule.size(); i++) {
      double f = means[0] + deviation * rule.node(i);
      double first = rule.weight(i) * slope((int) y, f);
      out[0] += rule.weight(i) * log(y, f);
      out[1] += first;
      out[2] -= first * rule.node(i) / deviation;
    }
    out[2] = deviation > Quadrature.NARROW ? out[2] : curvature((int) y, means[0]);
  }

  @Override
  public void probabilities(double[] means, double[] covariance, double[] out) {
    double deviation = Math.sqrt(covariance[0]);
    GaussHermite rule = Quadrature.rule();
    Arrays.fill(out, 0);
    for (int i = 0; i < rule.size(); i++) {
      double f = means[0] + deviation * rule.node(i);
      double before = 0;
      for (int k = 0; k < cuts.length; k++) {
        double upTo = sigmoid(cuts[k] - f);
        out[k] += rule.weight(i) * (upTo - before);
        before = upTo;
      }
      out[cuts.length] += rule.weight(i) * (1 - before);
    }
  }

  @Override
  public List<Dispersion> dispersions() {
    List<Dispersion> all = new ArrayList<>();
    for (int k = 1; k <= gaps.length; k++) {
      all.add(new Dispersion("gap " + k, false, 1, 0.01, 0.01));
    }
    return all;
  }

  @Override
  public Likelihood with(double[] values) {
    return new Ordinal(values.clone());
  }

  @Override
  public void addDispersion(
      double y, double mean, double variance, double weight, double[] slopes, double[] curvatures) {
    double deviation = Math.sqrt(variance);
    GaussHermite rule = Quadrature.rule();
    int own = (int) y;
    for (int i = 0; i < rule.size(); i++) {
      double f = mean + deviation * rule.node(i);
      double u = upper(own, f);
      double w = lower(own, f);
      double width = u - w; // infinite at both ends
      double odds = 1 / StrictMath.expm1(width);
      double byUpper = sigmoid(-u) + odds;
      double byLower = -sigmoid(w) - odds;
      double across = odds * (1 + odds);
      double twiceUpper = -sigmoid(u) * sigmoid(-u) - across;
      double twiceLower = -sigmoid(w) * sigmoid(-w) - across;
      for (int j = 0; j < gaps.length; j++) {
        double a = moves(own, j);
        double b = moves(own - 1, j);
        double first = gaps[j] * (byUpper * a + byLower * b);
        double second = twiceUpper * a * a + 2 * across * a * b + twiceLower * b * b;
        slopes[j] += weight * rule.weight(i) * first;
        curvatures[j] -= weight * rule.weight(i) * (first + gaps[j] * gaps[j] * second);
      }
    }
  }

  /** ∂t_k / ∂δ_j, j from 0; 0 beyond the ends. */
  private double moves(int k, int j) {
    if (k < 0 || k >= cuts.length) {
      return 0;
    }
    return (k > j ? 1 : 0) - (cuts.length - 1.0 - j) / cuts.length;
  }
}
