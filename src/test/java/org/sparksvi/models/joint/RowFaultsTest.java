package org.sparksvi.models.joint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.models.joint.Densities.binomialLogit;
import static org.sparksvi.models.joint.Densities.cauchy;
import static org.sparksvi.models.joint.Densities.flat;
import static org.sparksvi.models.joint.Densities.mixture;
import static org.sparksvi.models.joint.Densities.normal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.format.FormatException;
import org.sparksvi.model.Column;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;
import org.sparksvi.random.Streams;

/** Rows that a model says nothing of, and those that it cannot. */
class RowFaultsTest {
  private static final double NONE = Double.NaN;

  /** y ~ N(mu log x, 1). */
  private static final LogJoint LOGS =
      s -> {
        Value mean = s.column("x").log().times(s.real("mu", normal(0, 1)));
        return s.observe("y", normal(mean, 1));
      };

  private static JointModel<DenseBlock> model(LogJoint joint) {
    return new JointModel<>(joint, JointSettings.of("x", "y"));
  }

  /** Rows of x and y, of weight 1. */
  private static DenseBlock rows(double... values) {
    int count = values.length / 2;
    long[] keys = new long[count];
    double[] weights = new double[count];
    Arrays.setAll(keys, r -> 10L + r);
    Arrays.fill(weights, 1);
    return new DenseBlock(0, 2, keys, weights, values);
  }

  private static Round round(JointModel<DenseBlock> model) {
    return new Round(1, 1, Bundle.zeros(model.layout()), new Streams(4));
  }

  private static double[] transformed(JointModel<DenseBlock> model, DenseBlock rows) {
    double[] out = new double[rows.rows() * Column.width(model.output())];
    model.transforms(round(model)).create().transform(rows, out);
    return out;
  }

  @Test
  void theScoreLeavesOutRowsThatAreNotObservedAndNoOthers() {
    JointModel<DenseBlock> model = model(LOGS);
    Contribution missing = new Contribution(model.layout());
    model.scorers(round(model)).create().accumulate(rows(2, 1, 3, NONE), missing);
    Contribution failing = new Contribution(model.layout());
    model.scorers(round(model)).create().accumulate(rows(2, 1, -3, 1), failing);

    assertEquals(1, missing.get(Term.HELD_OUT_UNITS));
    assertTrue(Double.isFinite(missing.get(Term.HELD_OUT_LOG_PROBABILITY)));
    assertEquals(2, failing.get(Term.HELD_OUT_UNITS));
    assertEquals(NONE, failing.get(Term.HELD_OUT_LOG_PROBABILITY)); // log of −3
  }

  @Test
  void aDensityThatCannotBeDrawnFromPredictsNothing() {
    Density own = x -> x.square().times(-0.5);
    for (Density density : List.of(own, flat())) {
      JointModel<DenseBlock> model =
          model(s -> s.observe("y", density).plus(s.real("mu", normal(0, 1)).times(0)));
      assertEquals(Optional.empty(), model.observed());
      assertEquals(List.of("logDensity"), model.output().stream().map(Column::name).toList());
    }
    JointModel<DenseBlock> model =
        model(s -> s.observe("y", own).plus(s.real("mu", normal(0, 1)).times(0)));
    assertArrayEquals(new double[] {-2, -4.5}, transformed(model, rows(0, 2, 0, 3)), 1e-12);
    JointModel<DenseBlock> mixed =
        model(
            s -> {
              Value mu = s.real("mu", normal(0, 1));
              return s.observe("y", mixture(s.numbers(0.5, 0.5), normal(mu, 1), own));
            });
    assertEquals(Optional.empty(), mixed.observed());
  }

  @Test
  void aDensityWithoutAMeanPredictsTheRest() {
    JointModel<DenseBlock> model =
        model(s -> s.observe("y", cauchy(s.real("mu", normal(0, 1)), 1)));
    double[] out = transformed(model, rows(0, 1));

    assertEquals(Column.Type.NUMBER_OR_NONE, model.output().get(0).type());
    assertEquals(NONE, out[0]);
    assertTrue(Arrays.stream(out).skip(1).allMatch(Double::isFinite), Arrays.toString(out));
  }

  @Test
  void aRowThatNothingCanBeDrawnForIsTold() {
    JointModel<DenseBlock> model =
        model(s -> s.observe("y", binomialLogit(s.column("x"), s.real("mu", normal(0, 1)))));

    assertEquals(
        "row of key 11: cannot be predicted: a binomial must have at least 0 trials and a"
            + " probability from 0 to 1, but has -1 and 0.5",
        assertThrows(
                FormatException.class,
                () ->
                    model
                        .predictions(certain(model), new Streams(1), 0, 1)
                        .apply(rows(4, NONE, -1, NONE)))
            .getMessage());
  }

  /** mu at 0, to rounding. */
  private static Bundle certain(JointModel<DenseBlock> model) {
    Bundle at = Bundle.zeros(model.layout());
    at.set(Gaussian.LOG_SCALE, new double[] {-80});
    return at;
  }

  @Test
  void rowsOfNoWeightBringNothing() {
    JointModel<DenseBlock> model = model(LOGS);
    double[] values = {2, 1, -3, 1, 4, 2}; // no number at −3
    DenseBlock with = new DenseBlock(0, 2, new long[] {1, 2, 3}, new double[] {1, 0, 2}, values);
    double[] gradient = new double[1];
    double log = model.logJoint(with, new double[] {0.4}, gradient);

    double expected = -0.5 * 0.16 - Gaussian.HALF_LOG_2_PI;
    double slope = -0.4;
    double[][] known = {{2, 1, 1}, {4, 2, 2}}; // x, y, weight
    for (double[] row : known) {
      double off = row[1] - 0.4 * Math.log(row[0]);
      expected += row[2] * (-0.5 * off * off - Gaussian.HALF_LOG_2_PI);
      slope += row[2] * off * Math.log(row[0]);
    }
    assertEquals(expected, log, 1e-12);
    assertEquals(slope, gradient[0], 1e-12);
    DenseBlock none = new DenseBlock(0, 2, new long[] {2}, new double[] {0}, new double[] {-3, 1});
    assertEquals(
        -0.5 * 0.16 - Gaussian.HALF_LOG_2_PI,
        model.logJoint(none, new double[] {0.4}, gradient),
        1e-12);
  }
}
