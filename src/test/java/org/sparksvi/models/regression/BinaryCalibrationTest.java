package org.sparksvi.models.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.laws.Fits;
import org.sparksvi.model.Column;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Term;

/** Figures of evaluated rows beside what pairs and groups of rows say one by one. */
class BinaryCalibrationTest {
  private static final int ROWS = 600;

  private static BinaryCalibration calibration(Contribution sum) {
    return BinaryCalibration.of(sum.statistics());
  }

  /** How often a row of a class was said to be likelier of it than one of another. */
  private static double area(double[] said, double[] seen, double[] weights, int of) {
    double pairs = 0;
    double right = 0;
    for (int i = 0; i < said.length; i++) {
      for (int j = 0; j < said.length; j++) {
        if (seen[i] == of && seen[j] != of) {
          double weight = weights[i] * weights[j];
          pairs += weight;
          right += weight * (said[i] > said[j] ? 1 : said[i] == said[j] ? 0.5 : 0);
        }
      }
    }
    return right / pairs;
  }

  /** Each class against the others. */
  @Test
  void areasOfClassesAreThoseOfTheRowsOneByOne() {
    RegressionData data =
        RegressionData.drawn(new Multinomial(3), 300, new double[] {1.5, -0.7, -0.5}, 3);
    Regression model = RegressionData.model(2, new Multinomial(3));
    Bundle at = Fits.batch(model, data.blocks(), 8, 1).parameters();
    Contribution sum = new Contribution(model.tallies().orElseThrow());
    LocalStep<LabelledBlock> step = model.evaluators(Fits.round(data.blocks(), at)).create();
    var transform = model.transforms(Fits.round(data.blocks(), at)).create();
    int width = Column.width(model.output());
    double[][] said = new double[3][300];
    int filled = 0;
    for (LabelledBlock block : data.blocks().blocks()) {
      step.accumulate(block, sum);
      double[] out = new double[block.rows() * width];
      transform.transform(block, out);
      for (int r = 0; r < block.rows(); r++, filled++) {
        for (int k = 0; k < 3; k++) {
          said[k][filled] = out[r * width + 1 + k]; // behind the likeliest class
        }
      }
    }
    for (int k = 0; k < 3; k++) {
      double area = BinaryCalibration.of(sum.statistics(), k).areaUnderCurve();
      assertEquals(area(said[k], data.y(), data.weights(), k), area, 1e-3, "class " + k); // ties
    }
  }

  @Test
  void areaAndGroupsAreThoseOfTheRowsOneByOne() {
    RegressionData data =
        RegressionData.drawn(new Logistic(), ROWS, new double[] {1.5, -0.7, -0.5}, 3);
    Regression model = RegressionData.model(2, new Logistic());
    Bundle at = Fits.batch(model, data.part(0, 200).blocks(), 8, 1).parameters();
    Contribution sum = new Contribution(model.tallies().orElseThrow());
    LocalStep<LabelledBlock> step = model.evaluators(Fits.round(data.blocks(), at)).create();
    var transform = model.transforms(Fits.round(data.blocks(), at)).create();
    int width = Column.width(model.output());
    double[] said = new double[ROWS];
    double[] seen = new double[ROWS];
    double[] weights = new double[ROWS];
    int filled = 0;
    for (LabelledBlock block : data.blocks().blocks()) {
      step.accumulate(block, sum);
      double[] out = new double[block.rows() * width];
      transform.transform(block, out);
      for (int r = 0; r < block.rows(); r++) {
        said[filled] = out[r * width];
        seen[filled] = block.sides().responses()[r];
        weights[filled++] = block.sides().weights()[r];
      }
    }

    double area = calibration(sum).areaUnderCurve();
    assertEquals(area(said, seen, weights, 1), area, 1e-4); // ties of 0.01 of the log odds
    assertTrue(area > 0.7 && area < 0.95, "" + area);
    double all = 0;
    for (BinaryCalibration.Group group : calibration(sum).groups()) {
      all += group.weight();
    }
    assertEquals(Arrays.stream(weights).sum(), all, 1e-9);
    assertEquals(all, sum.get(Term.HELD_OUT_UNITS), 1e-9);
    BinaryCalibration.Group last = calibration(sum).groups().get(9);
    double weight = 0;
    double ones = 0;
    for (int i = 0; i < ROWS; i++) {
      if (said[i] >= 0.9) {
        weight += weights[i];
        ones += weights[i] * seen[i];
      }
    }
    assertEquals(ones / weight, last.seen(), 0.02); // rows of the bin that 0.9 is in
    assertTrue(calibration(sum).error() < 0.1, "" + calibration(sum).error());
  }

  /** Rows of which all the same is said tell nothing apart; those that are all 1 have no area. */
  @Test
  void chanceIsAHalf() {
    RegressionData data = RegressionData.drawn(new Logistic(), 100, new double[] {0, 0}, 3);
    RegressionData same = RegressionData.of(new double[100][1], data.y());
    Regression model = RegressionData.model(1, new Logistic());
    Bundle at = Fits.batch(model, same.blocks(), 8, 1).parameters();
    Contribution sum = new Contribution(model.tallies().orElseThrow());
    LocalStep<LabelledBlock> step = model.evaluators(Fits.round(same.blocks(), at)).create();
    same.blocks().blocks().forEach(block -> step.accumulate(block, sum));

    assertEquals(0.5, calibration(sum).areaUnderCurve(), 1e-12);
    double share = Arrays.stream(data.y()).average().orElseThrow();
    assertEquals(share, calibration(sum).groups().get(0).seen(), 1e-12);
    assertEquals(1, calibration(sum).groups().size());

    double[] ones = new double[100];
    Arrays.fill(ones, 1);
    Contribution other = new Contribution(model.tallies().orElseThrow());
    RegressionData.of(new double[100][1], ones)
        .blocks()
        .blocks()
        .forEach(block -> step.accumulate(block, other));
    assertTrue(Double.isNaN(calibration(other).areaUnderCurve()));
  }
}
