package com.example;

import static org.sparksvi.models.joint.Densities.bernoulliLogit;
import static org.sparksvi.models.joint.Densities.halfNormal;
import static org.sparksvi.models.joint.Densities.logNormal;
import static org.sparksvi.models.joint.Densities.normal;

import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;

/**
 * Answers of any number of students to items (Birnbaum, 1968): a row is an answer, a group a
 * student, whose ability is integrated out where the answers are.
 *
 * <pre>
 *   logit P(right) = slopes[item] · (ability − difficulty[item])
 * </pre>
 *
 * @param items their number
 */
public record Students(int items) implements LogJoint {

  @Override
  public Value rows(Scope s) {
    Value ability = s.local("ability", normal(0, 1));
    Value spread = s.positive("spread", halfNormal(2));
    Value difficulty = s.around("difficulty", items, s.numbers(0), spread);
    Value slopes = s.positive("slopes", items, logNormal(0, 0.5));
    var item = s.index("item", items);
    return s.observe("right", bernoulliLogit(slopes.at(item).times(ability.minus(difficulty.at(item)))));
  }
}
