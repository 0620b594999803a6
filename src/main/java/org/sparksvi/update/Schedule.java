package org.sparksvi.update;

/** A rule that is a rate and nothing more; the only kind a mixed field takes. */
public interface Schedule extends Stage {

  /**
   * Rate of a step.
   *
   * @param step number of the step, from 1
   */
  @Override
  double rate(long step);

  /** The product of this rate and another. */
  default Schedule times(Schedule other) {
    return new Product(this, other);
  }

  @Override
  default int memories() {
    return 0;
  }

  @Override
  default void apply(Slice slice, double[][] memory, double[] parameters, double[] direction) {
    double rate = rate(slice.step());
    for (int i = slice.from(); i < slice.to(); i++) {
      direction[i] *= rate;
    }
  }

  @Override
  default void apply(Slice slice, float[][] memory, float[] parameters, float[] direction) {
    float rate = (float) rate(slice.step());
    int to = slice.to();
    for (int i = slice.from(); i < to; i++) {
      direction[i] *= rate;
    }
  }
}
