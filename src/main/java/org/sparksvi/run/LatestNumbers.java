package org.sparksvi.run;

import java.util.Optional;
import java.util.OptionalDouble;
import org.sparksvi.engine.EpochBound;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.store.RunRecord;

/** The latest of each number in a trace; the bound is that of the last epoch. */
final class LatestNumbers {
  private long round;
  private long epoch;
  private double seconds;
  private final EpochBound bound = new EpochBound();
  private OptionalDouble heldOut = OptionalDouble.empty();
  private OptionalDouble heldOutError = OptionalDouble.empty();
  private long bestRound;
  private double bestHeldOut = Double.NEGATIVE_INFINITY;

  void take(TraceLine line) {
    round = line.round();
    epoch = line.epoch();
    seconds = line.seconds();
    bound.take(line);
    if (line.heldOut().isPresent()) {
      heldOut = line.heldOut();
      heldOutError = line.heldOutError();
    }
    if (line.heldOut().isPresent() && line.heldOut().getAsDouble() > bestHeldOut) {
      bestHeldOut = line.heldOut().getAsDouble();
      bestRound = line.round();
    }
  }

  RunRecord.Result result() {
    return new RunRecord.Result(
        round, epoch, seconds, bound.elbo(), bound.elboPerUnit(), heldOut, heldOutError, best());
  }

  private Optional<RunRecord.BestRound> best() {
    return bestRound == 0
        ? Optional.empty()
        : Optional.of(new RunRecord.BestRound(bestRound, bestHeldOut));
  }
}
