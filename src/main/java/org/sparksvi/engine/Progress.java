package org.sparksvi.engine;

import java.util.Arrays;

/**
 * What the stop rule remembers of a run: a score for every finished epoch, and the sums of the
 * current epoch. Part of the state.
 *
 * @param scores held-out scores, or smoothed bounds per row, one a finished epoch
 * @param boundSum sum over the rounds of this epoch of the local bound per row
 * @param rounds rounds of this epoch
 * @param globalElbo latest exact global part of the bound, per row
 * @param heldOut latest held-out score; NaN before the first
 * @param best the highest held-out score
 * @param doubtful of the last round
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; the array is never written to
public record Progress(
    double[] scores,
    double boundSum,
    long rounds,
    double globalElbo,
    double heldOut,
    BestScore best,
    Doubtful doubtful) {

  static Progress none() {
    return new Progress(new double[0], 0, 0, 0, Double.NaN, BestScore.NONE, Doubtful.NONE);
  }

  Progress withBound(double localElboPerRow) {
    return new Progress(
        scores, boundSum + localElboPerRow, rounds + 1, globalElbo, heldOut, best, doubtful);
  }

  Progress withDoubtful(Doubtful now) {
    return new Progress(scores, boundSum, rounds, globalElbo, heldOut, best, now);
  }

  Progress withGlobalElbo(double perRow) {
    return new Progress(scores, boundSum, rounds, perRow, heldOut, best, doubtful);
  }

  Progress withHeldOut(long round, double score) {
    return new Progress(
        scores, boundSum, rounds, globalElbo, score, best.with(round, score), doubtful);
  }

  /** Ends an epoch: its score is the held-out one where there is one, else the mean bound. */
  Progress endEpoch(boolean scoresHeldOut) {
    double[] more = Arrays.copyOf(scores, scores.length + 1);
    more[scores.length] = scoresHeldOut ? heldOut : boundSum / rounds + globalElbo;
    return new Progress(more, 0, 0, globalElbo, heldOut, best, doubtful);
  }
}
