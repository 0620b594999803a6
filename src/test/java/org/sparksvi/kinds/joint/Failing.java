package org.sparksvi.kinds.joint;

import static org.sparksvi.models.joint.Densities.normal;

import java.util.concurrent.atomic.AtomicInteger;
import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;

/**
 * A log joint that is wrong in some way.
 *
 * @param how it is
 */
public record Failing(String how) implements LogJoint {
  private static final AtomicInteger CALLS = new AtomicInteger();

  @Override
  public Value rows(Scope s) {
    Value mu = s.real("mu", normal(0, 1));
    Value y = s.column("y");
    return switch (how) {
      case "throws" -> throw new IllegalStateException("nobody expected this");
      case "throws-on-executors" -> {
        if (y.rows() > 1) {
          throw new IllegalStateException("not on " + y.rows() + " rows");
        }
        yield normal(mu, 1).log(y);
      }
      case "nan" -> normal(mu, 1).log(y.minus(7).log()); // of negative numbers
      case "shape" -> normal(mu, 1).log(y).sum();
      case "null" -> null;
      case "state" -> {
        s.real("b" + CALLS.getAndIncrement(), normal(0, 1));
        yield normal(mu, 1).log(y);
      }
      default -> throw new IllegalArgumentException(how);
    };
  }
}
