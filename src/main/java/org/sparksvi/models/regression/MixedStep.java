package org.sparksvi.models.regression;

import java.util.Arrays;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Term;
import org.sparksvi.numeric.Blas;
import org.sparksvi.numeric.Panel;

/**
 * Adds what groups say of coefficients and of the effects' spread: sums of regression less what the
 * groups' effects take of them (a Schur complement),
 *
 * <pre>
 *   Σ a x xᵀ − Eᵀ S E          Σ (g + a (x·m − z̃·S E m)) x
 * </pre>
 *
 * <p>and by Δ ({@link Spread}) derivatives of F and Fisher's information of the group's responses.
 * Serves one task; its arrays are scratch.
 */
final class MixedStep implements LocalStep<GroupedBlock> {
  private final MixedRows rows;
  private final GroupFit fit;
  private final Likelihood likelihood;
  private final Blas blas = Blas.best();
  private final int p;
  private final int q;
  private final double logScale;
  private final boolean noisy;
  private final double[] gram; // p × p
  private double[] shrinkage = {}; // I − S, over the effects of a group
  private double[] pull = {}; // rows
  private double[] curvature = {};
  private double[] across = {}; // groups · q × p: L⁻¹ E

  MixedStep(MixedRows rows) {
    this.rows = rows;
    this.fit = new GroupFit(rows);
    MixedPosterior posterior = rows.posterior();
    this.likelihood = posterior.likelihood();
    this.p = rows.p();
    this.q = rows.q();
    this.noisy = !posterior.fixed().q().noise().known();
    this.logScale = StrictMath.log(posterior.fixed().units().responseScale());
    this.gram = new double[p * p];
  }

  @Override
  public void accumulate(GroupedBlock block, Contribution into) {
    rows.load(block);
    int stacked = 0;
    for (int g = 0; g < block.rows(); g++) {
      stacked += rows.local(g);
    }
    if (pull.length < rows.rows()) {
      pull = new double[rows.rows()];
      curvature = new double[rows.rows()];
    }
    if (across.length < stacked * p) {
      across = new double[stacked * p];
    }
    Arrays.fill(across, 0, stacked * p, 0);
    double expected = 0;
    double divergence = 0;
    double iterations = 0;
    double unsettled = 0;
    double kept = 0;
    double determinants = 0;
    int above = 0; // effects of groups before
    for (int g = 0; g < block.rows(); g++) {
      int from = block.start(g);
      int to = block.start(g + 1);
      int effects = rows.local(g);
      fit.fit(from, to, effects);
      expected += fit.expected();
      divergence += fit.divergence();
      iterations += fit.iterations();
      unsettled += fit.settled() ? 0 : 1;
      determinants += fit.logDeterminant();
      kept += group(from, to, effects, above);
      above += effects;
      disperse(from, to, into);
      addSpread(effects, into);
    }
    expected -= logScale * block.weight();
    double[] precision = into.statistics().values(Regression.PRECISION);
    rows.design().addProduct(pull, 0, into.statistics().values(Regression.NATURAL), 0);
    rows.design().addGram(curvature, 0, 0, 0, precision);
    blas.gram(1, Panel.of(across, stacked, p), 0, Panel.of(gram, p, p));
    for (int i = 0; i < p; i++) {
      for (int j = 0; j <= i; j++) {
        precision[Design.packed(i, j)] -= gram[i * p + j];
      }
    }
    double[] sums = into.statistics().values(Regression.ROWS);
    sums[0] += block.weight();
    sums[1] += noisy ? kept : expected - divergence;
    double[] groups = into.statistics().values(MixedRegression.GROUPS);
    groups[0] += block.rows();
    groups[1] += determinants;
    into.add(Term.ROWS, block.weight());
    into.add(Term.UNITS, block.units());
    into.add(Term.EXPECTED_LOG_LIKELIHOOD, expected);
    into.add(Term.LOCAL_KL, divergence);
    into.add(Term.LOCAL_ITERATIONS, iterations);
    into.add(Term.UNSETTLED, unsettled);
  }

  /** Sites of the rows less what the effects take; returns Σ y · pull. */
  private double group(int from, int to, int effects, int stacked) {
    double[] taken = new double[effects]; // S Σ a (x·m) z̃
    for (int r = from; r < to; r++) {
      double a = fit.curvature(r);
      for (int i = 0; i < q; i++) {
        double by = a * rows.effect(r, i);
        taken[rows.place(r, i)] += by * rows.product(r);
        rows.design().addRow(r, by, across, (stacked + rows.place(r, i)) * p);
      }
    }
    fit.factor().solve(taken, 0);
    lower(effects, stacked);
    double sum = 0;
    for (int r = from; r < to; r++) {
      double along = rows.product(r);
      for (int i = 0; i < q; i++) {
        along -= rows.effect(r, i) * taken[rows.place(r, i)];
      }
      curvature[r] = fit.curvature(r);
      pull[r] = fit.pull(r) + fit.curvature(r) * along;
      sum += pull[r] == 0 ? 0 : pull[r] * (rows.response(r) - rows.offset(r));
    }
    return sum;
  }

  /** Replaces E by L⁻¹ E, where L Lᵀ = S⁻¹. */
  private void lower(int effects, int stacked) {
    double[] l = fit.factor().factor();
    for (int i = 0; i < effects; i++) {
      int row = (stacked + i) * p;
      for (int m = 0; m < i; m++) {
        double by = l[i * effects + m];
        int above = (stacked + m) * p;
        for (int c = 0; c < p; c++) {
          across[row + c] -= by * across[above + c];
        }
      }
      for (int c = 0; c < p; c++) {
        across[row + c] /= l[i * effects + i];
      }
    }
  }

  private void disperse(int from, int to, Contribution into) {
    if (likelihood.dispersions().isEmpty()) {
      return;
    }
    double[] slopes = into.statistics().values(Regression.DISPERSION);
    double[] curvatures = into.statistics().values(Regression.DISPERSION_PRECISION);
    for (int r = from; r < to; r++) {
      if (rows.speaks(r)) {
        likelihood.addDispersion(
            rows.response(r),
            fit.predictor(r),
            fit.variance(r),
            rows.weight(r),
            slopes,
            curvatures);
      }
    }
  }

  /** Sums by Δ: over pairs of shared effects, and of parts over all of them at once. */
  private void addSpread(int effects, Contribution into) {
    double[] rest = into.statistics().values(MixedRegression.EFFECTS);
    double[] squares = into.statistics().values(MixedRegression.SQUARED_EFFECTS);
    double[] trace = into.statistics().values(MixedRegression.SHRINKAGE);
    double[] information = into.statistics().values(MixedRegression.EFFECTS_PRECISION);
    int shared = rows.shared();
    if (shrinkage.length < effects * effects) {
      shrinkage = new double[effects * effects];
    }
    for (int i = 0; i < effects; i++) {
      for (int j = 0; j <= i; j++) {
        double identity = i == j ? 1 : 0;
        shrinkage[i * effects + j] = identity - fit.spread(i, j);
        shrinkage[j * effects + i] = shrinkage[i * effects + j];
        if (i < shared || i == j) {
          int at = Design.packed(Math.min(i, shared), Math.min(j, shared));
          rest[at] += fit.spread(i, j) - identity + fit.sloped(i, j);
          squares[at] += fit.mean(i) * fit.mean(j);
          trace[at] += shrinkage[i * effects + j];
        }
      }
    }
    for (int i = 0, a = 0; i < shared; i++) {
      for (int j = 0; j <= i; j++, a++) {
        for (int k = 0, b = 0; k < shared && b <= a; k++) {
          for (int l = 0; l <= k && b <= a; l++, b++) {
            information[Design.packed(a, b)] += information(effects, i, j, k, l);
          }
        }
      }
    }
    int part = Design.packed(shared, shared);
    for (int k = shared; k < effects; k++) {
      for (int i = 0, a = 0; i < shared; i++) {
        for (int j = 0; j <= i; j++, a++) {
          information[Design.packed(part, a)] += information(effects, k, k, i, j);
        }
      }
      for (int l = shared; l < effects; l++) {
        information[Design.packed(part, part)] += information(effects, k, k, l, l);
      }
    }
  }

  /** Fisher's information of Δ_ij and Δ_kl. */
  private double information(int effects, int i, int j, int k, int l) {
    return shrinkage[j * effects + k] * shrinkage[i * effects + l]
        + shrinkage[j * effects + l] * shrinkage[i * effects + k];
  }
}
