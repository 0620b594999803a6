package org.sparksvi.models.factor;

import java.util.Optional;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.numeric.Cholesky;
import org.sparksvi.numeric.SymmetricEigen;

/**
 * A change of the latent vectors' axes, z ← R z and W ← W R⁻¹, which the data do not see and the
 * priors do.
 *
 * <pre>
 *   f(R) = (N − D) log |R| − ½ tr(R S Rᵀ) − (a₀ + D/2) Σ_j log(b₀ + ½ [R⁻ᵀ M R⁻¹]_jj)
 *   S = Σ E[z zᵀ],  M = Σ_d E[w_d w_dᵀ]
 * </pre>
 *
 * <p>is what the bound, with q(α) at its best, gains and loses. Without b₀ its maximum is where R S
 * Rᵀ = N I and R⁻ᵀ M R⁻¹ is diagonal: with S / N = C Cᵀ and Cᵀ M C = Qᵀ Λ Q, R = Q C⁻¹. Factors of
 * little use then stand alone, and relevance switches them off. With b₀ the maximum is near; the
 * change is made only where f grows.
 *
 * <p>Luttinen and Ilin (2010), Transformations in variational Bayesian factor analysis.
 */
final class Rotation {
  /** Gains of the bound below this share of N are left alone. */
  private static final double WORTH = 1e-10;

  private final FactorSettings settings;
  private final Relevance globals;
  private final Moments moments;
  private final double[] covariance; // S / N, q × q
  private final double weight; // N

  private Rotation(FactorSettings settings, Relevance globals, Bundle parameters) {
    this.settings = settings;
    this.globals = globals;
    this.moments = new Moments(settings, parameters);
    int q = settings.factors();
    int size = settings.size();
    int all = moments.ofAll();
    this.weight = moments.moments()[all + size * size - 1];
    this.covariance = new double[q * q];
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < q; j++) {
        covariance[i * q + j] = moments.moments()[all + i * size + j] / weight;
      }
    }
  }

  /** Parameters with the axes changed, where that makes the bound larger; reads the rest. */
  static Optional<Bundle> of(FactorSettings settings, Relevance globals, Bundle parameters) {
    return new Rotation(settings, globals, parameters).turn(parameters);
  }

  private Optional<Bundle> turn(Bundle parameters) {
    int q = settings.factors();
    Cholesky stretch = Cholesky.of(covariance, q, "the second moments of factors");
    double[] c = stretch.factor();
    double[] loadings = globals.secondMoments();
    SymmetricEigen eigen =
        SymmetricEigen.of(
            multiply(transpose(c, q), multiply(loadings, c, q), q), q, "the loadings' moments");
    double[] turned = new double[q * q];
    for (int j = 0; j < q; j++) {
      turned[j * q + j] = Math.max(eigen.values()[j], 0);
    }
    double[] identity = new double[q * q];
    for (int j = 0; j < q; j++) {
      identity[j * q + j] = 1;
    }
    double before = objective(0, covariance, loadings);
    double after = objective(-0.5 * stretch.logDeterminant(), identity, turned);
    if (!(after - before > WORTH * weight)) {
      return Optional.empty();
    }
    double[] r = multiply(eigen.vectors(), stretch.inverseFactor(), q);
    return Optional.of(apply(r, turned, parameters));
  }

  /** f, by log |R|, R S Rᵀ / N and R⁻ᵀ M R⁻¹. */
  private double objective(double logDeterminant, double[] seconds, double[] loadings) {
    int q = settings.factors();
    double sum = (weight - settings.columns()) * logDeterminant;
    for (int j = 0; j < q; j++) {
      sum -= 0.5 * weight * seconds[j * q + j];
      sum -= globals.relevanceShape() * Math.log(globals.bestRelevanceRate(loadings[j * q + j]));
    }
    return sum;
  }

  private Bundle apply(double[] r, double[] loadings, Bundle parameters) {
    int q = settings.factors();
    int size = settings.size();
    double[] extended = new double[size * size]; // R, and 1 for the constant
    for (int i = 0; i < q; i++) {
      System.arraycopy(r, i * q, extended, i * size, q);
    }
    extended[size * size - 1] = 1;
    double[] back = transpose(extended, size);
    Bundle turned = parameters.copy();
    double[] all = turned.values(Moments.MOMENTS);
    double[] one = new double[size * size];
    for (int from = 0; from < all.length; from += one.length) {
      System.arraycopy(all, from, one, 0, one.length);
      double[] both = multiply(extended, multiply(one, back, size), size);
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) { // symmetric to the last bit
          all[from + i * size + j] = 0.5 * (both[i * size + j] + both[j * size + i]);
        }
      }
    }
    double[] products = turned.values(Moments.PRODUCTS);
    double[] row = new double[size];
    for (int from = 0; from < products.length; from += size) {
      System.arraycopy(products, from, row, 0, size);
      for (int i = 0; i < size; i++) {
        double sum = 0;
        for (int j = 0; j < size; j++) {
          sum += extended[i * size + j] * row[j];
        }
        products[from + i] = sum;
      }
    }
    double[] rates = turned.values(BayesianPca.RELEVANCE);
    for (int j = 0; j < q; j++) {
      rates[j] = globals.bestRelevanceRate(loadings[j * q + j]);
    }
    return turned;
  }

  private static double[] transpose(double[] a, int n) {
    double[] t = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        t[j * n + i] = a[i * n + j];
      }
    }
    return t;
  }

  private static double[] multiply(double[] a, double[] b, int n) {
    double[] c = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        for (int j = 0; j < n; j++) {
          c[i * n + j] += a[i * n + k] * b[k * n + j];
        }
      }
    }
    return c;
  }
}
