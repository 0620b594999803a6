package org.sparksvi.run;

import java.util.Optional;
import java.util.OptionalDouble;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.store.RunRecord;

/** The latest of each number in a trace. */
final class LatestNumbers {
  private long round;
  private long epoch;
  private double seconds;
  private OptionalDouble elbo = OptionalDouble.empty();
  private OptionalDouble elboPerUnit = OptionalDouble.empty();
  private OptionalDouble heldOut = OptionalDouble.empty();
  private long bestRound;
  private double bestHeldOut = Double.NEGATIVE_INFINITY;

  void take(TraceLine line) {
    round = line.round();
    epoch = line.epoch();
    seconds = line.seconds();
    elbo = line.elbo().isPresent() ? line.elbo() : elbo;
    elboPerUnit = line.elboPerUnit().isPresent() ? line.elboPerUnit() : elboPerUnit;
    heldOut = line.heldOut().isPresent() ? line.heldOut() : heldOut;
    if (line.heldOut().isPresent() && line.heldOut().getAsDouble() > bestHeldOut) {
      bestHeldOut = line.heldOut().getAsDouble();
      bestRound = line.round();
    }
  }

  RunRecord.Result result() {
    return new RunRecord.Result(round, epoch, seconds, elbo, elboPerUnit, heldOut, best());
  }

  private Optional<RunRecord.BestRound> best() {
    return bestRound == 0
        ? Optional.empty()
        : Optional.of(new RunRecord.BestRound(bestRound, bestHeldOut));
  }
}
