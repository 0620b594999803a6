package org.sparksvi.model;

import java.io.Serializable;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.random.Streams;

/**
 * One round of inference as blocks see it.
 *
 * @param number from 1
 * @param totalRows N, the rows of the whole training set
 * @param parameters at the start of the round; read only
 * @param streams the run's randomness
 */
public record Round(long number, double totalRows, Bundle parameters, Streams streams)
    implements Serializable {}
