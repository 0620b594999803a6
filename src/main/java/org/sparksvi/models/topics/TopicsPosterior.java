package org.sparksvi.models.topics;

import java.util.Arrays;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.family.Dirichlet;

/**
 * What a later training takes from an earlier one, and how far it has moved.
 *
 * @param model whose parameters these are
 */
public record TopicsPosterior(TopicsModel model) {

  /**
   * Sums as of documents whose tokens belong to every topic and are every word alike.
   *
   * @param tokens of all documents
   */
  public Bundle evenly(double tokens) {
    Bundle sums = Bundle.zeros(model.layout());
    int entries = model.settings().words() * model.settings().topics();
    double each = tokens / entries;
    double[] lambda = new double[entries];
    Arrays.fill(lambda, each);
    return with(sums, lambda);
  }

  /**
   * Parameters of the model from those of one with its first words: λ of the others is η.
   *
   * @param fewer the model with fewer words
   */
  public Bundle grown(TopicsModel fewer, Bundle parameters) {
    int topics = model.settings().topics();
    Bundle grown = Bundle.zeros(model.layout());
    for (Field field : model.layout().fields()) {
      if (!model.isSum(field) && !field.name().equals(TopicsModel.ETA)) {
        grown.set(field.name(), parameters.copyOf(field.name()));
      }
    }
    double[] known = fewer.eta(parameters);
    double mean = Arrays.stream(known).average().orElseThrow();
    double[] eta = Arrays.copyOf(known, model.settings().words());
    Arrays.fill(eta, known.length, eta.length, mean);
    if (model.layout().has(TopicsModel.ETA)) {
      grown.set(
          TopicsModel.ETA, grown.values(TopicsModel.ETA).length == 1 ? new double[] {mean} : eta);
    }
    double[] before = parameters.copyOf(TopicsModel.TOPICS);
    double[] lambda = Arrays.copyOf(before, topics * model.settings().words());
    for (int i = before.length; i < lambda.length; i++) {
      lambda[i] = eta[i / topics];
    }
    return with(grown, lambda);
  }

  /** KL(q(β_k) || q'(β_k)) of each topic, of its posterior after from that before. */
  public double[] divergences(Bundle before, Bundle after) {
    double[] old = before.copyOf(TopicsModel.TOPICS);
    double[] now = after.copyOf(TopicsModel.TOPICS);
    int topics = model.settings().topics();
    double[] divergences = new double[topics];
    double[] p = new double[model.settings().words()];
    double[] q = new double[p.length];
    for (int k = 0; k < topics; k++) {
      for (int w = 0; w < p.length; w++) {
        p[w] = now[w * topics + k];
        q[w] = old[w * topics + k];
      }
      divergences[k] = Dirichlet.kl(p, q);
    }
    return divergences;
  }

  /** Expected tokens of each topic that some parameters hold above others. */
  public double[] tokens(Bundle parameters, Bundle above) {
    double[] tokens = parameters.values(TopicsModel.TOTALS).clone();
    double[] base = above.values(TopicsModel.TOTALS);
    for (int k = 0; k < tokens.length; k++) {
      tokens[k] -= base[k];
    }
    return tokens;
  }

  /** Parameters with another λ, and its sums. */
  static Bundle with(Bundle parameters, double[] lambda) {
    double[] totals = new double[parameters.values(TopicsModel.TOTALS).length];
    for (int i = 0; i < lambda.length; i++) {
      totals[i % totals.length] += lambda[i];
    }
    Bundle with = parameters.copy();
    with.set(TopicsModel.TOPICS, lambda);
    with.set(TopicsModel.TOTALS, totals);
    return with;
  }
}
