package org.sparksvi.models.joint.posteriordb;

import static org.sparksvi.models.joint.Densities.flat;
import static org.sparksvi.models.joint.Densities.halfCauchy;
import static org.sparksvi.models.joint.Densities.halfNormal;
import static org.sparksvi.models.joint.Densities.normal;

import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;

/** Linear regressions of a column y on columns x1, x2, ..., under three priors. */
final class LinearModels {
  private LinearModels() {}

  private static Value rows(Scope s, Value beta, Value sigma) {
    return s.observe("y", normal(s.columns("x*").dot(beta), sigma));
  }

  /** Of mesquite bushes, votes and earnings: no prior at all. */
  record Flat(int inputs) implements LogJoint {
    private static final long serialVersionUID = 1L;

    @Override
    public Value rows(Scope s) {
      Value beta = s.real("beta", inputs, flat());
      Value sigma = s.positive("sigma", flat());
      return LinearModels.rows(s, beta, sigma);
    }
  }

  /** Of the scores of children. */
  record Cauchy(int inputs) implements LogJoint {
    private static final long serialVersionUID = 1L;

    @Override
    public Value rows(Scope s) {
      Value beta = s.real("beta", inputs, flat());
      Value sigma = s.positive("sigma", halfCauchy(2.5));
      return LinearModels.rows(s, beta, sigma);
    }
  }

  /** A Bayesian linear regression. */
  record Normal(int inputs) implements LogJoint {
    private static final long serialVersionUID = 1L;

    @Override
    public Value rows(Scope s) {
      Value beta = s.real("beta", inputs, normal(0, 10));
      Value sigma = s.positive("sigma", halfNormal(10));
      return LinearModels.rows(s, beta, sigma);
    }
  }

  /** A series of which each row has a number and the K before it, the last one first. */
  record Autoregression(int order) implements LogJoint {
    private static final long serialVersionUID = 1L;

    @Override
    public Value rows(Scope s) {
      Value alpha = s.real("alpha", normal(0, 10));
      Value beta = s.real("beta", order, normal(0, 10));
      Value sigma = s.positive("sigma", halfCauchy(2.5));
      return s.observe("y", normal(s.columns("lag*").dot(beta).plus(alpha), sigma));
    }
  }
}
