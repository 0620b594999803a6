package org.sparksvi.models.autoencoder;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Geometry;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.Block;
import org.sparksvi.model.Column;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Evidence;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Model;
import org.sparksvi.model.Round;
import org.sparksvi.model.RowDraws;
import org.sparksvi.model.RowGaps;
import org.sparksvi.model.Start;
import org.sparksvi.model.Transforms;

/**
 * A variational autoencoder.
 *
 * <pre>
 *   z ~ N(0, I_J)      x ~ p(x | decoder(z))      q(z | x) = N(μ, diag s²),  (μ, log s) = encoder(x)
 * </pre>
 *
 * <p>The parameters are the networks' weights; a block contributes the gradient of its rows' bound
 * at reparameterised draws of z. Without an encoder ({@link Posterior#FREE}) local steps fit each
 * row's q.
 *
 * <p>Kingma and Welling (2014); Rezende, Mohamed and Wierstra (2014).
 *
 * @param <B> the blocks
 */
public final class Autoencoder<B extends Block> implements Model<B>, HeldOut<B>, Transforms<B> {
  /** The field of running means over rows; it moves toward those of the round. */
  public static final String MOMENTS = Network.MOMENTS;

  private static final long serialVersionUID = 1L;

  private final Network network;
  private final Observations<B> observations;
  private final ScoreSettings scores;
  private final transient Queue<Workspace<B>> spare = new ConcurrentLinkedQueue<>();

  /**
   * A model.
   *
   * @param observations how blocks are read
   * @param scores how held-out rows are scored; its samples are also those of a transform's density
   */
  public Autoencoder(
      AutoencoderSettings settings, Observations<B> observations, ScoreSettings scores) {
    this.network = new Network(settings);
    this.observations = observations;
    this.scores = scores;
  }

  /** Workspaces do not travel. */
  private Object readResolve() {
    return new Autoencoder<>(settings(), observations, scores);
  }

  public AutoencoderSettings settings() {
    return network.settings();
  }

  @Override
  public Layout layout() {
    return network.layout();
  }

  @Override
  public String arithmetic() {
    return settings().precision().arithmetic();
  }

  /** Weights at random, and the outputs' bias such that rows are expected as the sample is. */
  @Override
  public Bundle initial(Start<B> start) {
    return network.start(
        new SampleMoments<>(settings(), observations, start).get(), start.streams());
  }

  @Override
  public LocalSteps<B> localSteps(Round round) {
    AutoencoderSteps<B> shared = shared(round);
    return settings().hasEncoder()
        ? () -> new AmortisedStep<>(shared)
        : () -> new FreeStep<>(shared);
  }

  private AutoencoderSteps<B> shared(Round round) {
    return new AutoencoderSteps<>(network, observations, spare, round);
  }

  @Override
  public LocalSteps<B> scorers(Round round) {
    AutoencoderSteps<B> shared = shared(round);
    return () -> new HeldOutScorer<>(shared, scores);
  }

  /** By importance weights of draws from each row's q. */
  @Override
  public Optional<Evidence<B>> evidence(int draws) {
    LocalSettings local = settings().local();
    return Optional.of(
        new RowGaps<>(
            4.0 * numbers() * (2.0 * draws + local.steps() * (double) local.samples()),
            0,
            settings().hasEncoder(),
            round -> {
              AutoencoderSteps<B> shared = shared(round);
              return () -> new LatentGaps<>(shared, draws);
            }));
  }

  private double numbers() {
    return layout().fields().stream().mapToDouble(Field::size).sum();
  }

  @Override
  public List<Column> output() {
    return AutoencoderOutput.of(settings()).columns();
  }

  @Override
  public RowTransforms<B> transforms(Round round) {
    AutoencoderSteps<B> shared = shared(round);
    return () -> new RowDescriber<>(shared, scores.samples(), AutoencoderOutput.of(settings()));
  }

  /** The gradient of the bound with that of the weights' prior; means over rows of the moments. */
  @Override
  public void target(Round round, Contribution total, Direction out) {
    for (Field field : layout().fields()) {
      if (field.geometry() == Geometry.ASCENDED) {
        out.take(field.name(), total.statistics());
      }
    }
    double[] sums = total.statistics().values(Network.MOMENTS);
    double[] means = out.values(Network.MOMENTS);
    for (int i = 0; i < means.length; i++) {
      means[i] = sums[i] / round.totalWeight();
    }
    double precision = settings().weightPrecision();
    if (precision > 0) {
      for (String name : network.weightFields()) {
        settings().precision().addScaled(-precision, round.parameters(), out, name);
      }
    }
  }

  /** log p(weights) of their normal prior but for its constant; 0 without one. */
  @Override
  public double globalElbo(Round round) {
    double precision = settings().weightPrecision();
    if (precision == 0) {
      return 0;
    }
    List<String> fields = network.weightFields();
    double squares = 0;
    for (String name : fields) {
      for (double weight : round.parameters().copyOf(name)) {
        squares += weight * weight;
      }
    }
    return -0.5 * precision * squares;
  }

  /** What was learnt of the latent space. */
  public AutoencoderSummary summary(Bundle parameters) {
    return AutoencoderSummary.of(parameters);
  }

  /**
   * Draws of new rows.
   *
   * @param expected whether they are E[x | z] rather than draws of x
   */
  public RowDraws draws(Bundle parameters, boolean expected) {
    return new AutoencoderDraws(network, parameters, expected);
  }
}
