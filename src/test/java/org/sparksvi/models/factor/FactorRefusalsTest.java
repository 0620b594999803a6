package org.sparksvi.models.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.Model;

/** What factor models refuse, and what they take though it looks bad. */
class FactorRefusalsTest {
  private static final FactorSettings THREE = FactorSettings.of(3, 1);
  private static final double NONE = Double.NaN;

  private static String refusal(Model<DenseBlock> model, double[]... rows) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> FactorData.batch(model, FactorData.blocks(rows, 2), 3))
        .getMessage();
  }

  private static double[] row(double... values) {
    return values;
  }

  @Test
  void factorsMustBeFewerThanColumns() {
    assertEquals(
        "factors must be at least 1 and fewer than the 3 columns, but were 3",
        assertThrows(IllegalArgumentException.class, () -> FactorSettings.of(3, 3)).getMessage());
    assertEquals(
        "factors must be at least 1 and fewer than the 3 columns, but were 0",
        assertThrows(IllegalArgumentException.class, () -> FactorSettings.of(3, 0)).getMessage());
    assertEquals(
        "columns must be at least 2, but were 1",
        assertThrows(IllegalArgumentException.class, () -> FactorSettings.of(1, 1)).getMessage());
  }

  @Test
  void momentsMustFitAnArray() {
    assertEquals(
        "second moments of 1000 factors in 5000 columns with missing values are 5011007001 numbers, more than one array holds, 2147483639",
        assertThrows(
                IllegalArgumentException.class, () -> FactorSettings.of(5000, 1000).withMissing())
            .getMessage());
  }

  @Test
  void loadingsMustFitAnArray() {
    assertEquals(
        "loadings of 5000 factors in 1000000 columns are 5001000000 numbers, more than one array holds, 2147483639",
        assertThrows(IllegalArgumentException.class, () -> FactorSettings.of(1_000_000, 5000))
            .getMessage());
  }

  @Test
  void rowsMustHaveTheColumnsOfTheModel() {
    assertEquals(
        "rows must have 3 columns, but those of block 0 have 2",
        refusal(new FactorModel(THREE, Noise.ISOTROPIC), row(1, 2), row(2, 3)));
  }

  @Test
  void aModelOfCompleteRowsNamesTheFirstMissingValue() {
    assertEquals(
        "values must not be missing where the model is of complete rows, but the row with key 2 has none in column 1",
        refusal(
            new FactorModel(THREE, Noise.ISOTROPIC),
            row(1, 2, 0),
            row(2, 3, 1),
            row(4, NONE, 2),
            row(5, 6, NONE)));
  }

  @Test
  void aColumnWithoutAnyValueIsNamed() {
    assertEquals(
        "every column must have an observed value of positive weight, but column 2 has none in a sample of 3 rows",
        refusal(
            new BayesianPca(THREE.withMissing(), ArdSettings.VAGUE),
            row(1, 2, NONE),
            row(2, 3, NONE),
            row(0, 5, NONE)));
  }

  @Test
  void dataThatDoNotVaryAreRefused() {
    assertEquals(
        "columns must vary, but the mean of their variances is 0.0",
        refusal(new FactorModel(THREE, Noise.ISOTROPIC), row(1, 2, 3), row(1, 2, 3), row(1, 2, 3)));
  }

  @Test
  void aConstantColumnHasNoNoiseOfItsOwn() {
    double[][] rows = FactorData.drawn(40, 3, 1, 1, 2);
    for (double[] row : rows) {
      row[1] = 7;
    }

    assertEquals(
        "every column must vary to have noise of its own, but column 1 is always 7.0",
        refusal(new FactorModel(THREE, Noise.DIAGONAL), rows));

    // noise that all columns share is no problem
    FactorModel shared = new FactorModel(THREE, Noise.ISOTROPIC);
    FactorSummary summary =
        shared.summary(FactorData.batch(shared, FactorData.blocks(rows, 10), 50).parameters());
    assertEquals(7, summary.mean()[1], 1e-9);
    assertEquals(0, summary.loadings()[1], 1e-6);
  }

  @Test
  void weightsOfZeroTogetherAreRefused() {
    double[][] rows = FactorData.drawn(10, 3, 1, 1, 2);

    assertEquals(
        "the rows' weights must be positive together, but add up to 0.0",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    FactorData.batch(
                        new FactorModel(THREE, Noise.ISOTROPIC),
                        FactorData.blocks(rows, new double[10], 5),
                        1))
            .getMessage());
  }

  @Test
  void rowsMustBeMoreThanFactors() {
    FactorSettings two = FactorSettings.of(3, 2);

    for (Model<DenseBlock> model :
        List.of(new FactorModel(two, Noise.DIAGONAL), new BayesianPca(two, ArdSettings.VAGUE))) {
      assertEquals(
          "there must be more rows than factors, but there are 2 rows for 2",
          refusal(model, row(1, 2, 3), row(2, 5, 1)));
    }
  }

  @Test
  void aRowWithoutAnyValueSaysNothing() {
    double[][] rows = FactorData.withHoles(FactorData.drawn(40, 3, 1, 1, 2), 0.2, 3);
    double[][] more = Arrays.copyOf(rows, 41);
    more[40] = row(NONE, NONE, NONE);
    FactorModel model = new FactorModel(THREE.withMissing(), Noise.DIAGONAL);

    double without = FactorData.bound(FactorData.batch(model, FactorData.blocks(rows, 41), 300));
    double with = FactorData.bound(FactorData.batch(model, FactorData.blocks(more, 41), 300));

    assertEquals(without, with, 1e-6 * Math.abs(without));
  }

  @Test
  void noiseHasAFloorWhereFactorsExplainAll() {
    double[][] rows = new double[30][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = row(r, 2 * r, -r);
    }
    FactorModel model = new FactorModel(THREE, Noise.ISOTROPIC);

    FactorSummary summary =
        model.summary(FactorData.batch(model, FactorData.blocks(rows, 10), 200).parameters());

    assertTrue(summary.noise()[0] > 0);
    assertEquals(1, summary.explainedShare()[0], 1e-6);
  }

  @Test
  void priorsMustBePositive() {
    assertEquals(
        "the prior's noise rate must be positive and finite, but was 0.0",
        assertThrows(IllegalArgumentException.class, () -> new ArdSettings(1, 1, 1, 0, 1))
            .getMessage());
  }
}
