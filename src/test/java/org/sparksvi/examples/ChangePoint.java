package org.sparksvi.examples;

import static org.sparksvi.models.joint.Densities.normal;
import static org.sparksvi.models.joint.Densities.poissonLog;

import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;

/**
 * Series of counts y1, y2, ..., each a row, whose rate changes once, nobody knows when. Every place
 * is as likely, and they are summed out:
 *
 * <pre>
 *   log p(y) = log Σ_s (1/T) exp(Σ_{t≤s} log p(y_t | early) + Σ_{t&gt;s} log p(y_t | late)),   s = 1..T
 * </pre>
 *
 * <p>At s = T there was no change.
 *
 * @param length T
 */
public record ChangePoint(int length) implements LogJoint {
  private static final long serialVersionUID = 1L;

  @Override
  public Value rows(Scope s) {
    Value y = s.columns("y*"); // series × length
    Value early = s.real("early", normal(0, 3)); // logarithms of rates
    Value late = s.real("late", normal(0, 3));
    Value before = poissonLog(early).log(y).cumulativeSums();
    Value after = poissonLog(late).log(y).cumulativeSums();
    Value all = after.column(length - 1);
    return before.minus(after).plus(all).logSumExp().minus(Math.log(length));
  }
}
