package org.sparksvi.kinds.joint;

import org.sparksvi.models.joint.Density;
import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;

/**
 * What stands for a class whose code is not at hand: as many numbers, and nothing known of them.
 *
 * @param size unconstrained numbers
 * @param column any of the rows
 */
record Undefined(int size, String column) implements LogJoint {

  @Override
  public Value rows(Scope scope) {
    Density flat = x -> x.times(0);
    scope.real("unconstrained", size, flat);
    return scope.column(column).times(0);
  }
}
