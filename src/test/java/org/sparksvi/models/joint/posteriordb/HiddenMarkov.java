package org.sparksvi.models.joint.posteriordb;

import static org.sparksvi.models.joint.Densities.dirichlet;
import static org.sparksvi.models.joint.Densities.normal;

import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;

/**
 * A chain of two hidden states, seen with normal noise: one row is a whole series, y1, y2, ...
 *
 * <pre>
 *   a_1k = log N(y_1; μ_k, 1),   a_tk = log Σ_j exp(a_{t−1,j} + log θ_jk) + log N(y_t; μ_k, 1)
 * </pre>
 */
record HiddenMarkov(int length) implements LogJoint {
  private static final long serialVersionUID = 1L;

  @Override
  public Value rows(Scope s) {
    Value theta1 = s.simplex("theta1", 2, dirichlet(1, 2));
    Value theta2 = s.simplex("theta2", 2, dirichlet(1, 2));
    Value mu = s.positiveOrdered("mu", 2, normal(s.numbers(3, 10), 1));
    Value transitions = theta1.above(theta2).log().transpose(); // row k: to state k
    Value forward = normal(mu, 1).log(s.column("y1")); // n × 2
    for (int t = 2; t <= length; t++) {
      Value first = forward.plus(transitions.rows(0, 1)).logSumExp();
      Value second = forward.plus(transitions.rows(1, 2)).logSumExp();
      forward = first.beside(second).plus(normal(mu, 1).log(s.column("y" + t)));
    }
    return forward.logSumExp();
  }
}
