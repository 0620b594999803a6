package org.sparksvi.models.regression;

import java.util.Random;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.laws.Fits;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Term;
import org.sparksvi.models.regression.MixedData.Truth;

/** Rows of groups of several likelihoods, and models of them. */
final class MixedCases {
  private MixedCases() {}

  static MixedData data(Likelihood likelihood) {
    return data(likelihood, 60);
  }

  static MixedData data(Likelihood likelihood, int groups) {
    double[][] root = {{0.9, 0}, {0.2, 0.5}};
    Truth truth = new Truth(new double[] {0.3, -0.4, 0.2}, root);
    Random random = new Random(3);
    return MixedData.drawn(groups, 8, truth, 17, (f, u) -> drawn(likelihood, f, u, random));
  }

  static double drawn(Likelihood likelihood, double f, double u, Random random) {
    if (likelihood instanceof Normal) {
      return f + 0.6 * random.nextGaussian();
    }
    if (likelihood instanceof Logistic) {
      return u < 1 / (1 + Math.exp(-f)) ? 1 : 0;
    }
    double mean =
        Math.exp(f) * (likelihood instanceof Poisson ? 1 : -Math.log(random.nextDouble()));
    int count = 0;
    for (double t = -Math.log(random.nextDouble()); t < mean; count++) {
      t -= Math.log(random.nextDouble());
    }
    return count;
  }

  static MixedRegression model(Likelihood likelihood) {
    return new MixedRegression(
        new MixedSettings(
            new RegressionSettings(2, likelihood, new NormalPrior(2), true, true, 3),
            MixedData.effects(1, new StudentPrior(3, 2), 1.5)));
  }

  static Bundle fitted(MixedRegression model, MemoryBlocks<GroupedBlock> blocks) {
    return Fits.batch(model, blocks, 60, 1).parameters();
  }

  static double score(MixedRegression model, Bundle at, MixedData data) {
    MemoryBlocks<GroupedBlock> blocks = data.blocks(32, false);
    Contribution sum = new Contribution(model.layout());
    LocalStep<GroupedBlock> step = model.scorers(Fits.round(blocks, at)).create();
    blocks.blocks().forEach(block -> step.accumulate(block, sum));
    return sum.get(Term.HELD_OUT_LOG_PROBABILITY);
  }
}
