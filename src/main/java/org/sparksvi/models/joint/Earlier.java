package org.sparksvi.models.joint;

import java.io.Serializable;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.models.joint.JointSettings.Posterior;

/**
 * The posterior that earlier rows left, as the prior of later ones.
 *
 * <pre>
 *   log p(ζ) = log N(ζ; μ, Σ / memory)
 * </pre>
 */
final class Earlier implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Posterior posterior;
  private final Bundle parameters;
  private final double memory;
  private transient Gaussian q; // null before its first use

  Earlier(Posterior posterior, Bundle parameters, double memory) {
    if (!(memory > 0 && memory <= 1)) {
      throw new IllegalArgumentException("memory must be in (0, 1], but was " + memory);
    }
    this.posterior = posterior;
    this.parameters = parameters.copy();
    this.memory = memory;
  }

  private synchronized Gaussian q() {
    if (q == null) {
      q = Gaussian.of(posterior, parameters);
    }
    return q;
  }

  /** Sets q's fields to those that it left. */
  void copyTo(Bundle into) {
    for (Field field : into.layout().fields()) {
      into.set(field.name(), parameters.values(field.name()));
    }
  }

  double log(double[] at) {
    // log N(ζ; μ, Σ) = −½ Q − c with c = log q's normaliser; powers have ½ memory Q
    double most = q().log(q().mean());
    return most + memory * (q().log(at) - most) + 0.5 * at.length * StrictMath.log(memory);
  }

  /** The same; adds the derivative. */
  double log(double[] at, double[] into) {
    double[] pull = q().pull(at);
    for (int i = 0; i < into.length; i++) {
      into[i] -= memory * pull[i];
    }
    return log(at);
  }
}
