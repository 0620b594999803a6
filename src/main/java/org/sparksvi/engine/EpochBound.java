package org.sparksvi.engine;

import java.util.OptionalDouble;

/**
 * The bound of the current epoch, from the lines of its rounds so far: the local part is that of
 * the rows of all of them, where a line alone has but those of its minibatch.
 */
public final class EpochBound {
  private long epoch;
  private double rows;
  private double units;
  private double local; // mean of the rounds' local bounds for all rows, by their rows
  private OptionalDouble elbo = OptionalDouble.empty();
  private OptionalDouble elboPerUnit = OptionalDouble.empty();

  /** Takes the next line. */
  public void take(TraceLine line) {
    if (line.epoch() != epoch) {
      epoch = line.epoch();
      rows = 0;
      units = 0;
      local = 0;
    }
    double own = line.expectedLogLikelihood() - line.localKl();
    rows += line.rows();
    units += line.units();
    local += (own - local) * (line.rows() / rows);
    if (line.elbo().isPresent()) {
      double ofLine = line.elbo().getAsDouble();
      double ofEpoch = ofLine + (local - own);
      double unitsByLine = (units / rows) / (line.units() / line.rows());
      elbo = OptionalDouble.of(ofEpoch);
      elboPerUnit =
          OptionalDouble.of(line.elboPerUnit().getAsDouble() * (ofEpoch / ofLine) / unitsByLine);
    }
  }

  /** In nats, for all rows; empty before a line with a bound. */
  public OptionalDouble elbo() {
    return elbo;
  }

  /** In nats, a unit of observation; empty before a line with a bound. */
  public OptionalDouble elboPerUnit() {
    return elboPerUnit;
  }
}
