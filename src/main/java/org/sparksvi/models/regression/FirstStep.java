package org.sparksvi.models.regression;

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
    this.designs = new Designs(units, settings.coefficients(), () -> new double[0]);
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

  @Override
  public void accumulate(LabelledBlock block, Contribution into) {
    Design design = designs.of(block);
    design.load(block);
    LabelledBlock.Sides sides = block.sides();
    Likelihood likelihood = settings.likelihood();
    double[] pull = new double[block.rows()];
    double[] curvature = new double[block.rows()];
    double kept = 0;
    for (int r = 0; r < block.rows(); r++) {
      double y = units.response(likelihood.coded(sides.responses()[r]));
      double own = sides.offsets()[r] / units.responseScale();
      double f = predictor + own - offset;
      double a = likelihood.firstCurvature(y, f);
      curvature[r] = sides.weights()[r] * a;
      pull[r] = sides.weights()[r] * (likelihood.firstSlope(y, f) + a * (f - own));
      kept += sides.weights()[r] * likelihood.kept(y - own, likelihood.log(y, f));
    }
    design.addProduct(pull, into.statistics().values(Regression.NATURAL));
    design.addGram(curvature, into.statistics().values(Regression.PRECISION));
    double[] sums = into.statistics().values(Regression.ROWS);
    sums[0] += block.weight();
    sums[1] += kept;
    into.add(Term.ROWS, block.weight());
  }
}
