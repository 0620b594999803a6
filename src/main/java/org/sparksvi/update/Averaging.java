package org.sparksvi.update;

/**
 * A last stage that leaves the step as it is and remembers a mean of the parameters after each
 * step. Training goes on from the parameters; the mean is what is scored, published and left as the
 * result.
 *
 * <pre>
 *   mean ← mean + weight_t (x_t − mean)
 * </pre>
 */
public interface Averaging extends Stage {

  /** Weight of the parameters after a step, from 1; 1 forgets all before. */
  double weight(long step);

  @Override
  default int memories() {
    return 1;
  }

  @Override
  default void apply(Slice slice, double[][] memory, double[] parameters, double[] direction) {
    double[] mean = memory[0];
    double weight = weight(slice.step());
    for (int i = slice.from(); i < slice.to(); i++) {
      double x = parameters[i] + direction[i];
      mean[i] = weight == 1 ? x : mean[i] + weight * (x - mean[i]);
    }
  }

  @Override
  default void apply(Slice slice, float[][] memory, float[] parameters, float[] direction) {
    float[] mean = memory[0];
    float weight = (float) weight(slice.step());
    int to = slice.to();
    if (weight == 1) {
      for (int i = slice.from(); i < to; i++) {
        mean[i] = parameters[i] + direction[i];
      }
    } else {
      for (int i = slice.from(); i < to; i++) {
        mean[i] += weight * (parameters[i] + direction[i] - mean[i]);
      }
    }
  }
}
