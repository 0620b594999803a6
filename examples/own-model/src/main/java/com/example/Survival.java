package com.example;

import static org.sparksvi.models.joint.Densities.logNormal;
import static org.sparksvi.models.joint.Densities.normal;
import static org.sparksvi.models.joint.Densities.weibull;

import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;

/**
 * Times until an event, of which some are only known to be longer: {@code event} is 1 where it was
 * seen, 0 where the row was censored before.
 *
 * <pre>
 *   time ~ Weibull(shape, exp(intercept + treatment · effect))
 * </pre>
 */
public record Survival() implements LogJoint {

  @Override
  public Value rows(Scope s) {
    Value shape = s.positive("shape", logNormal(0, 1));
    Value intercept = s.real("intercept", normal(0, 3));
    Value effect = s.real("effect", normal(0, 1));
    Value scale = s.column("treatment").times(effect).plus(intercept).exp();
    return s.observe("time", weibull(shape, scale, s.column("event")));
  }
}
