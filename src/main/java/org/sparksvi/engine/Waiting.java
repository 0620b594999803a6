package org.sparksvi.engine;

/**
 * Whom an exchange waited for.
 *
 * @param on the executor or task that came last
 * @param share of the exchange's time in which all others had done, in [0, 1]
 */
public record Waiting(String on, double share) {}
