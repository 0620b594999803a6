package org.sparksvi.update;

import java.util.List;

/**
 * A rule that works on each coordinate by itself, once it knows the norm that it asks for: fields
 * are passed to it in slices, several at once, in the precision of the field.
 *
 * <p>The result must not depend on where slices begin and end.
 */
public interface Stage extends UpdateRule {

  /** What must be known of the whole direction before the first slice. */
  enum Norm {
    /** Nothing. */
    NONE,
    /** The Euclidean norm of the field. */
    FIELD,
    /** The Euclidean norm of all fields that ask for this at the same place among their stages. */
    ALL_FIELDS
  }

  /** What {@link Slice#norm()} is to be. */
  default Norm norm() {
    return Norm.NONE;
  }

  @Override
  int memories();

  /** What a schedule or a sizing rule multiplies by; 1 for other stages. */
  @Override
  default double rate(long step) {
    return 1;
  }

  @Override
  default List<Stage> stages() {
    return List.of(this);
  }

  /**
   * Overwrites a slice of a direction by the step to add, or by what the next stage is to see.
   *
   * @param memory {@link #memories()} arrays, zero before the first step; the slice is overwritten
   * @param parameters of the field before the step; read
   * @param direction of the field, at first the gradient; the slice is overwritten
   */
  void apply(Slice slice, double[][] memory, double[] parameters, double[] direction);

  /** The same in single precision. */
  void apply(Slice slice, float[][] memory, float[] parameters, float[] direction);
}
