package org.sparksvi.laws;

import java.util.Arrays;
import org.sparksvi.update.Slice;
import org.sparksvi.update.Stage;
import org.sparksvi.update.UpdateRule;

/** Takes a field through the stages of a rule, in slices of any size. */
public final class RuleRun {
  private RuleRun() {}

  public static double[][] memory(UpdateRule rule, int length) {
    return new double[rule.memories()][length];
  }

  /** Overwrites a gradient by the step to add, in one slice. */
  public static void apply(
      UpdateRule rule, long step, double[][] memory, double[] parameters, double[] direction) {
    apply(rule, step, direction.length, memory, parameters, direction);
  }

  public static void apply(
      UpdateRule rule,
      long step,
      int size,
      double[][] memory,
      double[] parameters,
      double[] direction) {
    int used = 0;
    for (Stage stage : rule.stages()) {
      double[][] own = Arrays.copyOfRange(memory, used, used + stage.memories());
      double norm = Math.sqrt(Arrays.stream(direction).map(d -> d * d).sum());
      for (int from = 0; from < direction.length; from += size) {
        int to = Math.min(direction.length, from + size);
        stage.apply(new Slice(step, from, to, norm), own, parameters, direction);
      }
      used += stage.memories();
    }
  }

  /** The same in single precision. */
  public static void apply(
      UpdateRule rule,
      long step,
      int size,
      float[][] memory,
      float[] parameters,
      float[] direction) {
    int used = 0;
    for (Stage stage : rule.stages()) {
      float[][] own = Arrays.copyOfRange(memory, used, used + stage.memories());
      double square = 0;
      for (float d : direction) {
        square += (double) d * d;
      }
      for (int from = 0; from < direction.length; from += size) {
        int to = Math.min(direction.length, from + size);
        stage.apply(new Slice(step, from, to, Math.sqrt(square)), own, parameters, direction);
      }
      used += stage.memories();
    }
  }
}
