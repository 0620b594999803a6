package com.example;

import static org.sparksvi.models.joint.Densities.halfNormal;
import static org.sparksvi.models.joint.Densities.normal;
import static org.sparksvi.models.joint.Densities.uniform;

import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;

/**
 * Any number of series, each drawn toward a level of its own: AR(1), where a row is a time, with
 * the value before as a column, and a group a series, whose level is integrated out where its rows
 * are.
 *
 * <pre>
 *   y_t ~ N(level + persistence (y_{t−1} − level), noise²)     level ~ N(mean, spread²)
 * </pre>
 */
public record Panel() implements LogJoint {

  @Override
  public Value rows(Scope s) {
    Value mean = s.real("mean", normal(0, 5));
    Value spread = s.positive("spread", halfNormal(2));
    Value level = s.local("level", normal(mean, spread));
    Value persistence = s.between("persistence", -1, 1, uniform(-1, 1));
    Value noise = s.positive("noise", halfNormal(1));
    Value expected = s.column("before").minus(level).times(persistence).plus(level);
    return s.observe("y", normal(expected, noise));
  }
}
