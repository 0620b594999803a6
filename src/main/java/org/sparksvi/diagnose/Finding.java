package org.sparksvi.diagnose;

/**
 * A word of judgement.
 *
 * @param word such as {@code converged}, {@code good} or {@code unknown}
 * @param reason one sentence with the figure that decided
 * @param knob what to change for a better word; may be empty
 */
public record Finding(String word, String reason, String knob) {}
