package com.example;

import static org.sparksvi.models.joint.Densities.bernoulliLogit;
import static org.sparksvi.models.joint.Densities.halfNormal;
import static org.sparksvi.models.joint.Densities.logNormal;
import static org.sparksvi.models.joint.Densities.normal;

import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;

/**
 * Answers of students to items: the logistic model of two parameters an item (Birnbaum, 1968).
 *
 * <pre>
 *   logit P(right) = slopes[item] · (ability[student] − difficulty[item])
 * </pre>
 *
 * @param students their number
 * @param items their number
 */
public record ItemResponse(int students, int items) implements LogJoint {

  @Override
  public Value rows(Scope s) {
    Value ability = s.real("ability", students, normal(0, 1));
    Value spread = s.positive("spread", halfNormal(2));
    Value difficulty = s.around("difficulty", items, s.numbers(0), spread);
    Value slopes = s.positive("slopes", items, logNormal(0, 0.5));
    var student = s.index("student", students);
    var item = s.index("item", items);
    Value gap = ability.at(student).minus(difficulty.at(item));
    return s.observe("right", bernoulliLogit(slopes.at(item).times(gap)));
  }
}
