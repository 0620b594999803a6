package com.example;

import static org.sparksvi.models.joint.Densities.halfCauchy;
import static org.sparksvi.models.joint.Densities.normal;

import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;

/**
 * Effects of coaching, each known with an error of its own (Rubin, 1981).
 *
 * <pre>
 *   y ~ N(theta[school], sigma²)      theta ~ N(mu, tau²)
 * </pre>
 *
 * @param schools their number
 */
public record Schools(int schools) implements LogJoint {

  @Override
  public Value rows(Scope s) {
    Value mu = s.real("mu", normal(0, 5));
    Value tau = s.positive("tau", halfCauchy(5));
    Value theta = s.around("theta", schools, mu, tau);
    return s.observe("y", normal(theta.at(s.index("school", schools)), s.column("sigma")));
  }
}
