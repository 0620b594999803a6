package org.sparksvi.models.joint.posteriordb;

import static org.sparksvi.models.joint.Densities.flat;
import static org.sparksvi.models.joint.Densities.normal;

import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;

/**
 * A series whose variance remembers: one row is a whole series, y1, y2, ...
 *
 * <pre>
 *   y_t ~ N(μ, σ_t),   σ_t² = α0 + α1 (y_{t−1} − μ)² + β1 σ_{t−1}²
 * </pre>
 */
record Garch(int length, double first) implements LogJoint {
  private static final long serialVersionUID = 1L;

  @Override
  public Value rows(Scope s) {
    Value mu = s.real("mu", flat());
    Value alpha0 = s.positive("alpha0", flat());
    Value alpha1 = s.between("alpha1", 0, 1, flat());
    Value beta1 = s.between("beta1", s.numbers(0), alpha1.times(-1).plus(1), flat());
    Value variance = s.numbers(first * first);
    Value log = normal(mu, variance.sqrt()).log(s.column("y1"));
    for (int t = 2; t <= length; t++) {
      Value error = s.column("y" + (t - 1)).minus(mu).square();
      variance = alpha0.plus(error.times(alpha1)).plus(variance.times(beta1));
      log = log.plus(normal(mu, variance.sqrt()).log(s.column("y" + t)));
    }
    return log;
  }
}
