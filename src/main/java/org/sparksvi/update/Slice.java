package org.sparksvi.update;

/**
 * Part of a field that a stage works on.
 *
 * @param step number of the step, from 1
 * @param from first value
 * @param to after the last value
 * @param norm that the stage asks for; NaN where it asks for none
 */
public record Slice(long step, int from, int to, double norm) {}
