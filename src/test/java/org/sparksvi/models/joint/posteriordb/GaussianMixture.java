package org.sparksvi.models.joint.posteriordb;

import static org.sparksvi.models.joint.Densities.beta;
import static org.sparksvi.models.joint.Densities.halfNormal;
import static org.sparksvi.models.joint.Densities.mixture;
import static org.sparksvi.models.joint.Densities.normal;

import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;

/** Two normals, with ordered means. */
record GaussianMixture() implements LogJoint {
  private static final long serialVersionUID = 1L;

  @Override
  public Value rows(Scope s) {
    Value mu = s.ordered("mu", 2, normal(0, 2));
    Value sigma = s.positive("sigma", 2, halfNormal(2));
    Value theta = s.between("theta", 0, 1, beta(5, 5));
    Value weights = theta.beside(theta.times(-1).plus(1));
    return s.observe(
        "y",
        mixture(
            weights, normal(mu.column(0), sigma.column(0)), normal(mu.column(1), sigma.column(1))));
  }
}
