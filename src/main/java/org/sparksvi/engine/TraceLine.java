package org.sparksvi.engine;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.sparksvi.diagnose.MeanScore;
import org.sparksvi.model.Term;
import org.sparksvi.model.Terms;

/**
 * What one round is remembered by. Bounds are estimates for all N rows, in nats, at the parameters
 * before the round's step; the held-out score is that of the parameters after it.
 *
 * @param round from 1
 * @param epoch from 1
 * @param rows in this round, or their weight
 * @param units of observation in this round, such as tokens
 * @param seconds since training started, over all sessions
 * @param rate of the first field that moves
 * @param expectedLogLikelihood E_q[log p(x | z)]
 * @param localKl KL of the local variables
 * @param globalKl KL of the global variables, where evaluated
 * @param elbo the whole bound, where evaluated
 * @param elboPerRow where evaluated
 * @param elboPerUnit where evaluated
 * @param heldOut mean log predictive probability a held-out unit, where evaluated
 * @param heldOutError its standard error, by the rows that were scored, where it is known
 * @param waiting whom the round waited for, where that is known
 * @param spent on executors for the round and its scoring, where that is known
 */
public record TraceLine(
    long round,
    long epoch,
    double rows,
    double units,
    double seconds,
    OptionalDouble rate,
    double expectedLogLikelihood,
    double localKl,
    OptionalDouble globalKl,
    OptionalDouble elbo,
    OptionalDouble elboPerRow,
    OptionalDouble elboPerUnit,
    OptionalDouble heldOut,
    OptionalDouble heldOutError,
    Optional<Waiting> waiting,
    Optional<Spent> spent) {

  /**
   * A line of sums over the rows that a round has seen, for all rows.
   *
   * @param state after the round
   * @param rate NaN where no field moves
   * @param globalElbo at the parameters before the round
   */
  static TraceLine of(
      Terms seen,
      State state,
      long epoch,
      double totalWeight,
      double rate,
      OptionalDouble globalElbo,
      Optional<MeanScore> heldOut,
      Optional<Waiting> waiting,
      Optional<Spent> spent) {
    double rows = seen.get(Term.ROWS);
    double units = seen.get(Term.UNITS);
    double toAll = totalWeight / rows;
    double local = seen.localElbo() * toAll;
    return new TraceLine(
        state.round(),
        epoch,
        rows,
        units,
        state.seconds(),
        Double.isNaN(rate) ? OptionalDouble.empty() : OptionalDouble.of(rate),
        seen.get(Term.EXPECTED_LOG_LIKELIHOOD) * toAll,
        seen.get(Term.LOCAL_KL) * toAll,
        map(globalElbo, g -> -g),
        map(globalElbo, g -> local + g),
        map(globalElbo, g -> (local + g) / totalWeight),
        map(globalElbo, g -> (local + g) / (units * toAll)),
        heldOut.map(score -> OptionalDouble.of(score.mean())).orElse(OptionalDouble.empty()),
        heldOut.map(MeanScore::standardError).orElse(OptionalDouble.empty()),
        waiting,
        spent);
  }

  private static OptionalDouble map(OptionalDouble value, DoubleUnaryOperator function) {
    return value.isPresent()
        ? OptionalDouble.of(function.applyAsDouble(value.getAsDouble()))
        : OptionalDouble.empty();
  }
}
