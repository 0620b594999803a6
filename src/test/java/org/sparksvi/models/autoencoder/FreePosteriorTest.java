package org.sparksvi.models.autoencoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;
import org.sparksvi.random.RandomStream;

/** Posteriors that local steps fit to each row. */
class FreePosteriorTest {
  private static final LinearGaussian EXACT = LinearGaussian.orthogonal();
  private static final LocalSettings STEPS = new LocalSettings(300, 0.1, 4);

  /** Nats a row that the noise of the last steps may leave. */
  private static final double FITTED = 0.01;

  /** Standard deviation of log p(x | z) under q is below this, in nats. */
  private static final double SPREAD = 2;

  private static final double[][] X = EXACT.draw(30, 6);

  private static AutoencoderSettings free() {
    return AutoencoderData.with(
        AutoencoderData.linear(AutoencoderData.ISOTROPIC), Posterior.FREE, STEPS);
  }

  @Test
  void localStepsReachTheExactPosterior() {
    Autoencoder<DenseBlock> model = AutoencoderData.model(free());

    double[][] rows =
        AutoencoderData.transform(model, EXACT.parameters(model), AutoencoderData.block(0, X));

    double gap = 0;
    for (int r = 0; r < X.length; r++) {
      double[] means = Arrays.copyOf(rows[r], 2);
      double[] variances = Arrays.copyOfRange(rows[r], 2, 4);
      gap += EXACT.divergence(X[r], means, variances) / X.length;
      assertArrayEquals(EXACT.posteriorMean(X[r]), means, 0.1, "row " + r);
    }
    assertEquals(0, gap, FITTED);
  }

  /**
   * With a weight β of the divergence the best q is the posterior under a noise of β v: the
   * objective is β times that model's bound but for constants.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1, 4})
  void trainingFitsThePosteriorThatItsObjectiveAsksFor(double beta) {
    int samples = 300;
    Autoencoder<DenseBlock> model =
        AutoencoderData.model(free().with(new ObjectiveSettings(Objective.ELBO, samples, beta, 0)));
    DenseBlock block = AutoencoderData.block(0, X);
    Bundle parameters = EXACT.parameters(model);

    Contribution sum =
        AutoencoderData.alone(model, AutoencoderData.round(1, 30, parameters), block);

    LinearGaussian tempered =
        new LinearGaussian(EXACT.loadings(), EXACT.mean(), beta * EXACT.noise());
    double divergence = 0;
    for (double[] x : X) {
      double[] means = tempered.posteriorMean(x);
      double[] logDeviations = new double[2];
      Arrays.setAll(
          logDeviations, j -> 0.5 * Math.log(tempered.posteriorCovariance().getEntry(j, j)));
      divergence += new PlainNetwork.Normals(means, logDeviations).divergence() / X.length;
    }
    assertEquals(divergence, sum.get(Term.LOCAL_KL) / X.length, 0.02 * divergence);
    assertEquals(X.length * STEPS.steps(), sum.get(Term.LOCAL_ITERATIONS));
    if (beta == 1) {
      double density = Arrays.stream(X).mapToDouble(EXACT::logDensity).average().orElseThrow();
      double error = 4 * SPREAD / Math.sqrt(samples * X.length) + FITTED;
      assertEquals(density, sum.localElbo() / X.length, error);
    }
  }

  @Test
  void refinementClosesTheGapThatAPoorEncoderLeaves() {
    Autoencoder<DenseBlock> model =
        AutoencoderData.model(
            AutoencoderData.with(
                AutoencoderData.linear(AutoencoderData.ISOTROPIC), Posterior.AMORTISED, STEPS),
            new ScoreSettings(300, true, true));
    Bundle parameters = EXACT.parameters(model);
    parameters.set("encoder.outputs.bias", new double[] {1, -1, 0, 0.5});

    Contribution scores = AutoencoderData.scores(model, parameters, AutoencoderData.block(0, X));

    double density = Arrays.stream(X).mapToDouble(EXACT::logDensity).average().orElseThrow();
    double error = 4 * SPREAD / Math.sqrt(300 * X.length);
    double refined = scores.get(Term.HELD_OUT_REFINED_BOUND) / X.length;
    assertEquals(density, refined, error + FITTED);
    double amortised = scores.get(Term.HELD_OUT_BOUND) / X.length;
    double gap = 0;
    for (double[] x : X) {
      PlainNetwork.Normals q = new PlainNetwork(model.settings(), parameters).encode(x);
      double[] variances = Arrays.stream(q.logDeviations()).map(s -> Math.exp(2 * s)).toArray();
      gap += EXACT.divergence(x, q.means(), variances) / X.length;
    }
    assertTrue(gap > 1, "a poor encoder");
    assertEquals(density - gap, amortised, 0.1 * gap); // its draws spread more
  }

  /** With q where the steps have left it, which the draws of the round name. */
  @Test
  void theDecodersDirectionIsTheDerivativeAtTheFittedPosteriors() {
    AutoencoderSettings settings =
        AutoencoderData.with(
            AutoencoderData.settings(new Poisson(true)),
            Posterior.FREE,
            new LocalSettings(5, 0.2, 2));
    double[][] x = AutoencoderData.rows(settings.likelihood(), 6, 3);
    Autoencoder<DenseBlock> model = AutoencoderData.model(settings);
    Bundle at = AutoencoderData.somewhere(model, AutoencoderData.blocks(x, 6), 0.3);
    DenseBlock block = AutoencoderData.block(0, x);
    Round round = AutoencoderData.round(2, 6, at);
    AutoencoderSteps<DenseBlock> shared =
        new AutoencoderSteps<>(
            new Network(settings), new DenseObservations(), new ConcurrentLinkedQueue<>(), round);
    LocalFit<DenseBlock> fit = new LocalFit<>(shared);
    double[] means = new double[12];
    double[] logDeviations = new double[12];
    double[][] z = new double[6][];
    shared.forEachBatch(
        block,
        true,
        1,
        workspace -> {
          Batch<DenseBlock> batch = workspace.batch();
          fit.fit(
              workspace, (r, step) -> batch.training(round, r, step + 1), 1, means, logDeviations);
          for (int r = 0; r < 6; r++) {
            RandomStream stream = batch.training(round, r, 0);
            z[r] =
                new PlainNetwork.Normals(
                        Arrays.copyOfRange(means, 2 * r, 2 * r + 2),
                        Arrays.copyOfRange(logDeviations, 2 * r, 2 * r + 2))
                    .at(new double[] {stream.normal(), stream.normal()}, 0);
          }
        });

    Contribution sum = AutoencoderData.alone(model, round, block);

    for (String field : List.of("decoder.0.weights", "decoder.0.bias", "decoder.outputs.bias")) {
      double[] derivative = sum.statistics().values(field);
      for (int i = 0; i < derivative.length; i++) {
        double expected =
            Textbook.derivative(
                values -> {
                  Bundle moved = at.copy();
                  moved.set(field, values);
                  PlainNetwork plain = new PlainNetwork(settings, moved);
                  double total = 0;
                  for (int r = 0; r < x.length; r++) {
                    total += plain.logLikelihood(x[r], z[r]);
                  }
                  return total;
                },
                at.values(field),
                i);
        assertEquals(expected, derivative[i], 1e-6 * (1 + Math.abs(expected)), field);
      }
    }
    assertTrue(Arrays.stream(means).allMatch(m -> m != 0), "steps were taken");
  }
}
