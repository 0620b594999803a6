package org.sparksvi.bundle;

/**
 * How one field of a {@link Bundle} is held.
 *
 * <pre>
 *   value[r, c] = scale · values[r, c] + background[r]
 * </pre>
 *
 * @param values rows × columns, row-major
 * @param scale 1 for a dense field
 * @param background one number a row; empty for a dense field
 */
@SuppressWarnings("ArrayRecordComponent") // a view of arrays, compared by nobody
public record Stored(double[] values, double scale, double[] background) {}
