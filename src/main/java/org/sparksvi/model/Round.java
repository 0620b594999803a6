package org.sparksvi.model;

import java.io.Serializable;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.random.Streams;

/**
 * One round of inference as blocks see it.
 *
 * @param number from 1
 * @param totalWeight N, the weight of all rows of the training set; their number where none are
 *     given
 * @param parameters at the start of the round; read only
 * @param streams the run's randomness
 */
public record Round(long number, double totalWeight, Bundle parameters, Streams streams)
    implements Serializable {}
