package org.sparksvi.models.factor;

import java.util.List;
import java.util.Optional;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.Accumulates;
import org.sparksvi.model.Column;
import org.sparksvi.model.Evidence;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Round;
import org.sparksvi.model.RowDraws;
import org.sparksvi.model.RowGaps;
import org.sparksvi.model.Transforms;
import org.sparksvi.numeric.Blas;

/**
 * Rows that a few latent numbers explain, x = W z + μ + ε: what is the same however W is learnt.
 *
 * <p>Local posteriors q(z | x) are Gaussian and exact given the {@link Loadings}, with rows × D
 * values of which some may be missing, and q factors.
 */
public abstract sealed class LatentFactors
    implements Accumulates<DenseBlock>, HeldOut<DenseBlock>, Transforms<DenseBlock>
    permits FactorModel, BayesianPca {
  private static final long serialVersionUID = 1L;

  private final FactorSettings settings;
  private final Layout layout;

  LatentFactors(FactorSettings settings, Layout layout) {
    this.settings = settings;
    this.layout = layout;
  }

  public final FactorSettings settings() {
    return settings;
  }

  @Override
  public final Layout layout() {
    return layout;
  }

  @Override
  public final String arithmetic() {
    return Blas.best().name();
  }

  /** What local steps need of W, μ and the noise, read out of parameters. */
  abstract Loadings loadings(Bundle parameters);

  @Override
  public final LocalSteps<DenseBlock> localSteps(Round round) {
    return new FactorSteps(loadings(round.parameters()));
  }

  @Override
  public final LocalSteps<DenseBlock> scorers(Round round) {
    FactorSteps steps = new FactorSteps(loadings(round.parameters()));
    return settings.masked() > 0
        ? () -> new ImputationScorer(steps, round.streams())
        : () -> new DensityScorer(steps);
  }

  /** In closed form, at the means of loadings and noise. */
  @Override
  public final Optional<Evidence<DenseBlock>> evidence(int draws) {
    return Optional.of(
        new RowGaps<>(
            10.0 * settings.columns() * settings.size(),
            0,
            false,
            round -> {
              Loadings loadings = loadings(round.parameters());
              FactorSteps fitted = new FactorSteps(loadings);
              FactorSteps exact = new FactorSteps(loadings.point());
              return () -> new FactorGaps(fitted, exact);
            }));
  }

  @Override
  public final List<Column> output() {
    return FactorOutput.of(settings).columns();
  }

  @Override
  public final RowTransforms<DenseBlock> transforms(Round round) {
    FactorSteps steps = new FactorSteps(loadings(round.parameters()).canonical());
    return () -> new FactorTransform(steps);
  }

  /** The same model in training that never turns or stretches the latent vectors. */
  @Override
  public LatentFactors withFixedAxes() {
    return this;
  }

  @Override
  public final boolean isSum(Field field) {
    return Moments.isSum(field.name());
  }

  /**
   * That of the columns given the latent vectors; their own part does not depend on the globals.
   */
  @Override
  public final double expectedLogLikelihood(Bundle kept, Bundle at) {
    return loadings(at).expectedLogLikelihood(new Moments(settings, kept));
  }

  /** New rows of the model at some parameters. */
  public final RowDraws draws(Bundle parameters) {
    return new FactorDraws(loadings(parameters));
  }

  /** What was learnt, in the data's units. */
  public final FactorSummary summary(Bundle parameters) {
    return FactorSummary.of(loadings(parameters).canonical());
  }
}
