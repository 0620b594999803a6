package org.sparksvi.models.factor;

import java.util.Optional;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Round;
import org.sparksvi.model.Start;

/**
 * Probabilistic principal components and factor analysis by maximum likelihood.
 *
 * <pre>
 *   z ~ N(0, I_q)      x = W z + μ + ε      ε ~ N(0, Ψ),   Ψ = σ² I or diagonal
 * </pre>
 *
 * <p>Expectation maximisation: {@link Moments} are the parameters, and the M-step is their read-out
 * ({@link LikelihoodReadOut}) at the start of the local step, so rate 1 on all rows is EM and
 * smaller rates on minibatches are the online EM of Cappé and Moulines (2009). Local posteriors are
 * exact; the bound is the log-likelihood.
 *
 * <p>Tipping and Bishop (1999); Rubin and Thayer (1982) for factor analysis.
 */
public final class FactorModel extends LatentFactors {
  private static final long serialVersionUID = 1L;

  private final Noise noise;
  private final boolean stretches; // whether the latent vectors' covariance goes into the loadings

  public FactorModel(FactorSettings settings, Noise noise) {
    this(settings, noise, true);
  }

  private FactorModel(FactorSettings settings, Noise noise, boolean stretches) {
    super(settings, Layout.of(Moments.fields(settings)));
    this.noise = noise;
    this.stretches = stretches;
  }

  /** Expectation maximisation without expansion of the parameters. */
  @Override
  public FactorModel withFixedAxes() {
    return new FactorModel(settings(), noise, false);
  }

  @Override
  public Bundle initial(Start<DenseBlock> start) {
    FactorStart sample = new FactorStart(settings(), start, noise == Noise.DIAGONAL);
    FactorStart.Loaded loaded = sample.loaded(noise, false, start);
    Bundle parameters = sample.parameters(layout(), start.weight());
    double[] products = parameters.values(Moments.PRODUCTS);
    double[] squares = parameters.values(Moments.SQUARES);
    int q = settings().factors();
    for (int d = 0; d < settings().columns(); d++) {
      double explained = 0;
      for (int j = 0; j < q; j++) {
        double w = loaded.loadings()[d * q + j];
        products[d * settings().size() + j] = start.weight() * w;
        explained += w * w;
      }
      squares[d] = start.weight() * (explained + loaded.noise()[d]);
    }
    return parameters;
  }

  @Override
  Loadings loadings(Bundle parameters) {
    return LikelihoodReadOut.of(settings(), noise, stretches, parameters);
  }

  /** The expected statistics of all rows. */
  @Override
  public void target(Round round, Contribution total, Direction out) {
    Moments.copy(total.statistics(), out);
  }

  @Override
  public Optional<String> held(Bundle parameters) {
    return LikelihoodReadOut.held(settings(), noise, parameters);
  }

  /** 0: the parameters are a point. */
  @Override
  public double globalElbo(Round round) {
    return 0;
  }
}
