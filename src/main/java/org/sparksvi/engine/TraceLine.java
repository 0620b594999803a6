package org.sparksvi.engine;

import java.util.Optional;
import java.util.OptionalDouble;

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
 * @param waiting whom the round waited for, where that is known
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
    Optional<Waiting> waiting) {}
