package org.sparksvi.models.factor;

import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Term;
import org.sparksvi.numeric.Blas;
import org.sparksvi.numeric.Panel;

/**
 * The E-step: posterior of each row's latent vector, and the {@link Moments} it adds.
 *
 * <p>One instance serves one task. Its arrays are scratch.
 */
final class FactorStep implements LocalStep<DenseBlock> {
  private final FactorSteps shared;
  private final FactorSettings settings;
  private final RowFits fits;
  private final Blas blas;
  private double[] extended = {}; // E z̃, rows × (q+1)
  private double[] weighted = {}; // w E z̃, rows × (q+1)
  private double[] products = {}; // Σ w y E[z̃]ᵀ, observed × (q+1)
  private final double[] moment; // Σ w E[z̃ z̃ᵀ], (q+1)²

  FactorStep(FactorSteps shared) {
    this.shared = shared;
    this.settings = shared.loadings().settings();
    this.fits = shared.fits();
    this.blas = shared.blas();
    this.moment = new double[settings.size() * settings.size()];
  }

  @Override
  public void accumulate(DenseBlock block, Contribution into) {
    shared.check(block);
    for (MissingPattern pattern : MissingPattern.of(block)) {
      shared.checkComplete(block, pattern);
      PatternPosterior posterior = shared.posterior(pattern);
      fits.fit(block, pattern, posterior);
      double weight = extend(block, pattern);
      addTerms(block, pattern, into);
      addMoments(pattern, posterior, weight, into);
      addProducts(block, pattern, into);
    }
    into.add(Term.ROWS, block.weight());
    into.add(Term.UNITS, block.units());
  }

  /** E z̃ with and without weights; returns the sum of the weights. */
  private double extend(DenseBlock block, MissingPattern pattern) {
    int q = settings.factors();
    int size = settings.size();
    int rows = pattern.rows().length;
    if (extended.length < rows * size) {
      extended = new double[rows * size];
      weighted = new double[rows * size];
    }
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      double weight = block.weights()[pattern.rows()[i]];
      for (int j = 0; j < size; j++) {
        double value = j < q ? fits.means()[i * q + j] : 1;
        extended[i * size + j] = value;
        weighted[i * size + j] = weight * value;
      }
      sum += weight;
    }
    return sum;
  }

  private void addTerms(DenseBlock block, MissingPattern pattern, Contribution into) {
    double expected = 0;
    double divergence = 0;
    for (int i = 0; i < pattern.rows().length; i++) {
      double weight = block.weights()[pattern.rows()[i]];
      expected += weight * fits.expectedLogLikelihood(i);
      divergence += weight * fits.divergence(i);
    }
    into.add(Term.EXPECTED_LOG_LIKELIHOOD, expected);
    into.add(Term.LOCAL_KL, divergence);
  }

  private void addMoments(
      MissingPattern pattern, PatternPosterior posterior, double weight, Contribution into) {
    int q = settings.factors();
    int size = settings.size();
    int rows = pattern.rows().length;
    blas.multiply(
        1,
        Panel.of(extended, rows, size).transpose(),
        Panel.of(weighted, rows, size),
        0,
        Panel.of(moment, size, size));
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < q; j++) {
        moment[i * size + j] += weight * posterior.covariance()[i * q + j];
      }
    }
    double[] moments = into.statistics().values(Moments.MOMENTS);
    if (settings.missing()) {
      for (int d : pattern.columns()) {
        add(moments, d * moment.length);
      }
    }
    add(moments, moments.length - moment.length);
  }

  private void add(double[] moments, int at) {
    for (int i = 0; i < moment.length; i++) {
      moments[at + i] += moment[i];
    }
  }

  private void addProducts(DenseBlock block, MissingPattern pattern, Contribution into) {
    int size = settings.size();
    int rows = pattern.rows().length;
    int observed = pattern.columns().length;
    if (observed == 0) {
      return;
    }
    if (products.length < observed * size) {
      products = new double[observed * size];
    }
    double[] values = fits.values();
    blas.multiply(
        1,
        Panel.of(values, rows, observed).transpose(),
        Panel.of(weighted, rows, size),
        0,
        Panel.of(products, observed, size));
    double[] sums = into.statistics().values(Moments.PRODUCTS);
    double[] squares = into.statistics().values(Moments.SQUARES);
    boolean complete = pattern.complete(settings.columns());
    for (int o = 0; o < observed; o++) {
      int d = complete ? o : pattern.columns()[o];
      for (int j = 0; j < size; j++) {
        sums[d * size + j] += products[o * size + j];
      }
    }
    int i = 0;
    for (; complete && i + 3 < rows; i += 4) {
      addFourSquares(block, pattern.rows(), i, squares);
    }
    for (; i < rows; i++) {
      double weight = block.weights()[pattern.rows()[i]];
      for (int o = 0; o < observed; o++) {
        double y = values[i * observed + o];
        squares[complete ? o : pattern.columns()[o]] += weight * y * y;
      }
    }
  }

  /**
   * Of four complete rows of a pattern from one on, in their order: each square is added by itself.
   */
  private void addFourSquares(DenseBlock block, int[] rows, int i, double[] squares) {
    double[] values = fits.values();
    double[] weights = block.weights();
    double a = weights[rows[i]];
    double b = weights[rows[i + 1]];
    double c = weights[rows[i + 2]];
    double d = weights[rows[i + 3]];
    int first = i * squares.length;
    int second = first + squares.length;
    int third = second + squares.length;
    int fourth = third + squares.length;
    for (int j = 0; j < squares.length; j++) {
      double u = values[first + j];
      double v = values[second + j];
      double w = values[third + j];
      double x = values[fourth + j];
      squares[j] = squares[j] + a * u * u + b * v * v + c * w * w + d * x * x;
    }
  }
}
