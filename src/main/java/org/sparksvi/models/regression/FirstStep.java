package org.sparksvi.models.regression;

import java.util.Arrays;
import java.util.List;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Term;

/**
 * The sites of rows whose predictors are all where the mean response of the sample is, but for
 * their offsets: a start from which steps of rate 1 do not overshoot.
 */
final class FirstStep implements LocalStep<LabelledBlock> {
  private final RegressionSettings settings;
  private final Units units;
  private final Designs designs;
  private final double predictor; // of a row whose offset is the mean one
  private final double offset; // the mean one

  private FirstStep(RegressionSettings settings, Units units, double predictor, double offset) {
    this.settings = settings;
    this.units = units;
    this.designs = new Designs(units, settings.width(), () -> new double[0]);
    this.predictor = predictor;
    this.offset = offset;
  }

  static FirstStep of(RegressionSettings settings, Units units, List<LabelledBlock> sample) {
    double weight = 0;
    double total = 0;
    double offsets = 0;
    for (LabelledBlock block : sample) {
      LabelledBlock.Sides sides = block.sides();
      for (int r = 0; r < block.rows(); r++) {
        weight += sides.weights()[r];
        total +=
            sides.weights()[r] * units.response(settings.likelihood().coded(sides.responses()[r]));
        offsets += sides.weights()[r] * sides.offsets()[r] / units.responseScale();
      }
    }
    // half a response more of the middle of [0, 1]: no link is infinite
    double mean =
        settings.likelihood().location() ? total / weight : (total + 0.25) / (weight + 0.5);
    return new FirstStep(settings, units, settings.likelihood().link(mean), offsets / weight);
  }

  /** The predictor of a row without an offset. */
  double middle() {
    return predictor - offset;
  }

  @Override
  public void accumulate(LabelledBlock block, Contribution into) {
    Design design = designs.of(block);
    design.load(block);
    LabelledBlock.Sides sides = block.sides();
    Likelihood likelihood = settings.likelihood();
    int rows = block.rows();
    int predictors = likelihood.predictors();
    int pairs = predictors * (predictors + 1) / 2;
    double[] f = new double[predictors];
    double[] site = new double[1 + predictors + pairs];
    double[] pull = new double[predictors * rows];
    double[] curvature = new double[pairs * rows];
    double kept = 0;
    for (int r = 0; r < rows; r++) {
      double y = units.response(likelihood.coded(sides.responses()[r]));
      double own = sides.offsets()[r] / units.responseScale();
      Arrays.fill(f, predictor + own - offset);
      likelihood.first(y, f, site);
      double weight = sides.weights()[r];
      for (int c = 0; c < predictors; c++) {
        double sum = site[1 + c];
        for (int d = 0; d < predictors; d++) {
          int pair = Design.packed(Math.max(c, d), Math.min(c, d));
          sum += site[1 + predictors + pair] * (f[d] - own);
        }
        pull[c * rows + r] = weight * sum;
      }
      for (int k = 0; k < pairs; k++) {
        curvature[k * rows + r] = weight * site[1 + predictors + k];
      }
      kept += weight * likelihood.kept(y - own, site[0]);
    }
    for (int c = 0; c < predictors; c++) {
      double[] natural = into.statistics().values(Regression.NATURAL);
      design.addProduct(pull, c * rows, natural, c * settings.width());
      for (int d = 0; d <= c; d++) {
        double[] precision = into.statistics().values(Regression.PRECISION);
        design.addGram(curvature, Design.packed(c, d) * rows, c, d, precision);
      }
    }
    double[] sums = into.statistics().values(Regression.ROWS);
    sums[0] += block.weight();
    sums[1] += kept;
    into.add(Term.ROWS, block.weight());
  }
}
