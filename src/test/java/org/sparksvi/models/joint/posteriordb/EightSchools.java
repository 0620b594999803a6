package org.sparksvi.models.joint.posteriordb;

import static org.sparksvi.models.joint.Densities.halfCauchy;
import static org.sparksvi.models.joint.Densities.normal;

import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;

/** Effects of coaching in eight schools (Rubin, 1981), not centred. */
record EightSchools() implements LogJoint {
  private static final long serialVersionUID = 1L;

  @Override
  public Value rows(Scope s) {
    Value mu = s.real("mu", normal(0, 5));
    Value tau = s.positive("tau", halfCauchy(5));
    Value theta = s.around("theta", 8, mu, tau);
    return s.observe("y", normal(theta.at(s.index("school", 8)), s.column("sigma")));
  }
}
