package org.sparksvi.models.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.Workload;
import org.sparksvi.laws.Bits;
import org.sparksvi.laws.Fits;
import org.sparksvi.laws.Traces;
import org.sparksvi.model.Restarts;
import org.sparksvi.model.Settlement;
import org.sparksvi.model.Start;
import org.sparksvi.random.Streams;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/** Moves of parameters that are no steps, and several starts. */
class SettlingTest {

  /** scikit-learn and mclust ("VVV", 3): −180.186, from the best of many starts. */
  @Test
  void theBestOfTheStartsOnIris() {
    MixtureModel<DenseBlock> one = GaussianLikelihoodTest.model(3, 4, Covariance.FULL);
    Restarts<DenseBlock, MixtureModel<DenseBlock>> model = new Restarts<>(one, 10, 10);
    MemoryBlocks<DenseBlock> blocks = Rows.blocks(Rows.iris(), 50);

    Fit fit = Fits.batch(model, blocks, 250, 1);

    Traces.assertNeverFalls(fit, 1e-9);
    Bundle best = model.parametersOf(model.best(fit.parameters()), fit.parameters());
    assertEquals(-180.186, Fits.elbo(one, blocks, best), 0.01);
    double last = fit.trace().get(fit.trace().size() - 1).elbo().orElseThrow();
    assertEquals(Fits.elbo(one, blocks, best), last, 1e-6);
    for (int r = 0; r < 10; r++) {
      double bound = Fits.elbo(one, blocks, model.parametersOf(r, fit.parameters()));
      assertTrue(bound <= last + 1e-6, "start " + r + " has " + bound);
    }
  }

  /** The bound on standardised columns is scikit-learn's, the best of random_state 0 .. 4. */
  @Test
  void startsThatAreTriedReachWhatOtherProgramsDo() {
    double[][] rows = Rows.standardised(Rows.iris());
    MixtureModel<DenseBlock> one = GaussianLikelihoodTest.model(6, 4, Covariance.FULL);
    MemoryBlocks<DenseBlock> blocks = Rows.blocks(rows, 50);
    Restarts<DenseBlock, MixtureModel<DenseBlock>> model = new Restarts<>(one, 2, 32);
    Start<DenseBlock> start = new Start<>(blocks, new Streams(1));

    Bundle tried = model.initial(start);

    Bundle again = model.initial(start);
    for (String field : List.of("0.squares", "1.squares")) {
      assertArrayEquals(tried.values(field), again.values(field));
    }
    double best = Fits.elbo(one, blocks, model.parametersOf(0, tried));
    assertTrue(best / rows.length > -1.4915 - 0.02, "per row: " + best / rows.length);
    assertTrue(best >= Fits.elbo(one, blocks, model.parametersOf(1, tried)));
  }

  @Test
  void orderedSticksNeverHaveLessEvidence() {
    Random random = new Random(1);
    for (double alpha : new double[] {0.2, 1, 5}) {
      StickMixing sticks = new StickMixing(alpha);
      for (int trial = 0; trial < 200; trial++) {
        double[] counts = random.doubles(5, 0, 20).toArray();
        int[] order = sticks.order(counts);
        double[] ordered = new double[5];
        for (int k = 0; k < 5; k++) {
          ordered[k] = counts[order[k]];
        }

        assertTrue(sticks.evidence(ordered) >= sticks.evidence(counts));
      }
    }
  }

  @Test
  void whatWasDoneIsReported() {
    MixtureModel<DenseBlock> model =
        new MixtureModel<>(
            Mixing.sticks(1),
            new GaussianComponents(
                4, 2, Covariance.FULL, Gaussians.posterior(GaussianPrior.DEFAULT)));
    MemoryBlocks<DenseBlock> blocks = Rows.blocks(Rows.faithful(), 64);
    Workload<DenseBlock, DenseBlock> workload = Workload.of(model, blocks);
    List<String> told = new ArrayList<>();
    Listener listener =
        new Listener() {
          @Override
          public void onSettlement(long round, String what) {
            told.add(round + ": " + what);
          }
        };
    try (InProcess execution = new InProcess(workload, 1)) {
      Rules rules = Rules.all(new Constant(1));
      Inference inference =
          new Inference(workload, rules, Plan.of(blocks.count(), 40, 2), execution);
      Fit fit = inference.run(inference.start(), listener, () -> 0);

      double[] counts = fit.parameters().values(MixtureModel.COUNTS);
      for (int k = 1; k < 4; k++) {
        assertTrue(counts[k] <= counts[k - 1], "components are ordered");
      }
    }
    assertTrue(told.get(0).contains("components ordered by their rows"), told.toString());
  }

  /** Forty rows are one point, far from the others. */
  @ParameterizedTest
  @EnumSource(Covariance.class)
  void aComponentThatCollapsesIsNamed(Covariance covariance) {
    double[][] rows = new double[140][];
    Random random = new Random(2);
    for (int r = 0; r < rows.length; r++) {
      rows[r] =
          r < 40
              ? new double[] {50, 50}
              : new double[] {random.nextGaussian(), random.nextGaussian()};
    }
    MixtureModel<DenseBlock> model = GaussianLikelihoodTest.model(2, 2, covariance);
    MemoryBlocks<DenseBlock> blocks = Rows.blocks(rows, 64);

    Bundle parameters = Fits.batch(model, blocks, 20, 1).parameters();

    Optional<Settlement> settled = model.settle(Fits.round(blocks, parameters));
    double[] counts = parameters.values(MixtureModel.COUNTS);
    int point = counts[0] < counts[1] ? 0 : 1;
    assertEquals(40, counts[point], 1e-6);
    if (covariance == Covariance.TIED) { // the other component keeps it wide
      assertTrue(settled.isEmpty());
    } else {
      assertEquals(
          "held at the least variance: components [%d]".formatted(point),
          settled.orElseThrow().what());
      assertArrayEquals(Bits.of(parameters), Bits.of(settled.orElseThrow().parameters()));
    }
  }

  @ParameterizedTest
  @EnumSource(Covariance.class)
  void anEmptyComponentGetsHalfOfTheLargestAndTheBoundStays(Covariance covariance) {
    MixtureModel<DenseBlock> two = GaussianLikelihoodTest.model(2, 2, covariance);
    MixtureModel<DenseBlock> three = GaussianLikelihoodTest.model(3, 2, covariance);
    MemoryBlocks<DenseBlock> blocks = Rows.blocks(Rows.faithful(), 64);
    Bundle fitted = Fits.batch(two, blocks, 40, 1).parameters();
    Bundle withEmpty = Bundle.zeros(three.layout());
    fitted
        .layout()
        .fields()
        .forEach(
            field -> {
              double[] values = fitted.values(field.name());
              System.arraycopy(values, 0, withEmpty.values(field.name()), 0, values.length);
            });

    Optional<Settlement> settled = three.settle(Fits.round(blocks, withEmpty));

    double before = Fits.elbo(two, blocks, fitted);
    Bundle moved = settled.orElseThrow().parameters();
    assertTrue(
        settled.orElseThrow().what().startsWith("component 2 had no rows and got half of"),
        settled.orElseThrow().what());
    assertEquals(before, Fits.elbo(three, blocks, withEmpty), 1e-9 * Math.abs(before));
    assertEquals(before, Fits.elbo(three, blocks, moved), 1e-9 * Math.abs(before));
    assertArrayEquals(
        three.weights(moved), new double[] {weight(moved, 0), weight(moved, 1), weight(moved, 2)});
    Rules rules = Rules.all(new Constant(1));
    Workload<DenseBlock, DenseBlock> workload = Workload.of(three, blocks);
    try (InProcess execution = new InProcess(workload, 1)) {
      Inference inference =
          new Inference(workload, rules, Plan.of(blocks.count(), 300, 2), execution);
      org.sparksvi.engine.State start = inference.start();
      for (int f = 0; f < moved.layout().count(); f++) {
        start.parameters().restore(f, moved.stored(f));
      }
      Fit fit = inference.run(start, Listener.NONE, () -> 0);
      Traces.assertNeverFalls(fit, 1e-9);
      double after = Fits.elbo(three, blocks, fit.parameters());
      assertTrue(after > before + 0.5, "three components gain: " + before + " to " + after);
    }
  }

  private static double weight(Bundle parameters, int k) {
    double[] counts = parameters.values(MixtureModel.COUNTS);
    return counts[k] / (counts[0] + counts[1] + counts[2]);
  }
}
