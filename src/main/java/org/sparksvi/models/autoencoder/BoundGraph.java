package org.sparksvi.models.autoencoder;

import org.sparksvi.autodiff.Graph;
import org.sparksvi.autodiff.Leaf;
import org.sparksvi.autodiff.Node;
import org.sparksvi.bundle.Direction;
import org.sparksvi.model.Round;

/**
 * The bound of a number of rows by k samples of z each, as a graph.
 *
 * <pre>
 *   z = μ + ε ∘ exp(log s),   ε ~ N(0, I)
 *   KL(q || p) = ½ Σ_j μ_j² + s_j² − 1 − 2 log s_j
 *   log w = log p(x | z) + log p(z) − log q(z)
 * </pre>
 *
 * <p>Samples of a row stand together: n · k rows of draws. Serves one thread.
 */
final class BoundGraph {
  /** What is differentiated. */
  enum Variables {
    /** The networks; q is the encoder's. */
    NETWORKS,
    /** The decoder; q is given. */
    DECODER,
    /** Means and log deviations of each row's q. */
    POSTERIORS,
    /** Nothing; q is given. */
    NONE
  }

  private final int samples;
  private final Graph graph;
  private final ParameterLeaves parameters;
  private final Leaf x;
  private final EncoderInputs inputs; // null where q is given
  private final Leaf logTotals;
  private final Leaf noise;
  private final Leaf beta; // 1 × 1
  private final Leaf pathWeights; // by which derivatives of z are multiplied
  private final Node means;
  private final Node logDeviations;
  private final Node outputs;
  private final Node logLikelihood;
  private final Node divergence; // by row
  private final Node objective; // by draw

  BoundGraph(Network network, Objective kind, Variables variables, int rows, int samples) {
    AutoencoderSettings settings = network.settings();
    this.samples = samples;
    int draws = Math.multiplyExact(rows, samples);
    int latent = settings.latent();
    graph = settings.precision().graph();
    parameters =
        new ParameterLeaves(
            graph,
            network.layout(),
            variables == Variables.NETWORKS || variables == Variables.DECODER);
    x = graph.data(rows, settings.columns());
    logTotals = graph.data(rows, 1);
    noise = graph.data(draws, latent);
    beta = graph.data(1, 1);
    pathWeights = graph.data(draws, 1);
    if (variables == Variables.NETWORKS) {
      inputs = new EncoderInputs(graph, settings, rows);
      Network.Latent q = network.encode(graph, inputs, parameters);
      means = q.means();
      logDeviations = q.logDeviations();
    } else {
      inputs = null;
      boolean free = variables == Variables.POSTERIORS;
      means = free ? graph.variable(rows, latent) : graph.data(rows, latent);
      logDeviations = free ? graph.variable(rows, latent) : graph.data(rows, latent);
    }
    Node eachMean = repeat(means);
    Node eachLogDeviation = repeat(logDeviations);
    Node z = graph.add(eachMean, graph.times(graph.exp(eachLogDeviation), noise));
    z = kind == Objective.IMPORTANCE ? graph.timesDerivative(z, pathWeights) : z;
    outputs = network.decode(graph, z, parameters);
    logLikelihood =
        settings.likelihood().logDensity(graph, repeat(x), repeat(logTotals), outputs, parameters);
    divergence = divergence(means, logDeviations);
    objective =
        kind == Objective.IMPORTANCE
            ? graph.add(logLikelihood, logRatio(z, eachMean, eachLogDeviation))
            : graph.subtract(logLikelihood, graph.timesRow(repeat(divergence), beta));
  }

  private Node repeat(Node node) {
    return samples == 1 ? node : graph.repeatRows(node, samples);
  }

  private Node divergence(Node mean, Node logDeviation) {
    Node twice = graph.scale(logDeviation, 2);
    Node each = graph.subtract(graph.add(graph.square(mean), graph.exp(twice)), twice);
    return graph.scale(graph.rowSums(graph.plus(each, -1)), 0.5);
  }

  /** log p(z) − log q(z), with q's own parameters held fast. */
  private Node logRatio(Node z, Node mean, Node logDeviation) {
    Node s = graph.detach(logDeviation);
    Node standard =
        graph.times(graph.subtract(z, graph.detach(mean)), graph.exp(graph.scale(s, -1)));
    Node squares = graph.subtract(graph.square(standard), graph.square(z));
    return graph.rowSums(graph.add(graph.scale(squares, 0.5), s));
  }

  void load(Round round) {
    parameters.load(round);
  }

  void setRows(double[] values, double[] rowLogTotals) {
    x.set(values, 0);
    logTotals.set(rowLogTotals, 0);
  }

  void setInputs(double[] values) {
    inputs.set(values);
  }

  /** Means and log deviations, rows × J each; where q is given. */
  void setPosteriors(double[] rowMeans, double[] rowLogDeviations) {
    ((Leaf) means).set(rowMeans, 0);
    ((Leaf) logDeviations).set(rowLogDeviations, 0);
  }

  /** Overwrites the draws of ε, rows · k × J. */
  void setNoise(double[] draws) {
    noise.set(draws, 0);
  }

  void forward(double klWeight) {
    beta.set(new double[] {klWeight}, 0);
    graph.forward();
  }

  /** Evaluates the outputs and the log likelihoods alone. */
  void forwardLikelihood() {
    graph.forward(logLikelihood);
  }

  /**
   * Differentiates Σ seed · objective over draws.
   *
   * @param weights by which the derivatives of each draw's z are multiplied again; used by the
   *     importance-weighted objective
   */
  void backward(double[] seed, double[] weights) {
    pathWeights.set(weights, 0);
    graph.backward(objective, seed);
  }

  void addDerivatives(Direction into) {
    parameters.addDerivatives(into);
  }

  /** Derivatives of the means and log deviations, rows × J each. */
  void readPosteriorDerivatives(double[] ofMeans, double[] ofLogDeviations) {
    ((Leaf) means).readDerivative(ofMeans);
    ((Leaf) logDeviations).readDerivative(ofLogDeviations);
  }

  void readPosteriors(double[] rowMeans, double[] rowLogDeviations) {
    means.read(rowMeans);
    logDeviations.read(rowLogDeviations);
  }

  /** By draw, without the rows' constants. */
  void readLogLikelihoods(double[] out) {
    logLikelihood.read(out);
  }

  /** The objective by draw, without the rows' constants. */
  void readObjectives(double[] out) {
    objective.read(out);
  }

  void readOutputs(double[] out) {
    outputs.read(out);
  }
}
