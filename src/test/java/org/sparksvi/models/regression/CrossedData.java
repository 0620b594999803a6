package org.sparksvi.models.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.models.regression.ColumnPriors.Factor;
import org.sparksvi.models.regression.MixedData.Truth;

/**
 * Rows of groups that also have one of the levels of a factor, such as pupils of schools who answer
 * items.
 *
 * @param data features, then a column of 0 and 1 for each level
 * @param features their number
 * @param item level of the row
 * @param levels of the factor
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record CrossedData(MixedData data, int features, int[] item, int levels) {

  /** What responses are drawn from, given a predictor. */
  @FunctionalInterface
  interface Response {
    double draw(double predictor, Random random);
  }

  /**
   * Groups of one to {@code most} rows, whose intercepts vary.
   *
   * @param coefficients of the features, the intercept last
   * @param between deviation of groups' effects
   * @param across deviation of levels' effects
   */
  static CrossedData drawn(
      int groups,
      int most,
      int levels,
      double[] coefficients,
      double between,
      double across,
      long seed,
      Response response) {
    Truth truth = new Truth(coefficients, new double[][] {{between}});
    MixedData base = MixedData.drawn(groups, most, truth, seed, (f, u) -> f);
    Random random = new Random(seed + 1);
    double[] effects = random.doubles(levels).map(u -> across * random.nextGaussian()).toArray();
    int features = coefficients.length - 1;
    int n = base.rows();
    double[][] x = new double[n][features + levels];
    double[] y = new double[n];
    int[] item = new int[n];
    for (int r = 0; r < n; r++) {
      item[r] = random.nextInt(levels);
      System.arraycopy(base.x()[r], 0, x[r], 0, features);
      x[r][features + item[r]] = 1;
      y[r] = response.draw(base.y()[r] + effects[item[r]], random);
    }
    MixedData data = new MixedData(x, y, base.group(), base.offsets(), base.weights());
    return new CrossedData(data, features, item, levels);
  }

  MemoryBlocks<GroupedBlock> blocks() {
    return data.blocks(32, false);
  }

  List<Factor> factors(Prior deviation) {
    List<Integer> columns =
        new ArrayList<>(IntStream.range(features, features + levels).boxed().toList());
    return List.of(new Factor(columns, deviation));
  }

  /** Intercepts vary by group, with the same prior of both deviations. */
  MixedRegression model(Likelihood likelihood, Prior usual, double intercept, Prior deviation) {
    RegressionSettings fixed =
        new RegressionSettings(
                features + levels, likelihood, usual, true, usual.isProper(), intercept)
            .with(factors(deviation));
    return new MixedRegression(new MixedSettings(fixed, MixedData.effects(0, deviation, 1)));
  }

  /** As programs read them: features, group, item and response. */
  String csv() {
    StringBuilder text = new StringBuilder();
    for (int c = 0; c < features; c++) {
      text.append("x").append(c).append(",");
    }
    text.append("g,item,y\n");
    for (int r = 0; r < data.rows(); r++) {
      for (int c = 0; c < features; c++) {
        text.append(data.x()[r][c]).append(",");
      }
      text.append(data.group()[r]).append(",i").append(item[r]).append(",");
      text.append(data.y()[r]).append("\n");
    }
    return text.toString();
  }
}
