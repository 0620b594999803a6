package org.sparksvi.laws;

import org.sparksvi.update.UpdateRule;

/**
 * A rule, for the laws that every rule keeps. A new rule adds a row to {@link RuleLawsTest}.
 *
 * @param name shown by the tests
 * @param rule to try
 * @param parabolaSteps steps after which it stands at the optimum of a parabola; 0 where it pulls
 *     elsewhere
 * @param rosenbrockSteps the same for Rosenbrock's valley; 0 where it is not made for that
 */
public record RuleCase(String name, UpdateRule rule, int parabolaSteps, int rosenbrockSteps) {

  @Override
  public String toString() {
    return name;
  }
}
