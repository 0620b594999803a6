package com.example;

import static org.sparksvi.models.joint.Densities.dirichlet;
import static org.sparksvi.models.joint.Densities.logNormal;
import static org.sparksvi.models.joint.Densities.normal;

import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;

/**
 * A mixture of normal distributions, whose component nobody saw: it is summed out.
 *
 * <pre>
 *   p(y) = Σ_k weights_k N(y; means_k, scales_k²)      means ascend
 * </pre>
 *
 * @param k components
 */
public record GaussianMixture(int k) implements LogJoint {

  @Override
  public Value rows(Scope s) {
    Value weights = s.simplex("weights", k, dirichlet(1, k));
    Value means = s.ordered("means", k, normal(0, 10));
    Value scales = s.positive("scales", k, logNormal(0, 1));
    return normal(means, scales).log(s.column("y")).plus(weights.log()).logSumExp();
  }
}
