package org.sparksvi.models.factor;

import java.util.Arrays;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.family.Gamma;
import org.sparksvi.numeric.Cholesky;

/**
 * The variational posterior of the globals of {@link BayesianPca}, read out of parameters in
 * sequence: q(α) and q(τ) as they stand, then the loadings that are best at them.
 *
 * <pre>
 *   q(w_d, μ_d) = N(m_d, V_d)     V_d = (diag(E α, β) + E τ S_d)⁻¹     m_d = E τ V_d Σ y_d E z̃
 * </pre>
 *
 * <p>V is one for all columns where rows are complete.
 */
final class Relevance {
  private final FactorSettings settings;
  private final ArdSettings priors;
  private final double relevanceShape; // of q(α_j), a₀ + D/2
  private final double[] relevanceRates; // of q(α_j), by factor
  private final double noiseShape; // of q(τ)
  private final double noiseRate;
  private final double[] means; // m, D × (q+1)
  private final double[] covariances; // V, one or D of (q+1)²
  private final double[] logDeterminants; // of V, one or D

  Relevance(FactorSettings settings, ArdSettings priors, Bundle parameters) {
    this.settings = settings;
    this.priors = priors;
    relevanceShape = priors.relevanceShape() + 0.5 * settings.columns();
    relevanceRates = parameters.values(BayesianPca.RELEVANCE).clone();
    noiseShape = parameters.values(BayesianPca.NOISE)[0];
    noiseRate = parameters.values(BayesianPca.NOISE)[1];
    int size = settings.size();
    int kinds = settings.missing() ? settings.columns() : 1;
    means = new double[settings.columns() * size];
    covariances = new double[kinds * size * size];
    logDeterminants = new double[kinds];
    Moments moments = new Moments(settings, parameters);
    for (int k = 0; k < kinds; k++) {
      spread(k, moments);
    }
    for (int d = 0; d < settings.columns(); d++) {
      place(d, moments);
    }
  }

  private void spread(int kind, Moments moments) {
    int size = settings.size();
    double[] precision = new double[size * size];
    for (int i = 0; i < precision.length; i++) {
      precision[i] = precision() * moments.moments()[moments.ofColumn(kind) + i];
    }
    for (int j = 0; j < size; j++) {
      precision[j * size + j] += prior(j);
    }
    Cholesky cholesky = Cholesky.of(precision, size, "the precision of loadings");
    System.arraycopy(cholesky.inverse(), 0, covariances, kind * precision.length, precision.length);
    logDeterminants[kind] = -cholesky.logDeterminant();
  }

  /** E τ. */
  private double precision() {
    return noiseShape / noiseRate;
  }

  /** E α_j, or β for the mean. */
  private double prior(int j) {
    return j < settings.factors() ? relevanceShape / relevanceRates[j] : priors.meanPrecision();
  }

  private void place(int d, Moments moments) {
    int size = settings.size();
    for (int i = 0; i < size; i++) {
      double sum = 0;
      for (int j = 0; j < size; j++) {
        sum += covariances[ofColumn(d) + i * size + j] * moments.products()[d * size + j];
      }
      means[d * size + i] = precision() * sum;
    }
  }

  private int ofColumn(int d) {
    return settings.missing() ? d * settings.size() * settings.size() : 0;
  }

  /** The same for local steps. */
  Loadings loadings(Bundle parameters) {
    int q = settings.factors();
    int columns = settings.columns();
    double[] weights = new double[columns * q];
    double[] offsets = new double[columns];
    double[] precisions = new double[columns];
    double[] logs = new double[columns];
    Arrays.fill(precisions, precision());
    Arrays.fill(logs, Gamma.meanLog(noiseShape, noiseRate));
    for (int d = 0; d < columns; d++) {
      System.arraycopy(means, d * settings.size(), weights, d * q, q);
      offsets[d] = means[d * settings.size() + q];
    }
    return new Loadings(settings, weights, offsets, precisions, logs, covariances, parameters);
  }

  /** b_j of the best q(α_j) at these loadings. */
  double[] bestRelevanceRates() {
    double[] rates = new double[settings.factors()];
    for (int j = 0; j < rates.length; j++) {
      rates[j] = bestRelevanceRate(squaredLoadings(j));
    }
    return rates;
  }

  /** b_j at loadings whose expected squares add up to a sum. */
  double bestRelevanceRate(double squares) {
    return priors.relevanceRate() + 0.5 * squares;
  }

  /** a₀ + D/2. */
  double relevanceShape() {
    return relevanceShape;
  }

  /** Σ_d E[w_d w_dᵀ], q × q. */
  double[] secondMoments() {
    int q = settings.factors();
    int size = settings.size();
    double[] sum = new double[q * q];
    for (int d = 0; d < settings.columns(); d++) {
      for (int i = 0; i < q; i++) {
        for (int j = 0; j < q; j++) {
          double product = means[d * size + i] * means[d * size + j];
          sum[i * q + j] += product + covariances[ofColumn(d) + i * size + j];
        }
      }
    }
    return sum;
  }

  /** Σ_d E w_dj², or E μ_d² for the last. */
  private double squaredLoadings(int j) {
    int size = settings.size();
    double sum = 0;
    for (int d = 0; d < settings.columns(); d++) {
      double mean = means[d * size + j];
      sum += mean * mean + covariances[ofColumn(d) + j * size + j];
    }
    return sum;
  }

  /**
   * The best q(τ) at these loadings and some moments: c and d.
   *
   * <pre>
   *   c = c₀ + ½ Σ n_d      d = d₀ + ½ Σ_d (Σ y_d² − 2 m_d · Σ y_d E z̃ + tr((m_d m_dᵀ + V_d) S_d))
   * </pre>
   */
  double[] noiseAt(Moments moments) {
    int size = settings.size();
    double weight = 0;
    double errors = 0;
    for (int d = 0; d < settings.columns(); d++) {
      weight += moments.weight(d);
      errors += moments.square(d);
      for (int i = 0; i < size; i++) {
        double mean = means[d * size + i];
        errors -= 2 * mean * moments.products()[d * size + i];
        for (int j = 0; j < size; j++) {
          double second = mean * means[d * size + j] + covariances[ofColumn(d) + i * size + j];
          errors += second * moments.moments()[moments.ofColumn(d) + i * size + j];
        }
      }
    }
    return new double[] {priors.noiseShape() + 0.5 * weight, priors.noiseRate() + 0.5 * errors};
  }

  /** −KL(q || prior) of loadings, α and τ. */
  double elbo() {
    int columns = settings.columns();
    int size = settings.size();
    double elbo = -Gamma.kl(noiseShape, noiseRate, priors.noiseShape(), priors.noiseRate());
    for (double rate : relevanceRates) {
      elbo += 0.5 * columns * Gamma.meanLog(relevanceShape, rate);
      elbo -= Gamma.kl(relevanceShape, rate, priors.relevanceShape(), priors.relevanceRate());
    }
    elbo += 0.5 * columns * Math.log(priors.meanPrecision());
    for (int j = 0; j < size; j++) {
      elbo -= 0.5 * prior(j) * squaredLoadings(j);
    }
    for (int d = 0; d < columns; d++) {
      elbo += 0.5 * (size + logDeterminants[settings.missing() ? d : 0]);
    }
    return elbo;
  }
}
