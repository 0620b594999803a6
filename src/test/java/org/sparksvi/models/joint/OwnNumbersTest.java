package org.sparksvi.models.joint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.model.Column;
import org.sparksvi.model.Gap;
import org.sparksvi.model.Round;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/** Numbers that each row has of its own, against closed forms and plain sums. */
class OwnNumbersTest {
  private static final int ROWS = 60;
  private static final int SIZE = 4;
  private static final String[] COLUMNS = {"y1", "y2", "y3", "y4"};

  /** y_rj ~ N(level + spread · u_r, 1), u_r ~ N(0, 1): rows are normal, with equal correlations. */
  private record OneWay() implements LogJoint {
    private static final long serialVersionUID = 1L;

    @Override
    public Value rows(Scope s) {
      Value level = s.real("level", Densities.normal(0, 5));
      Value spread = s.positive("spread", Densities.halfNormal(2));
      Value u = s.local("u", Densities.normal(0, 1));
      Value mean = u.times(spread).plus(level);
      return Densities.normal(mean, 1).log(s.columns("y*")).rowSums();
    }
  }

  /** Right answers of students of abilities to questions. */
  private record Answers() implements LogJoint {
    private static final long serialVersionUID = 1L;

    @Override
    public Value rows(Scope s) {
      Value difficulty = s.real("difficulty", SIZE, Densities.normal(0, 2));
      Value steepness = s.positive("steepness", SIZE, Densities.logNormal(0, 0.5));
      Value logit = s.local("ability", Densities.normal(0, 1)).minus(difficulty).times(steepness);
      return s.columns("y*").times(logit).minus(logit.softplus()).rowSums();
    }
  }

  /** A line of its own for each row: two numbers, at the places 0, 1, 2 and 3. */
  private record Growth() implements LogJoint {
    private static final long serialVersionUID = 1L;

    @Override
    public Value rows(Scope s) {
      Value noise = s.positive("noise", Densities.exponential(1));
      Value own = s.local("line", 2, Densities.normal(0, 1));
      Value times = s.numbers(0, 1, 2, 3);
      Value mean = own.column(0).plus(own.column(1).times(times));
      return Densities.normal(mean, noise).log(s.columns("y*")).rowSums();
    }
  }

  private static Blocks<DenseBlock> rows(boolean binary, int blockSize) {
    List<DataRow> rows =
        IntStream.range(0, ROWS)
            .mapToObj(
                r -> {
                  RandomStream stream = new Streams(3).stream(Purpose.DRAW, r);
                  double u = 1 + 0.7 * stream.normal();
                  double[] y = new double[SIZE];
                  for (int j = 0; j < SIZE; j++) {
                    double one = u + stream.normal();
                    y[j] = binary ? (one > 0.5 * j ? 1 : 0) : one;
                  }
                  return DataRow.numbers(r, y, 1);
                })
            .toList();
    return MemoryBlocks.pack(DenseBlock::of, SIZE, rows, blockSize);
  }

  /** log p(rows | level, spread). */
  private static double oneWay(DenseBlock block, double level, double spread) {
    double v = 1 + SIZE * spread * spread;
    double sum = 0;
    for (int r = 0; r < block.rows(); r++) {
      double first = 0;
      double second = 0;
      for (int j = 0; j < SIZE; j++) {
        double off = block.values()[r * SIZE + j] - level;
        first += off;
        second += off * off;
      }
      sum -= SIZE * Gaussian.HALF_LOG_2_PI + 0.5 * Math.log(v);
      sum -= 0.5 * (second - spread * spread * first * first / v);
    }
    return sum;
  }

  private static double logLikelihood(JointModel<DenseBlock> model, DenseBlock block, double[] at) {
    return model.logJoint(block, at, new double[at.length]) - model.logPrior(at);
  }

  @Test
  void normalRowsAreIntegratedExactly() {
    JointModel<DenseBlock> model = new JointModel<>(new OneWay(), JointSettings.of(COLUMNS));
    DenseBlock block = rows(false, ROWS).read(0);

    assertEquals(
        oneWay(block, 0.8, Math.exp(-0.2)),
        logLikelihood(model, block, new double[] {0.8, -0.2}),
        1e-9); // roundings of sums of 60 rows and 9 nodes
  }

  @Test
  void theDerivativeIsThatOfTheIntegral() {
    for (LogJoint joint : List.of(new OneWay(), new Growth())) {
      JointModel<DenseBlock> model = new JointModel<>(joint, JointSettings.of(COLUMNS));
      DenseBlock block = rows(false, 10).read(0);
      double[] at = new double[model.size()];
      Arrays.setAll(at, i -> 0.3 - 0.2 * i);
      double[] gradient = new double[at.length];
      model.logJoint(block, at, gradient);

      for (int i = 0; i < at.length; i++) {
        double[] up = at.clone();
        double[] down = at.clone();
        up[i] += 1e-4;
        down[i] -= 1e-4;
        double[] none = new double[at.length];
        double slope = (model.logJoint(block, up, none) - model.logJoint(block, down, none)) / 2e-4;
        assertEquals(slope, gradient[i], 1e-5 * Math.max(1, Math.abs(slope)));
      }
    }
  }

  /** By the rectangle rule over 4001 abilities, which errs by nothing for smooth tails. */
  @Test
  void answersAreIntegratedAsByAFineGrid() {
    JointModel<DenseBlock> model = new JointModel<>(new Answers(), JointSettings.of(COLUMNS));
    DenseBlock block = rows(true, ROWS).read(0);
    double[] at = {-0.5, 0, 0.5, 1, 0.2, -0.3, 0.5, 0};
    double exact = 0;
    for (int r = 0; r < block.rows(); r++) {
      double sum = 0;
      for (int g = 0; g <= 4000; g++) {
        double u = -10 + 0.005 * g;
        double log = -0.5 * u * u - Gaussian.HALF_LOG_2_PI;
        for (int j = 0; j < SIZE; j++) {
          double logit = Math.exp(at[SIZE + j]) * (u - at[j]);
          log += block.values()[r * SIZE + j] * logit - Math.log1p(Math.exp(logit));
        }
        sum += 0.005 * Math.exp(log);
      }
      exact += Math.log(sum);
    }

    assertEquals(exact / ROWS, logLikelihood(model, block, at) / ROWS, 1e-5); // nine nodes
  }

  @Test
  void qIsOfTheParametersAlone() {
    Blocks<DenseBlock> blocks = rows(false, 16);
    JointModel<DenseBlock> model = new JointModel<>(new OneWay(), JointSettings.of(COLUMNS));
    Bundle fitted = JointFits.quasiNewton(model, blocks, 3).parameters();
    DenseBlock all = rows(false, ROWS).read(0);
    // evidence over a grid of level and log spread
    double most = Double.NEGATIVE_INFINITY;
    double[][] grid = new double[161][161];
    for (int i = 0; i < 161; i++) {
      for (int j = 0; j < 161; j++) {
        double level = 0.2 + 0.01 * i;
        double log = -2 + 0.02 * j;
        grid[i][j] = oneWay(all, level, Math.exp(log)) + model.logPrior(new double[] {level, log});
        most = Math.max(most, grid[i][j]);
      }
    }
    double sum = 0;
    for (double[] line : grid) {
      for (double value : line) {
        sum += Math.exp(value - most) * 0.01 * 0.02;
      }
    }

    Gap gap = JointFits.evidence(model, blocks, fitted, 1000, 5);
    assertEquals(2, model.size());
    assertEquals(most + Math.log(sum), gap.logEvidence(), 4 * gap.standardError() + 1e-3);
  }

  /** Given the parameters, u_r is normal; these are known well enough not to matter. */
  @Test
  void rowsAreToldTheirNumbers() {
    JointModel<DenseBlock> model = new JointModel<>(new OneWay(), JointSettings.of(COLUMNS));
    Bundle at = Bundle.zeros(model.layout());
    at.set(Gaussian.MEAN, new double[] {0.8, -0.2});
    at.set(Gaussian.LOG_SCALE, new double[] {-20, -20});
    DenseBlock block = rows(false, 10).read(0);
    double[] out = new double[3 * block.rows()];
    model.transforms(new Round(1, 10, at, new Streams(1))).create().transform(block, out);

    assertEquals(
        List.of("logDensity", "u", "uDeviation"),
        model.output().stream().map(Column::name).toList());
    double spread = Math.exp(-0.2);
    double variance = 1 / (1 + SIZE * spread * spread);
    for (int r = 0; r < block.rows(); r++) {
      double first = 0;
      for (int j = 0; j < SIZE; j++) {
        first += block.values()[r * SIZE + j] - 0.8;
      }
      double[] expected = {variance * spread * first, Math.sqrt(variance)};
      double[] told = Arrays.copyOfRange(out, 3 * r + 1, 3 * r + 3);
      assertArrayEquals(expected, told, 1e-6); // 100 draws of deviation e⁻²⁰
    }
  }

  @Test
  void moreThanThreeNumbersAreRefused() {
    LogJoint joint =
        s -> {
          s.real("level", Densities.normal(0, 1));
          return s.local("u", 4, Densities.normal(0, 1)).rowSums();
        };

    assertEquals(
        "a row may have 1 to 3 numbers of its own, but has 4 with 'u'",
        assertThrows(
                IllegalArgumentException.class,
                () -> new JointModel<>(joint, JointSettings.of(COLUMNS)))
            .getMessage());
  }
}
