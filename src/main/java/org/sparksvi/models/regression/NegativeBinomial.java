package org.sparksvi.models.regression;

import java.util.List;
import org.sparksvi.numeric.GaussHermite;
import org.sparksvi.numeric.IncompleteBeta;
import org.sparksvi.numeric.SpecialFunctions;

/**
 * Overdispersed counts whose log mean is the predictor: of mean μ = e^f and variance μ + μ² / r.
 *
 * <pre>
 *   l = log Γ(y + r) − log Γ(r) − log y! + r log r + y f − (y + r) log(r + e^f)
 * </pre>
 *
 * @param size r
 */
public record NegativeBinomial(double size) implements LogLink {
  private static final long serialVersionUID = 1L;
  private static final Dispersion SIZE = new Dispersion("size", false, 1, 0.01, 0.01);

  /** With the size to start from. */
  public NegativeBinomial() {
    this(SIZE.start());
  }

  @Override
  public double log(double y, double f) {
    double odds = f - StrictMath.log(size);
    double logOdds = Math.max(odds, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(odds)));
    return SpecialFunctions.logGamma(y + size)
        - SpecialFunctions.logGamma(size)
        - SpecialFunctions.logGamma(y + 1)
        + y * odds
        - (y + size) * logOdds;
  }

  @Override
  public double slope(double y, double f) {
    return y - (y + size) * share(f);
  }

  /** μ / (r + μ). */
  private double share(double f) {
    return 1 / (1 + size * StrictMath.exp(-f));
  }

  @Override
  public double curvature(double y, double f) {
    double share = share(f);
    return (y + size) * share * (1 - share);
  }

  /** The expected one. */
  @Override
  public double firstCurvature(double y, double f) {
    return size * share(f);
  }

  @Override
  public double variance(double f) {
    double mean = mean(f);
    return mean + mean * mean / size;
  }

  @Override
  public double cumulative(double y, double f) {
    return y < 0 ? 0 : IncompleteBeta.lower(1 - share(f), size, Math.floor(y) + 1);
  }

  @Override
  public boolean whole() {
    return true;
  }

  @Override
  public String refused(double y) {
    return Responses.count(y);
  }

  /** One exponential and one logarithm for each node. */
  @Override
  public void expect(double y, double mean, double variance, double[] out) {
    double deviation = Math.sqrt(variance);
    GaussHermite rule = Quadrature.rule();
    double centre = mean - StrictMath.log(size);
    double value = 0;
    double share = 0;
    double curvature = 0;
    double e0 = StrictMath.exp(-Math.abs(centre));
    double middle = (centre >= 0 ? 1 : e0) / (1 + e0); // taken off, no term is negative
    for (int i = 0; i < rule.size(); i++) {
      double odds = centre + deviation * rule.node(i);
      double e = StrictMath.exp(-Math.abs(odds));
      double each = (odds >= 0 ? 1 : e) / (1 + e);
      value += rule.weight(i) * (Math.max(odds, 0) + StrictMath.log1p(e));
      share += rule.weight(i) * each;
      curvature += rule.weight(i) * (each - middle) * rule.node(i);
    }
    out[0] =
        SpecialFunctions.logGamma(y + size)
            - SpecialFunctions.logGamma(size)
            - SpecialFunctions.logGamma(y + 1)
            + y * centre
            - (y + size) * value;
    out[1] = y - (y + size) * share;
    out[2] =
        deviation > Quadrature.NARROW ? (y + size) * curvature / deviation : curvature(y, mean);
  }

  @Override
  public void predict(double mean, double variance, double[] out) {
    LogLink.predict(mean, variance, 1, 1 / size, out);
  }

  @Override
  public List<Dispersion> dispersions() {
    return List.of(SIZE);
  }

  @Override
  public ScalarLikelihood with(double[] values) {
    return new NegativeBinomial(values[0]);
  }

  @Override
  public void addDispersion(
      double y, double mean, double variance, double weight, double[] slopes, double[] curvatures) {
    double deviation = Math.sqrt(variance);
    GaussHermite rule = Quadrature.rule();
    double log = 0; // E log(1 + μ/r)
    double first = 0; // E r / (r + μ)
    double second = 0; // E (r / (r + μ))²
    for (int i = 0; i < rule.size(); i++) {
      double odds = mean + deviation * rule.node(i) - StrictMath.log(size);
      double e = StrictMath.exp(-Math.abs(odds));
      double rest = (odds >= 0 ? e : 1) / (1 + e);
      log += rule.weight(i) * (Math.max(odds, 0) + StrictMath.log1p(e));
      first += rule.weight(i) * rest;
      second += rule.weight(i) * rest * rest;
    }
    double slope =
        SpecialFunctions.digamma(y + size)
            - SpecialFunctions.digamma(size)
            + 1
            - log
            - (y + size) / size * first;
    double change =
        SpecialFunctions.trigamma(y + size)
            - SpecialFunctions.trigamma(size)
            + (1 - 2 * first + (y + size) / size * second) / size;
    slopes[0] += weight * size * slope;
    curvatures[0] -= weight * (size * slope + size * size * change);
  }
}
