package org.sparksvi.models.mixture;

import java.util.Arrays;

/** The two kinds of components of sparse counts. */
public enum CountFamily {
  /**
   * Each count is a draw of the row's total.
   *
   * <pre>
   *   log p_k(x) = log (n! / Π_w x_w!) + Σ_w x_w E[log θ_kw],   θ_k ~ Dirichlet(pseudo)
   * </pre>
   */
  MULTINOMIAL {
    @Override
    double weigh(double count) {
      return count;
    }

    @Override
    CountTable table(CountComponents c, double[] counts, double[] sums) {
      int k = c.count();
      double[] totals = totals(c, sums);
      double[] weights = new double[sums.length];
      for (int i = 0; i < sums.length; i++) {
        weights[i] = c.reading().meanLog(sums[i] + c.pseudo(), totals[i % k]);
      }
      return new CountTable(this, new double[k], weights);
    }

    private static double[] totals(CountComponents c, double[] sums) {
      double[] totals = new double[c.count()];
      Arrays.fill(totals, c.columns() * c.pseudo());
      for (int i = 0; i < sums.length; i++) {
        totals[i % c.count()] += sums[i];
      }
      return totals;
    }

    @Override
    double divergence(double p, double q) {
      return p * StrictMath.log(p / q);
    }

    @Override
    double[] means(CountComponents c, double[] counts, double[] sums) {
      double[] totals = totals(c, sums);
      double[] means = new double[sums.length];
      for (int i = 0; i < sums.length; i++) {
        means[i] = (sums[i] + c.pseudo()) / totals[i % c.count()];
      }
      return means;
    }

    @Override
    double globalElbo(CountComponents c, double[] counts, double[] sums) {
      double elbo = 0;
      double[] one = new double[c.columns()];
      for (int k = 0; k < c.count(); k++) {
        for (int w = 0; w < one.length; w++) {
          one[w] = sums[w * c.count() + k] + c.pseudo();
        }
        elbo += c.reading().globalElbo(one, c.pseudo());
      }
      return elbo;
    }
  },
  /**
   * Each column is there or not; counts above 0 are.
   *
   * <pre>
   *   log p_k(x) = Σ_w E[log (1 − p_kw)] + Σ_{w: x_w &gt; 0} (E[log p_kw] − E[log (1 − p_kw)])
   *   p_kw ~ Beta(pseudo, pseudo)
   * </pre>
   */
  BERNOULLI {
    @Override
    double weigh(double count) {
      return 1;
    }

    @Override
    CountTable table(CountComponents c, double[] counts, double[] sums) {
      double[] constants = new double[c.count()];
      double[] weights = new double[sums.length];
      for (int i = 0; i < sums.length; i++) {
        int k = i % c.count();
        double there = sums[i] + c.pseudo();
        double not = Math.max(0, counts[k] - sums[i]) + c.pseudo();
        double absent = c.reading().meanLog(not, there + not);
        weights[i] = c.reading().meanLog(there, there + not) - absent;
        constants[k] += absent;
      }
      return new CountTable(this, constants, weights);
    }

    @Override
    double divergence(double p, double q) {
      return p * StrictMath.log(p / q) + (1 - p) * StrictMath.log((1 - p) / (1 - q));
    }

    @Override
    double[] means(CountComponents c, double[] counts, double[] sums) {
      double[] means = new double[sums.length];
      for (int i = 0; i < sums.length; i++) {
        double not = Math.max(0, counts[i % c.count()] - sums[i]);
        means[i] = (sums[i] + c.pseudo()) / (sums[i] + not + 2 * c.pseudo());
      }
      return means;
    }

    @Override
    double globalElbo(CountComponents c, double[] counts, double[] sums) {
      double elbo = 0;
      double[] two = new double[2];
      for (int i = 0; i < sums.length; i++) {
        two[0] = sums[i] + c.pseudo();
        two[1] = Math.max(0, counts[i % c.count()] - sums[i]) + c.pseudo();
        elbo += c.reading().globalElbo(two, c.pseudo());
      }
      return elbo;
    }
  };

  /** What an entry adds to the sums. */
  abstract double weigh(double count);

  /** Log densities with expected logs; sums are columns × components. */
  abstract CountTable table(CountComponents components, double[] counts, double[] sums);

  /** E[θ] or E[p], columns × components. */
  abstract double[] means(CountComponents components, double[] counts, double[] sums);

  /** What a word adds to the KL of a distribution from another, by its probabilities. */
  abstract double divergence(double p, double q);

  abstract double globalElbo(CountComponents components, double[] counts, double[] sums);
}
