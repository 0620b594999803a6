package org.sparksvi.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.model.Column;
import org.sparksvi.model.Model;
import org.sparksvi.model.Transforms;
import org.sparksvi.models.factor.ArdSettings;
import org.sparksvi.models.factor.BayesianPca;
import org.sparksvi.models.factor.FactorModel;
import org.sparksvi.models.factor.FactorSettings;
import org.sparksvi.models.factor.Noise;
import org.sparksvi.models.mixture.Covariance;
import org.sparksvi.models.mixture.GaussianComponents;
import org.sparksvi.models.mixture.GaussianPrior;
import org.sparksvi.models.mixture.Gaussians;
import org.sparksvi.models.mixture.Mixing;
import org.sparksvi.models.mixture.MixtureModel;

/**
 * The units of columns do not matter: scaled, shifted and weighted rows are told the same, and
 * their densities differ by the change of units.
 */
class UnitsTest {
  private static final int ROUNDS = 8;

  /** Rounding of 60 rows over a few rounds; sums are resolved to 2^-52. */
  private static final double SAME = 1e-7;

  private static Arguments model(
      String name, boolean byColumn, Object model, int density, boolean prior) {
    return arguments(name, byColumn, model, density, prior);
  }

  private static MixtureModel<DenseBlock> mixture(Covariance covariance, Gaussians gaussians) {
    return new MixtureModel<>(
        Mixing.likelihood(), new GaussianComponents(2, 3, covariance, gaussians));
  }

  /** The place of the log density among a row's numbers, and whether a prior weighs rows. */
  static Stream<Arguments> models() {
    Stream<Arguments> mixtures =
        Arrays.stream(Covariance.values())
            .flatMap(
                covariance ->
                    Stream.of(
                        model(
                            "ml " + covariance,
                            true,
                            mixture(covariance, Gaussians.likelihood()),
                            2,
                            false),
                        model(
                            "bayes " + covariance,
                            true,
                            mixture(covariance, Gaussians.posterior(GaussianPrior.DEFAULT)),
                            2,
                            true)));
    FactorSettings factors = FactorSettings.of(3, 1);
    return Stream.concat(
        mixtures,
        Stream.of(
            model("factor", true, new FactorModel(factors, Noise.DIAGONAL), 2, false),
            model("ppca", false, new FactorModel(factors, Noise.ISOTROPIC), 2, false),
            model("bpca", false, new BayesianPca(factors, ArdSettings.VAGUE), 2, true)));
  }

  private static double[][] rows() {
    Random random = new Random(5);
    double[][] rows = new double[60][3];
    for (int r = 0; r < rows.length; r++) {
      double z = random.nextGaussian() + (r % 2 == 0 ? 4 : 0);
      for (int d = 0; d < 3; d++) {
        rows[r][d] = (d + 1) * z + random.nextGaussian();
      }
    }
    return rows;
  }

  private static double[][] changed(double[][] rows, int column, DoubleUnaryOperator change) {
    double[][] changed = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    for (double[] row : changed) {
      for (int d = 0; d < row.length; d++) {
        row[d] = column < 0 || column == d ? change.applyAsDouble(row[d]) : row[d];
      }
    }
    return changed;
  }

  /** What is said of every row after some rounds. */
  private static <M extends Model<DenseBlock> & Transforms<DenseBlock>> double[] said(
      M model, double[][] rows, double weight) {
    List<DataRow> all = new ArrayList<>();
    for (int r = 0; r < rows.length; r++) {
      all.add(DataRow.numbers(r, rows[r], weight));
    }
    MemoryBlocks<DenseBlock> blocks =
        new MemoryBlocks<>(
            IntStream.range(0, 4)
                .mapToObj(b -> DenseBlock.of(b, 3, all.subList(15 * b, 15 * b + 15)))
                .toList());
    Bundle parameters = Fits.batch(model, blocks, ROUNDS, 1).parameters();
    DenseBlock together = DenseBlock.of(0, 3, all);
    double[] said = new double[rows.length * Column.width(model.output())];
    model.transforms(Fits.round(blocks, parameters)).create().transform(together, said);
    return said;
  }

  private static <M extends Model<DenseBlock> & Transforms<DenseBlock>> void assertSame(
      M model, double[] expected, double[] actual, int density, double shift, boolean imputes) {
    int width = Column.width(model.output());
    int kept = imputes ? density : width;
    for (int r = 0; r < expected.length / width; r++) {
      for (int i = 0; i < kept; i++) {
        double want = expected[r * width + i] - (i == density ? shift : 0);
        assertEquals(want, actual[r * width + i], SAME * Math.max(1, Math.abs(want)));
      }
      int at = r * width + density;
      assertEquals(expected[at] - shift, actual[at], SAME * Math.max(1, Math.abs(expected[at])));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  <M extends Model<DenseBlock> & Transforms<DenseBlock>> void scaledColumns(
      String name, boolean byColumn, M model, int density, boolean prior) {
    double[] expected = said(model, rows(), 1);
    for (double factor : new double[] {1e-8, 1e8}) {
      int column = byColumn ? 1 : -1;

      double[] actual = said(model, changed(rows(), column, x -> x * factor), 1);

      double shift = (byColumn ? 1 : 3) * Math.log(factor);
      assertSame(model, expected, actual, density, shift, !(model instanceof MixtureModel<?>));
    }
  }

  /** By 1e9 deviations: compared with rows that have lost the same digits. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  <M extends Model<DenseBlock> & Transforms<DenseBlock>> void shiftedColumns(
      String name, boolean byColumn, M model, int density, boolean prior) {
    double far = 0x1p31;
    double[][] there = changed(rows(), 1, x -> x + far);
    double[] expected = said(model, changed(there, 1, x -> x - far), 1);

    double[] actual = said(model, there, 1);

    assertSame(model, expected, actual, density, 0, !(model instanceof MixtureModel<?>));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  <M extends Model<DenseBlock> & Transforms<DenseBlock>> void weightedRows(
      String name, boolean byColumn, M model, int density, boolean prior) {
    if (prior) {
      return; // rows of weight 7 are seven rows, which a prior weighs less than one
    }
    double[] expected = said(model, rows(), 1);

    double[] actual = said(model, rows(), 7);

    assertSame(model, expected, actual, density, 0, !(model instanceof MixtureModel<?>));
  }

  /** Values of one row that are far from all others cost the other columns no digits. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  <M extends Model<DenseBlock> & Transforms<DenseBlock>> void aRowThatIsFarOff(
      String name, boolean byColumn, M model, int density, boolean prior) {
    double[][] rows = rows();
    rows[7][1] = 1e12;

    for (double number : said(model, rows, 1)) {
      assertTrue(Double.isFinite(number), name);
    }
  }
}
