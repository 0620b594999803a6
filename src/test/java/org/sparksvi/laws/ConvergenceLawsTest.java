package org.sparksvi.laws;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.diagnose.Trust;
import org.sparksvi.diagnose.Verdict;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.Workload;
import org.sparksvi.model.Model;
import org.sparksvi.models.factor.ArdSettings;
import org.sparksvi.models.factor.BayesianPca;
import org.sparksvi.models.factor.FactorModel;
import org.sparksvi.models.factor.FactorSettings;
import org.sparksvi.models.factor.Noise;
import org.sparksvi.models.mixture.Covariance;
import org.sparksvi.models.mixture.GaussianComponents;
import org.sparksvi.models.mixture.Gaussians;
import org.sparksvi.models.mixture.Mixing;
import org.sparksvi.models.mixture.MixtureModel;
import org.sparksvi.models.mixture.Rows;
import org.sparksvi.models.topics.Corpus;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.models.topics.TopicsSettings;
import org.sparksvi.update.Constant;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;

/**
 * Never "converged" where batch rounds from the same start, ten times as many, reach a bound that
 * is higher by more than is said to be left.
 */
@Tag("thorough")
class ConvergenceLawsTest {
  private static final double TOLERANCE = 1e-4; // nats a row
  private static final long EPOCHS = 100;

  /**
   * A training.
   *
   * @param perRound blocks of a minibatch
   */
  private record Problem<B extends Block>(
      String name, Model<B> model, Blocks<B> blocks, int perRound, Rules rules) {

    Fit fit(long epochs, double tolerance) {
      Workload<B, B> workload = Workload.of(model, blocks);
      Plan plan = new Plan(perRound, epochs, Double.POSITIVE_INFINITY, tolerance, 1, 0, 3);
      try (InProcess execution = new InProcess(workload, 1)) {
        Inference inference = new Inference(workload, rules, plan, execution);
        return inference.run(inference.start(), Listener.NONE, () -> 0);
      }
    }

    /** From the same start. */
    Fit batch(long rounds) {
      return Fits.batch(model, blocks, rounds, 3);
    }

    double boundPerRow(Bundle parameters) {
      return Fits.elbo(model, blocks, parameters) / blocks.totalWeight();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final Rules BATCH = Rules.all(new Constant(1));

  private static Rules constant(double rate) {
    return Rules.all(new Constant(rate));
  }

  private static MixtureModel<DenseBlock> mixture(int components, int columns) {
    return new MixtureModel<>(
        Mixing.likelihood(),
        new GaussianComponents(components, columns, Covariance.FULL, Gaussians.likelihood()));
  }

  private static MemoryBlocks<DenseBlock> sorted() {
    double[][] rows = Rows.faithful();
    Arrays.sort(rows, (a, b) -> Double.compare(a[0], b[0]));
    return Rows.blocks(rows, 34);
  }

  private static MemoryBlocks<CountBlock> corpus() {
    return MemoryBlocks.pack(CountBlock::of, 10, Corpus.mixed(60, 40, 5).rows(), 6);
  }

  private static TopicsModel topics() {
    return new TopicsModel(TopicsSettings.of(3, 10, 0.5, 0.1).withInner(100, 1e-4));
  }

  static Stream<Problem<?>> problems() {
    FactorSettings iris = FactorSettings.of(4, 2);
    MemoryBlocks<DenseBlock> faithful = Rows.blocks(Rows.faithful(), 34);
    return Stream.of(
        new Problem<>("mixture of two", mixture(2, 2), faithful, 8, BATCH),
        new Problem<>("mixture of more than there are", mixture(6, 2), faithful, 8, BATCH),
        new Problem<>(
            "mixture, rate ten times too low", mixture(2, 2), faithful, 8, constant(0.01)),
        new Problem<>("mixture, far too low", mixture(2, 2), faithful, 8, constant(1e-4)),
        new Problem<>(
            "mixture, minibatches at a high rate", mixture(3, 2), faithful, 1, constant(0.9)),
        new Problem<>(
            "mixture, Robbins-Monro",
            mixture(2, 2),
            faithful,
            1,
            Rules.all(new RobbinsMonro(10, 0.7))),
        new Problem<>("mixture, sorted rows", mixture(2, 2), sorted(), 1, constant(0.3)),
        new Problem<>(
            "principal components",
            new FactorModel(iris, Noise.ISOTROPIC),
            Rows.blocks(Rows.iris(), 30),
            5,
            BATCH),
        new Problem<>(
            "Bayesian components, one too many",
            new BayesianPca(FactorSettings.of(4, 3), ArdSettings.VAGUE),
            Rows.blocks(Rows.iris(), 30),
            5,
            BATCH),
        new Problem<>("topics, all rows", topics(), corpus(), 10, BATCH),
        new Problem<>("topics, rate too low", topics(), corpus(), 10, constant(0.02)),
        new Problem<>(
            "topics, minibatches", topics(), corpus(), 1, Rules.all(new RobbinsMonro(10, 0.7))));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void convergedMeansThatNothingIsLeft(Problem<?> problem) {
    Fit fit = problem.fit(EPOCHS, TOLERANCE);
    Trust trust = Trust.of(fit.verdict(), Trust.unknown(""), Trust.unknown(""));
    if (!trust.convergence().word().equals("converged")) {
      assertNotEquals(Verdict.Outcome.CONVERGED, fit.verdict().outcome());
      return;
    }
    long epochs = fit.trace().get(fit.trace().size() - 1).epoch();
    Fit longer = problem.batch(10 * Math.max(epochs, 40));

    double gain = problem.boundPerRow(longer.parameters()) - problem.boundPerRow(fit.parameters());

    String reason = fit.verdict().reason();
    assertTrue(gain <= TOLERANCE, "%d epochs, gained %.3g: %s".formatted(epochs, gain, reason));
  }
}
