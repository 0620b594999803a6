package com.example;

import static org.sparksvi.models.joint.Densities.halfNormal;
import static org.sparksvi.models.joint.Densities.normal;
import static org.sparksvi.models.joint.Densities.poissonLog;
import static org.sparksvi.models.joint.Densities.uniform;

import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;

/**
 * Counts by year whose rate changes once, within a width of years.
 *
 * <pre>
 *   log rate = before + (after − before) σ((year − change) / width)
 * </pre>
 *
 * <p>With a change between two years the rows would depend on each other, through which side of it
 * each is; a smooth one keeps them independent given where it is.
 *
 * @param first year
 * @param last year
 */
public record ChangePoint(double first, double last) implements LogJoint {

  @Override
  public Value rows(Scope s) {
    Value before = s.real("before", normal(0, 2));
    Value after = s.real("after", normal(0, 2));
    Value change = s.between("change", first, last, uniform(first, last));
    Value width = s.positive("width", halfNormal(2));
    Value share = s.column("year").minus(change).over(width).sigmoid();
    Value logRate = share.times(after.minus(before)).plus(before);
    return s.observe("count", poissonLog(logRate));
  }
}
