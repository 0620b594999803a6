package org.sparksvi.models.autoencoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.Workload;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Term;
import org.sparksvi.update.Adam;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;

/** A linear decoder with isotropic noise is probabilistic principal component analysis. */
class PrincipalComponentsTest {
  /** Nats a row that training may leave. */
  private static final double TRAINED = 0.01;

  private static final int ROWS = 200;

  private static final double[][] X = LinearGaussian.orthogonal().draw(ROWS, 4);

  /** log p(x) = ELBO + KL: the trained bound has both ends in closed form. */
  @Test
  void theTrainedBoundReachesTheMaximumOfTheLikelihoodAndItsGapCloses() {
    AutoencoderSettings settings =
        AutoencoderData.linear(AutoencoderData.ISOTROPIC)
            .with(new ObjectiveSettings(Objective.ELBO, 2, 1, 0));
    Autoencoder<DenseBlock> model =
        AutoencoderData.model(settings, new ScoreSettings(400, true, false));

    Bundle parameters = trained(model, 1000);

    double best = maximum(X, settings.latent());
    LinearGaussian learned = LinearGaussian.of(settings, parameters);
    PlainNetwork plain = new PlainNetwork(settings, parameters);
    double density = 0;
    double gap = 0;
    for (double[] x : X) {
      PlainNetwork.Normals q = plain.encode(x);
      double[] variances = Arrays.stream(q.logDeviations()).map(s -> Math.exp(2 * s)).toArray();
      density += learned.logDensity(x) / ROWS;
      gap += learned.divergence(x, q.means(), variances) / ROWS;
    }
    assertTrue(density <= best + 1e-9, "no model is better than the best");
    assertEquals(0, gap, TRAINED);
    assertEquals(best, density - gap, TRAINED);

    // what is reported: 400 draws a row, whose spread is below 2 nats
    Contribution scores = AutoencoderData.scores(model, parameters, AutoencoderData.block(0, X));
    double error = 4 * 2 / Math.sqrt(400.0 * ROWS);
    assertEquals(density - gap, scores.get(Term.HELD_OUT_BOUND) / ROWS, error);
    assertEquals(density, scores.get(Term.HELD_OUT_LOG_PROBABILITY) / ROWS, TRAINED);
  }

  private static Bundle trained(Autoencoder<DenseBlock> model, int epochs) {
    MemoryBlocks<DenseBlock> blocks =
        new MemoryBlocks<>(IntStream.range(0, 4).mapToObj(b -> quarter(b)).toList());
    Workload<DenseBlock, DenseBlock> workload = Workload.of(model, blocks);
    Rules rules =
        Rules.all(new Adam(10).then(new RobbinsMonro(100, 1)))
            .with(Autoencoder.MOMENTS, new RobbinsMonro(1, 0.7));
    try (InProcess execution = new InProcess(workload, 1)) {
      Inference inference = new Inference(workload, rules, Plan.of(4, epochs, 1), execution);
      return inference.run(inference.start(), Listener.NONE, () -> 0).parameters();
    }
  }

  private static DenseBlock quarter(int b) {
    int size = ROWS / 4;
    double[][] part = Arrays.copyOfRange(X, b * size, (b + 1) * size);
    DenseBlock block = AutoencoderData.block((long) b * size, part);
    return new DenseBlock(b, block.columns(), block.keys(), block.weights(), block.values());
  }

  /** Tipping and Bishop (1999), equation 8 at the noise of equation 9, a row. */
  private static double maximum(double[][] x, int latent) {
    int columns = x[0].length;
    double[] values =
        new EigenDecomposition(new Covariance(x, false).getCovarianceMatrix()).getRealEigenvalues();
    Arrays.sort(values);
    double noise = Arrays.stream(values, 0, columns - latent).average().orElseThrow();
    double kept = Arrays.stream(values, columns - latent, columns).map(Math::log).sum();
    return -0.5
        * (columns * Math.log(2 * Math.PI) + kept + (columns - latent) * Math.log(noise) + columns);
  }
}
