package org.sparksvi.kind;

import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * What a model consists of, such as topics, so that trainings can be compared part by part.
 *
 * @param called what people call them
 * @param parts in the order of their numbers
 * @param used whether a part is in use, by its number
 * @param similarity of two parts: from 0 to 1, which is the same
 * @param <P> what stands for a part
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Parts<P>(
    String called, List<P> parts, boolean[] used, ToDoubleBiFunction<P, P> similarity) {

  public Parts {
    parts = List.copyOf(parts);
  }

  /** Numbers of the parts that are in use. */
  public int[] inUse() {
    return java.util.stream.IntStream.range(0, used.length).filter(p -> used[p]).toArray();
  }

  /** The similarity of a part and another model's, which is of the same kind. */
  @SuppressWarnings("unchecked") // parts of the same kind
  public double similarity(int part, Parts<?> other, int ofOther) {
    return similarity.applyAsDouble(parts.get(part), (P) other.parts().get(ofOther));
  }

  /** Cosine of two vectors; 0 where one has no length. */
  public static double cosine(double[] one, double[] other) {
    double product = 0;
    double squares = 0;
    double others = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
      squares += one[i] * one[i];
      others += other[i] * other[i];
    }
    double length = Math.sqrt(squares) * Math.sqrt(others);
    return length > 0 ? product / length : 0;
  }
}
