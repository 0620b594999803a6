package org.sparksvi.examples;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.random.CountSampler;
import org.sparksvi.random.RandomStream;

/**
 * An example, and rows drawn from it at known parameters.
 *
 * @param columns names of the rows' columns
 * @param row one row's numbers
 * @param truth what the rows were drawn with
 * @param widest standard deviation that the posterior of each may have at most
 */
record Simulated(
    LogJoint model,
    List<String> columns,
    int rows,
    Function<RandomStream, double[]> row,
    Map<String, Double> truth,
    double widest) {

  static List<Simulated> all() {
    return List.of(change(), students());
  }

  private static double bernoulli(double logit, RandomStream stream) {
    return stream.uniform() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
  }

  private static Simulated change() {
    int length = 30;
    return new Simulated(
        new ChangePoint(length),
        IntStream.rangeClosed(1, length).mapToObj(t -> "y" + t).toList(),
        20,
        stream -> {
          double[] y = new double[length];
          int change = 1 + stream.below(length);
          for (int t = 0; t < length; t++) {
            y[t] = CountSampler.poisson(t < change ? 3 : 1, stream);
          }
          return y;
        },
        truth(List.of("early", "late"), Math.log(3), 0),
        0.1);
  }

  private static Simulated students() {
    double[] difficulty = {-1, -0.25, 0.25, 1, 0};
    double[] discrimination = {1, 1.5, 0.75, 1.25, 1};
    return new Simulated(
        new ManyStudents(5),
        List.of("right1", "right2", "right3", "right4", "right5"),
        500,
        stream -> {
          double ability = stream.normal();
          double[] right = new double[5];
          for (int q = 0; q < 5; q++) {
            right[q] = bernoulli(discrimination[q] * (ability - difficulty[q]), stream);
          }
          return right;
        },
        truth(
            List.of("difficulty[1]", "difficulty[4]", "discrimination[2]", "discrimination[3]"),
            -1,
            1,
            1.5,
            0.75),
        0.45);
  }

  private static Map<String, Double> truth(List<String> names, double... values) {
    Map<String, Double> truth = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      truth.put(names.get(i), values[i]);
    }
    return truth;
  }

  DenseBlock block() {
    RandomStream stream = new RandomStream(11);
    double[] values = new double[rows * columns.size()];
    long[] keys = new long[rows];
    double[] weights = new double[rows];
    for (int r = 0; r < rows; r++) {
      System.arraycopy(row.apply(stream), 0, values, r * columns.size(), columns.size());
      keys[r] = r;
      weights[r] = 1;
    }
    return new DenseBlock(0, columns.size(), keys, weights, values);
  }

  @Override
  public String toString() {
    return model.toString();
  }
}
