package org.sparksvi.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.Block;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.data.RowRoles;
import org.sparksvi.model.Column;
import org.sparksvi.model.Model;
import org.sparksvi.model.Transforms;
import org.sparksvi.models.regression.GammaResponse;
import org.sparksvi.models.regression.HorseshoePrior;
import org.sparksvi.models.regression.LaplacePrior;
import org.sparksvi.models.regression.Likelihood;
import org.sparksvi.models.regression.Logistic;
import org.sparksvi.models.regression.MixedRegression;
import org.sparksvi.models.regression.MixedSettings;
import org.sparksvi.models.regression.Multinomial;
import org.sparksvi.models.regression.NegativeBinomial;
import org.sparksvi.models.regression.Normal;
import org.sparksvi.models.regression.NormalPrior;
import org.sparksvi.models.regression.Ordinal;
import org.sparksvi.models.regression.Poisson;
import org.sparksvi.models.regression.Prior;
import org.sparksvi.models.regression.Probit;
import org.sparksvi.models.regression.RandomEffects;
import org.sparksvi.models.regression.Regression;
import org.sparksvi.models.regression.RegressionSettings;
import org.sparksvi.models.regression.StudentPrior;
import org.sparksvi.models.regression.StudentT;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/**
 * {@link UnitsTest} for models with a response: units of features change nothing that is said, and
 * the response's own unit changes it by itself. User-written models are not among them: their units
 * are those of the priors that their authors write.
 */
class RegressionUnitsTest {
  private static final int ROUNDS = 8;
  private static final int ROWS = 60;
  private static final int COLUMNS = 3;
  private static final int GROUP = 5;

  /** Rounding of 60 rows over a few rounds; sums are resolved to 2^-52. */
  private static final double SAME = 1e-7;

  private static final double FAR = 0x1p31; // 1e9 deviations and more

  /**
   * A model that must not mind units.
   *
   * @param location whether the predictor has the response's unit
   * @param classes of the response; 0 where it is a number
   * @param kept numbers of a row that have no unit but the response's, in front
   */
  private record Case<B extends Block, M extends Model<B> & Transforms<B>>(
      String name,
      M model,
      boolean location,
      int classes,
      int kept,
      Function<List<DataRow>, MemoryBlocks<B>> blocks) {

    @Override
    public String toString() {
      return name;
    }
  }

  private static RegressionSettings settings(Likelihood likelihood, Prior prior) {
    boolean relative = likelihood instanceof Normal;
    return new RegressionSettings(COLUMNS, likelihood, prior, true, relative, 10);
  }

  private static Case<LabelledBlock, Regression> regression(Likelihood likelihood, Prior prior) {
    boolean location = likelihood instanceof Normal || likelihood instanceof StudentT;
    int classes =
        likelihood instanceof Multinomial || likelihood instanceof Ordinal
            ? 3
            : likelihood instanceof Logistic || likelihood instanceof Probit ? 2 : 0;
    Regression model = new Regression(settings(likelihood, prior));
    return new Case<>(
        likelihood + " " + prior,
        model,
        location,
        classes,
        Column.width(model.output()),
        rows -> MemoryBlocks.pack(LabelledBlock::of, COLUMNS, rows, 15));
  }

  private static Case<GroupedBlock, MixedRegression> mixed(Likelihood likelihood) {
    RandomEffects.Term term = new RandomEffects.Term(List.of(RandomEffects.INTERCEPT, 0), true);
    RandomEffects random = new RandomEffects(List.of(term), new StudentPrior(3, 2), 1.5);
    return new Case<>(
        "mixed " + likelihood,
        new MixedRegression(new MixedSettings(settings(likelihood, new NormalPrior(2)), random)),
        likelihood instanceof Normal,
        likelihood instanceof Logistic ? 2 : 0,
        5,
        rows -> {
          List<GroupedBlock> blocks = new ArrayList<>();
          for (int from = 0; from < rows.size(); from += 3 * GROUP) {
            List<DataRow> some = rows.subList(from, Math.min(rows.size(), from + 3 * GROUP));
            blocks.add(new GroupedBlock(LabelledBlock.of(blocks.size(), COLUMNS, some)));
          }
          return new MemoryBlocks<>(blocks);
        });
  }

  static Stream<Case<?, ?>> models() {
    Prior normal = new NormalPrior(2.5);
    return Stream.of(
        regression(Normal.VAGUE, normal),
        regression(Normal.VAGUE, new LaplacePrior(1)),
        regression(Normal.VAGUE, new HorseshoePrior(1, 2)),
        regression(Normal.VAGUE, new StudentPrior(3, 2.5)),
        regression(new StudentT(1, 5), normal),
        regression(new Logistic(), normal),
        regression(new Probit(), normal),
        regression(new Poisson(), normal),
        regression(new NegativeBinomial(2), normal),
        regression(new GammaResponse(2), normal),
        regression(new Multinomial(3), normal),
        regression(new Ordinal(3), normal),
        mixed(Normal.VAGUE),
        mixed(new Logistic()),
        mixed(new Poisson()));
  }

  static Stream<Case<?, ?>> ofLocation() {
    return models().filter(Case::location);
  }

  /** Features, and the response as the last number. */
  private static double[][] rows(Case<?, ?> given) {
    Random random = new Random(5);
    double[][] rows = new double[ROWS][COLUMNS + 1];
    for (int r = 0; r < ROWS; r++) {
      for (int d = 0; d < COLUMNS; d++) {
        rows[r][d] = d + random.nextGaussian();
      }
      double predictor = 0.5 * rows[r][0] - 0.7 * rows[r][1] + 0.3 * (r / GROUP % 4);
      double y = predictor + random.nextGaussian();
      rows[r][COLUMNS] =
          switch (given.classes()) {
            case 3 -> y < -0.5 ? 0 : y < 0.7 ? 1 : 2;
            case 2 -> y < 0 ? 0 : 1;
            default -> given.location() ? y : 1 + Math.floor(Math.exp(y));
          };
    }
    return rows;
  }

  private static double[][] changed(double[][] rows, int column, DoubleUnaryOperator change) {
    double[][] changed = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    for (double[] row : changed) {
      row[column] = change.applyAsDouble(row[column]);
    }
    return changed;
  }

  private static List<DataRow> all(double[][] rows, double weight, int times) {
    List<DataRow> all = new ArrayList<>();
    for (int r = 0; r < rows.length; r++) {
      double[] x = Arrays.copyOf(rows[r], COLUMNS);
      for (int t = 0; t < times; t++) {
        all.add(
            DataRow.numbers(r, x.clone(), weight)
                .with(new RowRoles(rows[r][COLUMNS], 0, r / GROUP)));
      }
    }
    return all;
  }

  /** What is said of every row, by each number that is kept, after some rounds. */
  private static <B extends Block, M extends Model<B> & Transforms<B>> double[][] said(
      Case<B, M> given, double[][] rows, double weight, int times) {
    M model = given.model();
    MemoryBlocks<B> blocks = given.blocks().apply(all(rows, weight, times));
    Rules rules = Rules.all(new Constant(1));
    Bundle parameters = Fits.run(model, blocks, blocks.count(), ROUNDS, 1, rules, 1).parameters();
    var transform = model.transforms(Fits.round(blocks, parameters)).create();
    int width = Column.width(model.output());
    List<double[]> said = new ArrayList<>();
    for (B block : given.blocks().apply(all(rows, 1, 1)).blocks()) {
      double[] out = new double[block.observations() * width];
      transform.transform(block, out);
      for (int r = 0; r < block.observations(); r++) {
        said.add(Arrays.copyOfRange(out, r * width, r * width + given.kept()));
      }
    }
    return said.toArray(double[][]::new);
  }

  private static double[][] said(Case<?, ?> given, double[][] rows) {
    return said(given, rows, 1, 1);
  }

  /** Compares with what is said in units of a response that is stretched and moved. */
  private static void assertSame(
      Case<?, ?> given, double[][] expected, double[][] actual, double stretch, double shift) {
    int density = given.kept() - 1;
    for (int r = 0; r < ROWS; r++) {
      for (int i = 0; i < given.kept(); i++) {
        double want = expected[r][i];
        double got = actual[r][i];
        if (given.location()) {
          got = i == density ? got + Math.log(stretch) : got / stretch - (i == 1 ? 0 : shift);
        }
        String place = given + ", row " + r + ", number " + i;
        double tolerance = SAME * Math.max(1, Math.abs(want)) + shift * 0x1p-51;
        assertEquals(want, got, tolerance, place);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void scaledFeatures(Case<?, ?> given) {
    double[][] rows = rows(given);
    double[][] expected = said(given, rows);
    for (double factor : new double[] {1e-8, 1e8}) {
      for (int column = 0; column < 2; column++) { // the first one's slope varies by group
        double[][] scaled = changed(rows, column, x -> x * factor);
        assertSame(given, expected, said(given, scaled), 1, 0);
      }
    }
  }

  /** By 1e9 deviations: compared with rows that have lost the same digits. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void shiftedFeatures(Case<?, ?> given) {
    for (int column = 0; column < 2; column++) {
      double[][] there = changed(rows(given), column, x -> x + FAR);
      double[][] back = changed(there, column, x -> x - FAR);
      assertSame(given, said(given, back), said(given, there), 1, 0);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ofLocation")
  void scaledAndShiftedResponses(Case<?, ?> given) {
    double[][] rows = rows(given);
    double[][] expected = said(given, rows);
    for (double factor : new double[] {1e-8, 1e8}) {
      double[][] scaled = changed(rows, COLUMNS, y -> y * factor);
      assertSame(given, expected, said(given, scaled), factor, 0);
    }
    double[][] there = changed(rows, COLUMNS, y -> y + FAR);
    double[][] back = changed(there, COLUMNS, y -> y - FAR);
    assertSame(given, said(given, back), said(given, there), 1, FAR);
  }

  /** A prior weighs rows, so that weights do not cancel: a row of weight 3 is three rows. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void weightedRows(Case<?, ?> given) {
    double[][] rows = rows(given);
    assertSame(given, said(given, rows, 1, 3), said(given, rows, 3, 1), 1, 0);
  }

  /** A value that is far from all others costs the other columns no digits. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void aRowThatIsFarOff(Case<?, ?> given) {
    double[][] rows = rows(given);
    rows[7][1] = 1e12;
    for (double[] row : said(given, rows)) {
      assertTrue(Arrays.stream(row).allMatch(Double::isFinite), () -> Arrays.toString(row));
    }
  }
}
