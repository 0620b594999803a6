package org.sparksvi.ml;

import org.sparksvi.kind.Trained;

/**
 * What a fit leaves.
 *
 * @param trained the model
 * @param summary of the training
 */
record Learnt(Trained<?, ?, ?> trained, SviSummary summary) {}
