package org.sparksvi.models.regression;

/**
 * An earlier posterior in the units of today: with b the coefficients of a predictor in today's
 * units and β in those of the earlier day,
 *
 * <pre>
 *   β = B b + d     β_c = r_c b_c     β_0 = r_0 b_0 + Σ_c k_c b_c + d_0
 *   r_c = s s′_c / (s′ s_c)     r_0 = s / s′     k_c = s (m′_c − m_c) / (s′ s_c)     d_0 = (m − m′) / s′
 * </pre>
 *
 * <p>where column c has the centre m_c and the scale s_c, the response m and s, and earlier ones
 * are primed. So P₀ = Bᵀ P′ B and μ₀ = B⁻¹ (μ′ − d).
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record GivenUnits(
    Posterior earlier, int[] places, double[] factors, double[] shifts, double apart) {

  static GivenUnits of(Posterior earlier, Units now, int[] places) {
    RegressionSettings settings = earlier.settings();
    Units then = earlier.units();
    int width = settings.width();
    double response = now.responseScale() / then.responseScale();
    double[] factors = new double[width];
    double[] shifts = new double[width];
    for (int c = 0; c < settings.columns(); c++) {
      int before = places[c];
      factors[c] = response * then.scale()[before] / now.scale()[c];
      shifts[c] = response * (then.centre()[before] - now.centre()[c]) / now.scale()[c];
    }
    if (settings.intercept()) {
      factors[width - 1] = response;
    }
    double apart = (now.responseCentre() - then.responseCentre()) / then.responseScale();
    return new GivenUnits(earlier, places, factors, shifts, apart);
  }

  private int width() {
    return factors.length;
  }

  private boolean intercept() {
    return earlier.settings().intercept();
  }

  /** The earlier place of a coefficient. */
  private int place(int coefficient) {
    int c = coefficient % width();
    return coefficient - c + (c < places.length ? places[c] : c);
  }

  /** That of its predictor's intercept. */
  private int middle(int coefficient) {
    return coefficient - coefficient % width() + width() - 1;
  }

  GaussianPrior.Given given() {
    Coefficients q = earlier.q();
    int p = q.p();
    double[] precision = earlier.precision(earlier.sums());
    double variance = q.noise().meanInverse();
    double[] half = new double[p * p]; // P′ B
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        half[i * p + j] = factors[j % width()] * at(precision, i, place(j));
        if (intercept()) {
          half[i * p + j] += shifts[j % width()] * at(precision, i, middle(j));
        }
      }
    }
    double[] given = new double[precision.length];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = factors[i % width()] * half[place(i) * p + j];
        sum += intercept() ? shifts[i % width()] * half[middle(i) * p + j] : 0;
        given[Design.packed(i, j)] = sum / variance;
      }
    }
    return new GaussianPrior.Given(means(q.means()), given);
  }

  private static double at(double[] packed, int i, int j) {
    return packed[Design.packed(Math.max(i, j), Math.min(i, j))];
  }

  private double[] means(double[] before) {
    double[] means = new double[before.length];
    for (int first = 0; first < before.length; first += width()) {
      double rest = -apart;
      for (int c = 0; c < places.length; c++) {
        means[first + c] = before[first + places[c]] / factors[c];
        rest -= shifts[c] * means[first + c];
      }
      if (intercept()) {
        int middle = first + width() - 1;
        means[middle] = (before[middle] + rest) / factors[width() - 1];
      }
    }
    return means;
  }
}
