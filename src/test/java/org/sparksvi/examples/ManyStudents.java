package org.sparksvi.examples;

import static org.sparksvi.models.joint.Densities.bernoulliLogit;
import static org.sparksvi.models.joint.Densities.logNormal;
import static org.sparksvi.models.joint.Densities.normal;

import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;

/**
 * Item response theory for any number of students: each row is a student, and has 0 or 1 for each
 * question in the columns right1, right2, .... The ability is a number that a row has of its own,
 * so that a million students are no more parameters than the questions'.
 *
 * <pre>
 *   logit p(right_q) = discrimination_q (ability − difficulty_q)
 * </pre>
 */
public record ManyStudents(int questions) implements LogJoint {
  private static final long serialVersionUID = 1L;

  @Override
  public Value rows(Scope s) {
    Value ability = s.local("ability", normal(0, 1));
    Value difficulty = s.real("difficulty", questions, normal(0, 2));
    Value discrimination = s.positive("discrimination", questions, logNormal(0, 0.5));
    Value logits = ability.minus(difficulty).times(discrimination); // students × questions
    return bernoulliLogit(logits).log(s.columns("right*")).rowSums();
  }
}
