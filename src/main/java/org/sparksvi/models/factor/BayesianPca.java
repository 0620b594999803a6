package org.sparksvi.models.factor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Domain;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Round;
import org.sparksvi.model.Settlement;
import org.sparksvi.model.Start;

/**
 * Principal components with a prior on every factor, which switches off those that the data have no
 * use for (automatic relevance determination).
 *
 * <pre>
 *   z ~ N(0, I_q)                     x = W z + μ + ε,   ε ~ N(0, I/τ)
 *   w_dj ~ N(0, 1/α_j)                α_j ~ Gamma(a₀, b₀)     τ ~ Gamma(c₀, d₀)     μ_d ~ N(0, 1/β)
 *   q = Π_n q(z_n) Π_d q(w_d, μ_d) Π_j q(α_j) q(τ)
 * </pre>
 *
 * <p>The globals are a hierarchy, so the parameters are coordinates from which q is read out in
 * sequence: {@link Moments} of the latent vectors, the rates of q(α), and shape and rate of q(τ).
 * The loadings' q follows from them ({@link Relevance}). With rate 1 on all rows a round is one
 * sweep of coordinate ascent, q(z), q(τ) and q(α), q(w, μ), and the bound never falls. Such sweeps
 * alone would take thousands of rounds to switch factors off; {@link Rotation} makes it tens.
 *
 * <p>Bishop (1999), Variational principal components; here the mean shares its column's factor of q
 * with the loadings.
 */
public final class BayesianPca extends LatentFactors {
  private static final long serialVersionUID = 1L;

  /** Rates b_j of q(α_j), whose shape is a₀ + D/2. */
  static final String RELEVANCE = "relevance";

  /** Shape c and rate d of q(τ). */
  static final String NOISE = "noise";

  private final ArdSettings priors;

  public BayesianPca(FactorSettings settings, ArdSettings priors) {
    super(settings, layout(settings));
    this.priors = priors;
  }

  private static Layout layout(FactorSettings settings) {
    List<Field> fields = new ArrayList<>(Moments.fields(settings));
    fields.add(Field.mixed(RELEVANCE, 1, settings.factors()).within(Domain.POSITIVE));
    fields.add(Field.mixed(NOISE, 1, 2).within(Domain.POSITIVE));
    return Layout.of(fields);
  }

  /**
   * E α = 1, the sample's E τ, and products that put the loadings' means where the start wants
   * them.
   */
  @Override
  public Bundle initial(Start<DenseBlock> start) {
    FactorStart sample = new FactorStart(settings(), start, false);
    FactorStart.Loaded loaded = sample.loaded(Noise.ISOTROPIC, true, start);
    double variance = loaded.noise()[0];
    Bundle parameters = sample.parameters(layout(), start.weight());
    double shape = priors.relevanceShape() + 0.5 * settings().columns();
    Arrays.fill(parameters.values(RELEVANCE), shape);
    double noise = priors.noiseShape() + 0.5 * start.weight() * settings().columns();
    parameters.set(NOISE, new double[] {noise, noise * variance});
    double[] products = parameters.values(Moments.PRODUCTS);
    int q = settings().factors();
    for (int d = 0; d < settings().columns(); d++) {
      for (int j = 0; j < q; j++) {
        products[d * settings().size() + j] =
            (start.weight() + variance) * loaded.loadings()[d * q + j];
      }
    }
    return parameters;
  }

  private Relevance read(Bundle parameters) {
    return new Relevance(settings(), priors, parameters);
  }

  @Override
  Loadings loadings(Bundle parameters) {
    return read(parameters).loadings(parameters);
  }

  /** The moments of all rows, and the best q(τ) and q(α) at them and the round's loadings. */
  @Override
  public void target(Round round, Contribution total, Direction out) {
    Relevance read = read(round.parameters());
    Moments.copy(total.statistics(), out);
    double[] rates = read.bestRelevanceRates();
    System.arraycopy(rates, 0, out.values(RELEVANCE), 0, rates.length);
    double[] noise = read.noiseAt(new Moments(settings(), total.statistics()));
    System.arraycopy(noise, 0, out.values(NOISE), 0, noise.length);
  }

  /** With q(τ) at the moments of all rows. */
  @Override
  public void targetAfter(Bundle kept, Round round, Contribution total, Direction out) {
    target(round, total, out);
    Moments all = new Moments(settings(), kept).plus(total.statistics());
    double[] noise = read(round.parameters()).noiseAt(all);
    System.arraycopy(noise, 0, out.values(NOISE), 0, noise.length);
  }

  /** Turns and stretches the latent vectors to where the bound is larger. */
  @Override
  public Optional<Settlement> settle(Round round) {
    return Rotation.of(settings(), read(round.parameters()), round.parameters())
        .map(turned -> new Settlement(turned, Map.of(), "factors were turned"));
  }

  @Override
  public double globalElbo(Round round) {
    return read(round.parameters()).elbo();
  }
}
