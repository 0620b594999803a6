package org.sparksvi.bundle;

/**
 * How one field of a {@link Bundle} is held.
 *
 * <pre>
 *   value[r, c] = scale · values[r, c] + background[r]
 * </pre>
 *
 * <p>A field of single precision has {@code singles} and nothing else.
 *
 * @param values rows × columns, row-major; empty where single
 * @param scale 1 for a dense field
 * @param background one number per row; empty for a dense field
 * @param singles rows × columns, row-major; empty where double
 */
@SuppressWarnings("ArrayRecordComponent") // a view of arrays, compared by nobody
public record Stored(double[] values, double scale, double[] background, float[] singles) {

  /** Of a field of double precision. */
  public Stored(double[] values, double scale, double[] background) {
    this(values, scale, background, new float[0]);
  }

  /** Of a field of single precision. */
  public static Stored of(float[] singles) {
    return new Stored(new double[0], 1, new double[0], singles);
  }
}
