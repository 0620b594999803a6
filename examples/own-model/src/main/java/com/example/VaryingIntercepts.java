package com.example;

import static org.sparksvi.models.joint.Densities.bernoulliLogit;
import static org.sparksvi.models.joint.Densities.halfNormal;
import static org.sparksvi.models.joint.Densities.normal;

import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;

/**
 * A logistic regression whose intercept differs from group to group.
 *
 * <pre>
 *   logit P(y = 1) = x·slopes + intercepts[group]      intercepts ~ N(mean, spread²)
 * </pre>
 *
 * @param groups their number
 * @param inputs number of the columns x1, x2, ...
 */
public record VaryingIntercepts(int groups, int inputs) implements LogJoint {

  @Override
  public Value rows(Scope s) {
    Value mean = s.real("mean", normal(0, 2));
    Value spread = s.positive("spread", halfNormal(1));
    Value intercepts = s.around("intercepts", groups, mean, spread);
    Value slopes = s.real("slopes", inputs, normal(0, 2.5));
    Value logit = s.columns("x*").dot(slopes).plus(intercepts.at(s.index("group", groups)));
    return s.observe("y", bernoulliLogit(logit));
  }
}
