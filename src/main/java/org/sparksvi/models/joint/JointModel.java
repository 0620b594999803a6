package org.sparksvi.models.joint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
import org.sparksvi.model.LogDensity;
import org.sparksvi.model.Model;
import org.sparksvi.model.Round;
import org.sparksvi.model.RowDraws;
import org.sparksvi.model.Settlement;
import org.sparksvi.model.Start;
import org.sparksvi.model.Transforms;
import org.sparksvi.models.joint.JointSettings.Method;
import org.sparksvi.models.joint.JointSettings.Posterior;
import org.sparksvi.numeric.Blas;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/**
 * A user's log joint with a Gaussian q of its unconstrained parameters ζ, fitted by draws that all
 * blocks of a round share (Kucukelbir, Tran, Ranganath, Gelman and Blei, 2017).
 *
 * <pre>
 *   ELBO = (1/S) Σ_s [ N/n Σ_rows w log p(row | ζ_s) + log p(ζ_s) ] + H(q)      ζ_s = μ + C z_s
 * </pre>
 *
 * <p>Blocks add up the derivatives by q's parameters; those of the prior are added where the sum is
 * read, at the same draws.
 *
 * @param <B> blocks of rows, or of rows packed by group, which are the units then: {@link
 *     org.sparksvi.data.DenseBlock} or {@link org.sparksvi.data.GroupedBlock}
 */
public final class JointModel<B extends Block>
    implements Model<B>, HeldOut<B>, Transforms<B>, LogDensity<B> {
  private static final long serialVersionUID = 1L;

  /** N, the weight of the rows of the training, 1 × 1; fixed. */
  public static final String ROWS = "rows";

  private final LogJoint joint;
  private final JointSettings settings;
  private final Earlier earlier; // takes the place of the priors; null where they are themselves
  private final List<String> declared; // by the log joint, wherever it is
  private final transient Shape shape;
  private final Layout layout;
  private final transient Scopes scopes;
  private final transient SharedNoise noise;
  private final transient NodePlaces places = new NodePlaces();
  private final transient boolean locals; // whether units have numbers of their own

  /**
   * Declares.
   *
   * @throws IllegalArgumentException where the log joint's declarations do not fit the columns or
   *     each other
   */
  public JointModel(LogJoint joint, JointSettings settings) {
    this(joint, settings, null, null);
  }

  private JointModel(
      LogJoint joint, JointSettings settings, Earlier earlier, List<String> declared) {
    this.joint = joint;
    this.settings = settings;
    this.earlier = earlier;
    this.scopes = new Scopes(joint, settings, declared);
    this.shape = Shape.of(settings, scopes.with(1, Scope::size));
    this.locals = scopes.with(1, scope -> scope.locals().size() > 0);
    this.declared = scopes.declared();
    List<Field> fields = new ArrayList<>(shape.fields());
    fields.add(Field.fixed(ROWS, 1, 1));
    this.layout = Layout.of(fields);
    this.noise = shape.noise(settings.method());
  }

  private Object readResolve() {
    return new JointModel<>(joint, settings, earlier, declared);
  }

  /**
   * The model of more rows, whose prior is the posterior that earlier rows left.
   *
   * @param parameters that they left
   * @param memory how much of it is kept, in (0, 1]: the prior is its power, a covariance of Σ /
   *     memory
   */
  public JointModel<B> after(Bundle parameters, double memory) {
    return new JointModel<>(
        joint, settings, new Earlier(shape.posterior(), parameters, memory), declared);
  }

  public JointSettings settings() {
    return settings;
  }

  /** Unconstrained numbers of all parameters, d. */
  public int size() {
    return shape.size();
  }

  /** The shape of q, never {@link Posterior#AUTO}. */
  public Posterior posterior() {
    return shape.posterior();
  }

  /** Why q has this shape, in a sentence. */
  public String reason() {
    return shape.reason();
  }

  /** Draws a round, S. */
  public int draws() {
    return shape.draws();
  }

  Scopes scopes() {
    return scopes;
  }

  Gaussian q(Bundle parameters) {
    return Gaussian.of(shape.posterior(), parameters);
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public String arithmetic() {
    return Blas.best().name();
  }

  /**
   * What the first rows say; around 0 where that is nothing. Where earlier rows left a posterior,
   * that.
   */
  @Override
  public Bundle initial(Start<B> start) {
    Bundle parameters = Bundle.zeros(layout);
    if (earlier == null) {
      Gaussian.start(parameters, settings.startScale(), start.streams());
      SampleFit.write(this, start, parameters);
    } else {
      earlier.copyTo(parameters);
    }
    parameters.values(ROWS)[0] = start.weight();
    return parameters;
  }

  @Override
  public LocalSteps<B> localSteps(Round round) {
    return JointSteps.of(this, round, noise.of(round));
  }

  /** Σ weight · log; rows without a weight count for nothing. */
  static double dot(double[] logs, double[] weights) {
    double sum = 0;
    for (int r = 0; r < logs.length; r++) {
      sum += weights[r] == 0 ? 0 : weights[r] * logs[r];
    }
    return sum;
  }

  @Override
  public void target(Round round, Contribution total, Direction out) {
    for (Field field : layout.fields()) {
      if (field.geometry() == Geometry.ASCENDED) {
        out.take(field.name(), total.statistics());
      }
    }
    Gaussian q = q(round.parameters());
    boolean landing = settings.method() != Method.DETERMINISTIC;
    double[][] noises = noise.of(round);
    for (double[] z : noises) {
      double[] draw = q.draw(z);
      double[] derivative = landing ? q.pull(draw) : new double[size()];
      logPrior(draw, derivative);
      q.add(z, derivative, 1.0 / noises.length, out);
    }
    if (!landing) {
      q.addEntropy(out);
    }
    if (settings.method() == Method.NATURAL_GRADIENT) {
      q.natural(out);
    }
  }

  /** In the geometry of q, which no scale of the parameters distorts. */
  @Override
  public void steepest(Round round, Direction gradient) {
    q(round.parameters()).steepest(gradient);
  }

  @Override
  public double share(Round round, Direction step) {
    return q(round.parameters()).share(step);
  }

  @Override
  public double globalElbo(Round round) {
    Gaussian q = q(round.parameters());
    double sum = 0;
    double[][] noises = noise.of(round);
    for (double[] z : noises) {
      sum += logPrior(q.draw(z));
    }
    return sum / noises.length + q.entropy();
  }

  /**
   * Where units have numbers of their own, and the bound is a function, their integrals have nodes
   * that stay from round to round, or the function would move under the search. They go to where
   * the mean of q is once that has left them by a standard deviation.
   */
  @Override
  public Optional<Settlement> settle(Round round) {
    return nodesStay()
        ? Reference.moved(q(round.parameters()), round.parameters())
        : Optional.empty();
  }

  /** Whether units have numbers of their own. */
  boolean integrates() {
    return locals;
  }

  /** Whether the nodes of their integrals stay from round to round. */
  boolean nodesStay() {
    return locals && settings.method() == Method.DETERMINISTIC;
  }

  /** Where these are, once they were found. */
  NodePlaces places() {
    return places;
  }

  /** log p(ζ), with the Jacobians of constraints; of later rows that of the posterior before. */
  double logPrior(double[] unconstrained) {
    if (earlier != null) {
      return earlier.log(unconstrained);
    }
    return scopes.with(
        1,
        scope -> {
          scope.setParameters(unconstrained);
          return scope.prior();
        });
  }

  /** The same; adds its derivative. */
  @Override
  public double logPrior(double[] unconstrained, double[] into) {
    if (earlier != null) {
      return earlier.log(unconstrained, into);
    }
    return scopes.with(
        1,
        scope -> {
          scope.setParameters(unconstrained);
          return scope.prior(into);
        });
  }

  @Override
  public LocalSteps<B> scorers(Round round) {
    return RowDensities.scorers(this, round);
  }

  @Override
  public Optional<Evidence<B>> evidence(int draws) {
    return Optional.of(new JointEvidence<>(this, draws, true));
  }

  @Override
  public List<Column> output() {
    return scopes.with(1, JointTransform::columns);
  }

  @Override
  public RowTransforms<B> transforms(Round round) {
    return JointTransform.of(this, round);
  }

  /** Place of the column that has a density among the columns; -1 where none has one. */
  int response() {
    return scopes.with(1, Scope::response).map(columns()::indexOf).orElse(-1);
  }

  /** The column that rows are predicted in: it has a density, and rows no numbers of their own. */
  public Optional<String> observed() {
    return scopes.with(1, scope -> scope.observed().map(Observed::column));
  }

  /** Names of the numbers of parameters and kept quantities, as {@link JointSummary} has them. */
  public List<String> quantities() {
    return scopes.with(1, scope -> JointSummary.names(scope.kept()));
  }

  /** Parameters and kept quantities at unconstrained numbers, to {@code out} from an offset on. */
  void quantities(double[] unconstrained, double[] out, int from) {
    scopes.with(
        1,
        scope -> {
          scope.setParameters(unconstrained);
          scope.readKept(out, from);
          return scope;
        });
  }

  /** Draws of parameters and kept quantities from q. */
  public RowDraws draws(Bundle parameters) {
    Gaussian q = q(parameters);
    int width = quantities().size();
    return (streams, from, rows, out) -> {
      for (int r = 0; r < rows; r++) {
        double[] z = new double[q.noises()];
        RandomStream stream = streams.stream(Purpose.DRAW, from + r);
        Arrays.setAll(z, j -> stream.normal());
        quantities(q.draw(z), out, r * width);
      }
    };
  }

  /**
   * Draws the observed column of rows, each draw at parameters drawn from q.
   *
   * @param from number of the first draw; a row's value depends on its key and the draw's number
   * @return rows × count, by block
   */
  public Function<B, double[][]> predictions(
      Bundle parameters, Streams streams, long from, int count) {
    Drawn drawn = Drawn.apart(this, parameters, streams, from, count);
    return block ->
        Arrays.copyOf( // without the filling
            Predictions.of(this, UnitRows.of(block), drawn, streams, from), block.observations());
  }

  /** Where blocks share draws out among them, what is left is what these happen to say. */
  @Override
  public double negligible(double totalWeight) {
    return nodesStay() ? Math.max(1e-7, 1e-8 * totalWeight) : 1e-7;
  }

  /** Parameters and kept quantities at draws of q. */
  public JointSummary summary(Bundle parameters, int draws, long seed) {
    return JointSummary.of(this, parameters, draws, seed);
  }

  @Override
  public List<String> coordinates() {
    return scopes.with(1, Scope::coordinates);
  }

  @Override
  public List<String> columns() {
    return settings.columns();
  }

  @Override
  public double logJoint(B all, double[] near, double[] unconstrained, double[] gradient) {
    UnitRows block = UnitRows.of(all).weighted();
    double rows =
        block.units() == 0
            ? 0
            : scopes.with(
                block.size(),
                scope -> {
                  scope.setRows(block);
                  scope.placeLocals(near);
                  scope.setParameters(unconstrained);
                  double[] logs = new double[block.units()];
                  scope.forwardRows(logs);
                  scope.backwardRows(block.factors(), gradient);
                  return dot(logs, block.factors());
                });
    return rows + logPrior(unconstrained, gradient);
  }
}
