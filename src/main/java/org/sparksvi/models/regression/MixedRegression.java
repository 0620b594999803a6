package org.sparksvi.models.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.bundle.Resolution;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.model.Accumulates;
import org.sparksvi.model.Column;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Round;
import org.sparksvi.model.RowDraws;
import org.sparksvi.model.Start;
import org.sparksvi.model.Transforms;
import org.sparksvi.numeric.Blas;
import org.sparksvi.numeric.Cholesky;

/**
 * A generalised linear model with effects that vary by group (Laird and Ware, 1982).
 *
 * <pre>
 *   y_i ~ p(y | f_i)     f_i = x_i·β + z_i·u_g + offset_i      u_g ~ N(0, D)     β ~ prior
 *   q(β, u) = q(β) Π_g q(u_g | β)      Gaussian, with all covariances
 * </pre>
 *
 * <p>For given D the bound is that of a regression whose blocks are groups: a group's effects given
 * β are found where its rows are ({@link GroupFit}), and what is left of the group is a Gaussian
 * site of β. No number is kept of a group. With normal noise, of whose variance D is a multiple, q
 * is the posterior given D, and the bound is the evidence given D.
 *
 * <p>D is estimated, where the bound and the log prior of standard deviations and correlations are
 * highest: with flat priors and normal noise, by restricted maximum likelihood (REML; Patterson and
 * Thompson, 1971). A round takes a step of Fisher's scoring by the groups' information, from which
 * what the noise's variance takes is left out.
 */
public final class MixedRegression
    implements Accumulates<GroupedBlock>, HeldOut<GroupedBlock>, Transforms<GroupedBlock> {
  private static final long serialVersionUID = 1L;

  /**
   * T, lower triangle by rows; in sums, Σ (S + Cov v̄ − I), the derivatives by Δ but for τ v̄ v̄ᵀ.
   */
  public static final String EFFECTS = "effects";

  /** Σ v̄ v̄ᵀ, lower triangle by rows. */
  public static final String SQUARED_EFFECTS = "squaredEffects";

  /** Σ (I − S), by φ: information on D and the log variance of the noise at once. */
  public static final String SHRINKAGE = "shrinkage";

  /** Fisher's information, by Δ in sums, by φ in parameters; lower triangle by rows. */
  public static final String EFFECTS_PRECISION = "effectsPrecision";

  /** Groups, and Σ log |S⁻¹|. */
  public static final String GROUPS = "groups";

  private static final Set<String> OF_EFFECTS =
      Set.of(EFFECTS, SQUARED_EFFECTS, SHRINKAGE, EFFECTS_PRECISION, GROUPS);
  private static final Set<String> SUMS = Set.of(GROUPS, EFFECTS_PRECISION);

  private final MixedSettings settings;
  private final Regression fixed;
  private final Layout layout;

  public MixedRegression(MixedSettings settings) {
    this.settings = settings;
    this.fixed = new Regression(settings.fixed());
    int places = settings.random().packed();
    List<Field> fields = new ArrayList<>(fixed.layout().fields());
    fields.add(Field.mixed(EFFECTS, 1, places));
    fields.add(Field.mixed(SQUARED_EFFECTS, 1, places));
    fields.add(Field.mixed(SHRINKAGE, 1, places));
    fields.add(Field.mixed(EFFECTS_PRECISION, 1, places * (places + 1) / 2));
    fields.add(Field.mixed(GROUPS, 1, 2).resolving(Resolution.COLUMNS));
    this.layout = Layout.of(fields);
  }

  public MixedSettings settings() {
    return settings;
  }

  /** What all groups share; reads the same parameters. */
  public Regression fixed() {
    return fixed;
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public String arithmetic() {
    return Blas.best().name();
  }

  /** The first step of a regression without effects of groups. */
  @Override
  public Bundle initial(Start<GroupedBlock> start) {
    Bundle parameters = Bundle.zeros(layout);
    Bundle first = fixed.initial(new Start<>(new Members(start.blocks()), start.streams()));
    for (Field field : fixed.layout().fields()) {
      parameters.set(field.name(), first.copyOf(field.name()));
    }
    parameters.set(EFFECTS, Spread.start(settings.random()));
    return parameters;
  }

  /** Blocks without their groups. */
  private record Members(Blocks<GroupedBlock> all) implements Blocks<LabelledBlock> {
    @Override
    public int count() {
      return all.count();
    }

    @Override
    public int rows(int block) {
      return read(block).rows();
    }

    @Override
    public LabelledBlock read(int block) {
      return all.read(block).members();
    }

    @Override
    public double totalWeight() {
      return all.totalWeight();
    }
  }

  MixedPosterior posterior(Bundle parameters) {
    return MixedPosterior.of(settings, parameters);
  }

  /** Coefficients and variances in the units of the data. */
  public MixedSummary summary(Bundle parameters) {
    return MixedSummary.of(settings, posterior(parameters), parameters);
  }

  @Override
  public LocalSteps<GroupedBlock> localSteps(Round round) {
    MixedPosterior posterior = posterior(round.parameters());
    return () -> new MixedStep(new MixedRows(posterior));
  }

  @Override
  public LocalSteps<GroupedBlock> scorers(Round round) {
    MixedPosterior posterior = posterior(round.parameters());
    return () -> new MixedScorer(new MixedRows(posterior));
  }

  @Override
  public void target(Round round, Contribution total, Direction out) {
    target(Bundle.zeros(layout), round, total, out);
  }

  @Override
  public void targetAfter(Bundle kept, Round round, Contribution total, Direction out) {
    target(kept, round, total, out);
  }

  private void target(Bundle kept, Round round, Contribution total, Direction out) {
    moveEffects(kept, round.parameters(), total.statistics(), out);
    out.take(SQUARED_EFFECTS, total.statistics());
    out.take(GROUPS, total.statistics());
    fixed.targetAfter(kept, round, total, out);
  }

  /** A step of Fisher's scoring, where earlier groups left a parabola. */
  private void moveEffects(Bundle kept, Bundle at, Direction sums, Direction out) {
    Spread spread = Spread.of(settings.random(), at.values(EFFECTS));
    Noise noise = noise(kept, at, sums);
    double[] changes = spread.changes();
    double[] byChange = sums.values(EFFECTS).clone();
    for (int i = 0; i < byChange.length; i++) {
      byChange[i] += noise.mean() * sums.values(SQUARED_EFFECTS)[i];
    }
    double[] slopes = Spread.slopes(changes, byChange);
    double[] shrinkage = Spread.slopes(changes, sums.values(SHRINKAGE));
    int places = slopes.length;
    double[] own = Spread.information(changes, sums.values(EFFECTS_PRECISION), places);
    double[] information = own.clone();
    lessIfPositive(spread, information, bend(spread, changes, byChange, slopes));
    if (!noise.known()) {
      lessIfPositive(spread, information, ofNoise(shrinkage, noise.shape()));
    }
    addEarlier(kept, spread, slopes, information);
    double[] priorSlopes = new double[places];
    double[] priorCurvatures = new double[places];
    spread.prior(priorSlopes, priorCurvatures);
    for (int a = 0; a < places; a++) {
      slopes[a] += priorSlopes[a];
      information[Design.packed(a, a)] += priorCurvatures[a];
    }
    double[] moved = spread.step(slopes, information);
    System.arraycopy(moved, 0, out.values(EFFECTS), 0, places);
    System.arraycopy(shrinkage, 0, out.values(SHRINKAGE), 0, places);
    System.arraycopy(own, 0, out.values(EFFECTS_PRECISION), 0, own.length);
  }

  /** q(τ) by the new sums. */
  private Noise noise(Bundle kept, Bundle at, Direction sums) {
    return settings.noisy()
        ? Posterior.of(settings.fixed(), at, Sums.of(kept, sums), Scales.of(settings.fixed(), at))
            .q()
            .noise()
        : Noise.NONE;
  }

  /**
   * What the derivatives by D add to the second ones by φ, as D is no linear function of φ: not
   * nothing where the prior holds D away from where the rows would have it.
   */
  private static double[] bend(
      Spread spread, double[] changes, double[] byChange, double[] slopes) {
    int places = slopes.length;
    double[] bend = new double[places * (places + 1) / 2];
    for (int c = 0; c < spread.q(); c++) {
      for (int i = c; i < spread.q(); i++) {
        for (int j = c; j <= i; j++) {
          int place = Design.packed(Design.packed(i, c), Design.packed(j, c));
          bend[place] = byChange[Design.packed(i, j)];
        }
      }
    }
    double[] all = Spread.information(changes, bend, places);
    for (int j = 0; j < spread.q(); j++) {
      int diagonal = Design.packed(j, j);
      all[Design.packed(diagonal, diagonal)] += slopes[diagonal];
    }
    return all;
  }

  /** What the noise takes: it is found anew for every D. */
  private static double[] ofNoise(double[] shrinkage, double noise) {
    double[] taken = new double[shrinkage.length * (shrinkage.length + 1) / 2];
    for (int a = 0; a < shrinkage.length; a++) {
      for (int b = 0; b <= a; b++) {
        taken[Design.packed(a, b)] = shrinkage[a] * shrinkage[b] / noise;
      }
    }
    return taken;
  }

  private static void lessIfPositive(Spread spread, double[] information, double[] taken) {
    int[] free = spread.effects().free();
    double[] matrix = new double[free.length * free.length];
    for (int a = 0; a < free.length; a++) {
      for (int b = 0; b < free.length; b++) {
        int place = Design.packed(Math.max(free[a], free[b]), Math.min(free[a], free[b]));
        matrix[a * free.length + b] = information[place] - taken[place];
      }
    }
    if (Cholesky.ifPositive(matrix, free.length).isPresent()) {
      for (int i = 0; i < information.length; i++) {
        information[i] -= taken[i];
      }
    }
  }

  private void addEarlier(Bundle kept, Spread spread, double[] slopes, double[] information) {
    double[] apart = apart(kept, spread);
    double[] earlier = kept.values(EFFECTS_PRECISION);
    for (int a = 0; a < slopes.length; a++) {
      for (int b = 0; b < slopes.length; b++) {
        slopes[a] -= earlier[Design.packed(Math.max(a, b), Math.min(a, b))] * apart[b];
      }
    }
    for (int i = 0; i < information.length; i++) {
      information[i] += earlier[i];
    }
  }

  /** φ less that of kept parameters; 0 where nothing was kept. */
  private double[] apart(Bundle kept, Spread spread) {
    double[] apart = new double[settings.random().packed()];
    Spread before = Spread.of(settings.random(), kept.values(EFFECTS));
    for (int i = 0; i < spread.q() && before.at(0, 0) > 0; i++) {
      for (int j = 0; j <= i; j++) {
        apart[Design.packed(i, j)] = spread.coordinate(i, j) - before.coordinate(i, j);
      }
    }
    return apart;
  }

  @Override
  public double globalElbo(Round round) {
    MixedPosterior posterior = posterior(round.parameters());
    return posterior.fixed().elbo(round.parameters()) + posterior.spread().logPrior();
  }

  @Override
  public boolean isSum(Field field) {
    return OF_EFFECTS.contains(field.name()) ? SUMS.contains(field.name()) : fixed.isSum(field);
  }

  /** Of the Gaussian sites that earlier groups left, and of the parabola of their spread. */
  @Override
  public double expectedLogLikelihood(Bundle kept, Bundle at) {
    double sum = fixed.expectedLogLikelihood(kept, at);
    double[] apart = apart(kept, Spread.of(settings.random(), at.values(EFFECTS)));
    double[] earlier = kept.values(EFFECTS_PRECISION);
    for (int a = 0; a < apart.length; a++) {
      for (int b = 0; b < apart.length; b++) {
        int place = Design.packed(Math.max(a, b), Math.min(a, b));
        sum -= 0.5 * earlier[place] * apart[a] * apart[b];
      }
    }
    return sum;
  }

  /** A spread that is singular is held at the floor. */
  @Override
  public Optional<String> held(Bundle parameters) {
    return posterior(parameters).isSingular()
        ? Optional.of(
            "the spread of the groups' effects is singular: rows say of fewer effects than there are that they vary")
        : Optional.empty();
  }

  /** KL of a posterior of these coefficients from that of others of the same units, in nats. */
  public double divergence(Bundle parameters, Bundle from) {
    return fixed.divergence(parameters, from);
  }

  /** Draws of the coefficients in the units of the data. */
  public RowDraws draws(Bundle parameters) {
    return fixed.draws(parameters);
  }

  @Override
  public List<Column> output() {
    return MixedTransform.columns(settings.random().count());
  }

  @Override
  public RowTransforms<GroupedBlock> transforms(Round round) {
    MixedPosterior posterior = posterior(round.parameters());
    return () -> new MixedTransform(new MixedRows(posterior));
  }
}
