package org.sparksvi.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.model.Column;
import org.sparksvi.model.Model;
import org.sparksvi.model.Transforms;
import org.sparksvi.models.autoencoder.Autoencoder;
import org.sparksvi.models.autoencoder.AutoencoderData;
import org.sparksvi.models.autoencoder.AutoencoderSettings;
import org.sparksvi.models.autoencoder.DenseObservations;
import org.sparksvi.models.autoencoder.FloatingPoint;
import org.sparksvi.models.autoencoder.Gaussian;
import org.sparksvi.models.autoencoder.ScoreSettings;
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
import org.sparksvi.update.Adam;
import org.sparksvi.update.Constant;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;

/**
 * The units of columns do not matter: scaled, shifted and weighted rows are told the same, and
 * their densities differ by the change of units.
 */
class UnitsTest {
  private static final int ROUNDS = 8;

  /** Rounding of 60 rows over a few rounds; sums are resolved to 2^-52. */
  private static final double SAME = 1e-7;

  /** Adam's steps follow signs, which turn small differences of a gradient into larger ones. */
  private static final Rules ADAM =
      Rules.all(new Adam(0.01)).with(Autoencoder.MOMENTS, new RobbinsMonro(1, 0.7));

  /**
   * A model that must not mind units.
   *
   * @param byColumn whether each column may have a unit of its own
   * @param kept numbers of a row that have no unit, in front
   * @param density place of the log density
   * @param prior whether a prior weighs rows
   */
  private record Case<M extends Model<DenseBlock> & Transforms<DenseBlock>>(
      String name, boolean byColumn, M model, Rules rules, int kept, int density, boolean prior) {

    static <M extends Model<DenseBlock> & Transforms<DenseBlock>> Case<M> of(
        String name, boolean byColumn, M model, int kept, boolean prior) {
      return new Case<>(name, byColumn, model, Rules.all(new Constant(1)), kept, 2, prior);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Case<?> mixture(
      String name, Covariance covariance, Gaussians gaussians, boolean prior) {
    MixtureModel<DenseBlock> model =
        new MixtureModel<>(
            Mixing.likelihood(), new GaussianComponents(2, 3, covariance, gaussians));
    return Case.of(name + covariance, true, model, 4, prior);
  }

  private static Case<?> autoencoder(Gaussian.Noise noise) {
    AutoencoderSettings settings =
        AutoencoderData.with(
            AutoencoderSettings.of(3, 1, 4, new Gaussian(noise, 1e-3, 1)), FloatingPoint.DOUBLE);
    Autoencoder<DenseBlock> model =
        new Autoencoder<>(settings, new DenseObservations(), ScoreSettings.BOUND);
    boolean byColumn = noise == Gaussian.Noise.DIAGONAL;
    return new Case<>("autoencoder " + noise, byColumn, model, ADAM, 2, 5, false);
  }

  static Stream<Case<?>> models() {
    Stream<Case<?>> mixtures =
        Arrays.stream(Covariance.values())
            .flatMap(
                covariance ->
                    Stream.of(
                        mixture("ml ", covariance, Gaussians.likelihood(), false),
                        mixture(
                            "bayes ",
                            covariance,
                            Gaussians.posterior(GaussianPrior.DEFAULT),
                            true)));
    FactorSettings factors = FactorSettings.of(3, 1);
    return Stream.concat(
        mixtures,
        Stream.of(
            Case.of("factor", true, new FactorModel(factors, Noise.DIAGONAL), 2, false),
            Case.of("ppca", false, new FactorModel(factors, Noise.ISOTROPIC), 2, false),
            Case.of("bpca", false, new BayesianPca(factors, ArdSettings.VAGUE), 2, true),
            autoencoder(Gaussian.Noise.DIAGONAL),
            autoencoder(Gaussian.Noise.ISOTROPIC)));
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
      Case<M> given, double[][] rows, double weight) {
    M model = given.model();
    List<DataRow> all = new ArrayList<>();
    for (int r = 0; r < rows.length; r++) {
      all.add(DataRow.numbers(r, rows[r], weight));
    }
    MemoryBlocks<DenseBlock> blocks =
        new MemoryBlocks<>(
            IntStream.range(0, 4)
                .mapToObj(b -> DenseBlock.of(b, 3, all.subList(15 * b, 15 * b + 15)))
                .toList());
    Bundle parameters =
        Fits.run(model, blocks, blocks.count(), ROUNDS, 1, given.rules(), 1).parameters();
    DenseBlock together = DenseBlock.of(0, 3, all);
    double[] said = new double[rows.length * Column.width(model.output())];
    model.transforms(Fits.round(blocks, parameters)).create().transform(together, said);
    return said;
  }

  private static void assertSame(Case<?> given, double[] expected, double[] actual, double shift) {
    int width = Column.width(given.model().output());
    for (int r = 0; r < expected.length / width; r++) {
      for (int i = 0; i < Math.min(width, given.kept()); i++) {
        double want = expected[r * width + i] - (i == given.density() ? shift : 0);
        assertEquals(want, actual[r * width + i], SAME * Math.max(1, Math.abs(want)));
      }
      int at = r * width + given.density();
      assertEquals(expected[at] - shift, actual[at], SAME * Math.max(1, Math.abs(expected[at])));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void scaledColumns(Case<?> given) {
    double[] expected = said(given, rows(), 1);
    for (double factor : new double[] {1e-8, 1e8}) {
      int column = given.byColumn() ? 1 : -1;

      double[] actual = said(given, changed(rows(), column, x -> x * factor), 1);

      assertSame(given, expected, actual, (given.byColumn() ? 1 : 3) * Math.log(factor));
    }
  }

  /** By 1e9 deviations: compared with rows that have lost the same digits. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void shiftedColumns(Case<?> given) {
    double far = 0x1p31;
    double[][] there = changed(rows(), 1, x -> x + far);
    double[] expected = said(given, changed(there, 1, x -> x - far), 1);

    assertSame(given, expected, said(given, there, 1), 0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void weightedRows(Case<?> given) {
    if (given.prior()) {
      return; // rows of weight 7 are seven rows, which a prior weighs less than one
    }
    assertSame(given, said(given, rows(), 1), said(given, rows(), 7), 0);
  }

  /** Values of one row that are far from all others cost the other columns no digits. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void aRowThatIsFarOff(Case<?> given) {
    double[][] rows = rows();
    rows[7][1] = 1e12;

    for (double number : said(given, rows, 1)) {
      assertTrue(Double.isFinite(number), given::name);
    }
  }
}
