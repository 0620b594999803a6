package com.example;

import static org.sparksvi.models.joint.Densities.halfNormal;
import static org.sparksvi.models.joint.Densities.normal;
import static org.sparksvi.models.joint.Densities.uniform;

import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;

/**
 * Several series, each drawn toward a level of its own: AR(1), with the value before as a column.
 *
 * <pre>
 *   y_t ~ N(levels[series] + persistence (y_{t−1} − levels[series]), noise²)
 * </pre>
 *
 * @param series their number
 */
public record Autoregression(int series) implements LogJoint {

  @Override
  public Value rows(Scope s) {
    Value mean = s.real("mean", normal(0, 5));
    Value spread = s.positive("spread", halfNormal(2));
    Value levels = s.around("levels", series, mean, spread);
    Value persistence = s.between("persistence", -1, 1, uniform(-1, 1));
    Value noise = s.positive("noise", halfNormal(1));
    Value level = levels.at(s.index("series", series));
    Value expected = s.column("before").minus(level).times(persistence).plus(level);
    return s.observe("y", normal(expected, noise));
  }
}
