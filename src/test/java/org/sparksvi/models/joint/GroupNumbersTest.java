package org.sparksvi.models.joint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.data.RowRoles;
import org.sparksvi.engine.Fit;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;
import org.sparksvi.model.UserCodeException;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/** Numbers that each group of rows has of its own, against closed forms and plain sums. */
class GroupNumbersTest {
  private static final int GROUPS = 40;
  private static final int ITEMS = 5;

  /** y_r ~ N(level + spread · u_g, 1), u_g ~ N(0, 1): intercepts of many groups. */
  private record Intercepts() implements LogJoint {
    private static final long serialVersionUID = 1L;

    @Override
    public Value rows(Scope s) {
      Value level = s.real("level", Densities.normal(0, 5));
      Value spread = s.positive("spread", Densities.halfNormal(2));
      Value u = s.local("u", Densities.normal(0, 1));
      return s.observe("y", Densities.normal(u.times(spread).plus(level), 1));
    }
  }

  /** The same, with the prior around global parameters. */
  private record Around() implements LogJoint {
    private static final long serialVersionUID = 1L;

    @Override
    public Value rows(Scope s) {
      Value level = s.real("level", Densities.normal(0, 5));
      Value spread = s.positive("spread", Densities.halfNormal(2));
      return s.observe("y", Densities.normal(s.local("u", Densities.normal(level, spread)), 1));
    }
  }

  /** Answers to items, in any number and order a student. */
  private record Answers() implements LogJoint {
    private static final long serialVersionUID = 1L;

    @Override
    public Value rows(Scope s) {
      Value difficulty = s.real("difficulty", ITEMS, Densities.normal(0, 2));
      Value slopes = s.positive("slopes", ITEMS, Densities.logNormal(0, 0.5));
      Value ability = s.local("ability", Densities.normal(0, 1));
      Index item = s.index("item", ITEMS);
      Value gap = ability.minus(difficulty.at(item));
      return s.observe("y", Densities.bernoulliLogit(slopes.at(item).times(gap)));
    }
  }

  /** Columns item and y; groups of 1 to 7 rows. */
  private static List<DataRow> rows(boolean binary, int from, int to) {
    List<DataRow> rows = new ArrayList<>();
    for (int g = from; g < to; g++) {
      RandomStream stream = new Streams(3).stream(Purpose.DRAW, g);
      double u = 1 + 0.7 * stream.normal();
      int size = 1 + (int) (7 * stream.uniform());
      for (int r = 0; r < size; r++) {
        double one = u + stream.normal();
        double y = binary ? (one > 0.7 ? 1 : 0) : one;
        rows.add(
            DataRow.numbers(100 * g + r, new double[] {r % ITEMS, y}, 1)
                .with(new RowRoles(Double.NaN, 0, g)));
      }
    }
    return rows;
  }

  private static GroupedBlock block(List<DataRow> rows) {
    return GroupedBlock.of(0, 2, rows);
  }

  private static MemoryBlocks<GroupedBlock> blocks(int size) {
    List<GroupedBlock> blocks = new ArrayList<>();
    for (int from = 0; from < GROUPS; from += size) {
      blocks.add(
          GroupedBlock.of(blocks.size(), 2, rows(false, from, Math.min(GROUPS, from + size))));
    }
    return new MemoryBlocks<>(blocks);
  }

  private static JointModel<GroupedBlock> model(LogJoint joint) {
    return new JointModel<>(joint, JointSettings.of("item", "y"));
  }

  /** log N(y; level, I + spread² 11ᵀ) by group; weights stand for equal rows. */
  private static double exact(GroupedBlock block, double level, double spread) {
    double sum = 0;
    double[] values = block.members().dense().orElseThrow();
    for (int g = 0; g < block.rows(); g++) {
      double n = 0;
      double first = 0;
      double second = 0;
      for (int r = block.start(g); r < block.start(g + 1); r++) {
        double w = block.members().sides().weights()[r];
        double off = values[2 * r + 1] - level;
        if (w > 0 && !Double.isNaN(off)) {
          n += w;
          first += w * off;
          second += w * off * off;
        }
      }
      double v = 1 + n * spread * spread;
      sum -= n * Gaussian.HALF_LOG_2_PI + 0.5 * Math.log(v);
      sum -= 0.5 * (second - spread * spread * first * first / v);
    }
    return sum;
  }

  private static double logLikelihood(
      JointModel<GroupedBlock> model, GroupedBlock block, double... at) {
    return model.logJoint(block, at, new double[at.length]) - model.logPrior(at);
  }

  @Test
  void normalGroupsAreIntegratedExactly() {
    GroupedBlock block = block(rows(false, 0, GROUPS));
    double expected = exact(block, 0.8, Math.exp(-0.2));

    for (LogJoint joint : List.of(new Intercepts(), new Around())) {
      assertEquals(
          expected, logLikelihood(model(joint), block, 0.8, -0.2), 1e-8); // sums over 40 groups
    }
  }

  /** A row of weight 2 is two rows of its group; one of weight 0, or without y, is none. */
  @Test
  void weightsAreOfRowsWithinGroups() {
    List<DataRow> rows = new ArrayList<>();
    for (DataRow row : rows(false, 0, GROUPS)) {
      double weight = row.key() % 3;
      double far = weight == 0 ? 1e300 : row.value(1); // of no finite density
      double y = row.key() % 5 == 1 ? Double.NaN : far;
      rows.add(
          DataRow.numbers(row.key(), new double[] {row.value(0), y}, weight).with(row.roles()));
    }
    GroupedBlock block = block(rows);

    assertEquals(
        exact(block, 0.8, Math.exp(-0.2)),
        logLikelihood(model(new Intercepts()), block, 0.8, -0.2),
        1e-8);
  }

  @Test
  void theDerivativeIsThatOfTheIntegral() {
    for (LogJoint joint : List.of(new Intercepts(), new Around())) {
      JointModel<GroupedBlock> model = model(joint);
      GroupedBlock block = block(rows(false, 0, GROUPS));
      double[] gradient = new double[2];
      model.logJoint(block, new double[] {0.3, 0.1}, gradient);
      double[] prior = new double[2];
      model.logPrior(new double[] {0.3, 0.1}, prior);

      for (int i = 0; i < 2; i++) {
        double[] up = {0.3, 0.1};
        double[] down = {0.3, 0.1};
        up[i] += 1e-5;
        down[i] -= 1e-5;
        double slope =
            (exact(block, up[0], Math.exp(up[1])) - exact(block, down[0], Math.exp(down[1])))
                / 2e-5;
        assertEquals(slope, gradient[i] - prior[i], 1e-5 * Math.max(1, Math.abs(slope)));
      }
    }
  }

  /** By the rectangle rule over 4001 abilities, which errs by nothing for smooth tails. */
  @Test
  void answersAreIntegratedAsByAFineGrid() {
    GroupedBlock block = block(rows(true, 0, GROUPS));
    double[] at = {-0.5, 0, 0.5, 1, 0.3, 0.2, -0.3, 0.5, 0, 0.1};
    double[] values = block.members().dense().orElseThrow();
    double exact = 0;
    for (int g = 0; g < block.rows(); g++) {
      double sum = 0;
      for (int i = 0; i <= 4000; i++) {
        double u = -10 + 0.005 * i;
        double log = -0.5 * u * u - Gaussian.HALF_LOG_2_PI;
        for (int r = block.start(g); r < block.start(g + 1); r++) {
          int item = (int) values[2 * r];
          double logit = Math.exp(at[ITEMS + item]) * (u - at[item]);
          log += values[2 * r + 1] * logit - Math.log1p(Math.exp(logit));
        }
        sum += 0.005 * Math.exp(log);
      }
      exact += Math.log(sum);
    }

    assertEquals(
        exact / GROUPS, logLikelihood(model(new Answers()), block, at) / GROUPS, 1e-5); // nodes
  }

  @Test
  void howGroupsAreCutIntoBlocksHasNoInfluence() {
    JointModel<GroupedBlock> model = model(new Intercepts());
    Bundle at = Bundle.zeros(model.layout());
    at.set(Gaussian.MEAN, new double[] {0.8, -0.2});
    double[] sums = new double[2];
    for (int i = 0; i < 2; i++) {
      MemoryBlocks<GroupedBlock> blocks = blocks(i == 0 ? GROUPS : 7);
      Contribution into = new Contribution(model.layout());
      var step = model.localSteps(new Round(1, blocks.totalWeight(), at, new Streams(1))).create();
      blocks.blocks().forEach(block -> step.accumulate(block, into));
      sums[i] = into.get(Term.EXPECTED_LOG_LIKELIHOOD);
      assertEquals(rows(false, 0, GROUPS).size(), into.get(Term.ROWS));
    }
    assertEquals(sums[0], sums[1], 1e-9 * Math.abs(sums[0])); // roundings of sums
  }

  /** Beside the maximum of the exact posterior over a grid: a fit is within a deviation's tenth. */
  @Test
  void theFitIsThatOfTheGroupsIntegratedOut() {
    MemoryBlocks<GroupedBlock> blocks = blocks(9);
    GroupedBlock all = block(rows(false, 0, GROUPS));
    JointModel<GroupedBlock> model = model(new Intercepts());
    Fit fit = JointFits.quasiNewton(model, blocks, 3);
    double total = 0;
    double[] first = new double[2];
    double[] second = new double[2];
    for (int i = 0; i <= 120; i++) {
      for (int j = 0; j <= 120; j++) {
        double[] x = {0.2 + 0.0125 * i, -1.5 + 0.02 * j};
        double p =
            Math.exp(exact(all, x[0], Math.exp(x[1])) + model.logPrior(x) - exact(all, 1, 0.7));
        total += p;
        for (int k = 0; k < 2; k++) {
          first[k] += p * x[k];
          second[k] += p * x[k] * x[k];
        }
      }
    }
    double[] mean = model.q(fit.parameters()).mean();
    for (int k = 0; k < 2; k++) {
      double exactMean = first[k] / total;
      double deviation = Math.sqrt(second[k] / total - exactMean * exactMean);
      assertEquals(exactMean, mean[k], 0.1 * deviation);
    }
  }

  /** Each row is told its group's; a group without a response has its prior. */
  @Test
  void rowsAreToldTheNumbersOfTheirGroup() {
    JointModel<GroupedBlock> model = model(new Intercepts());
    Bundle at = Bundle.zeros(model.layout());
    at.set(Gaussian.MEAN, new double[] {0.8, -0.2});
    at.set(Gaussian.LOG_SCALE, new double[] {-20, -20});
    List<DataRow> rows = new ArrayList<>(rows(false, 0, 6));
    for (int r = 0; r < 3; r++) {
      rows.add(DataRow.of(-1 - r, 0, Double.NaN).with(new RowRoles(Double.NaN, 0, 77)));
    }
    GroupedBlock block = block(rows);
    double[] out = new double[3 * rows.size()];
    model.transforms(new Round(1, 10, at, new Streams(1))).create().transform(block, out);

    double spread = Math.exp(-0.2);
    for (int g = 0; g < block.rows(); g++) {
      double n = 0;
      double sum = 0;
      for (int r = block.start(g); r < block.start(g + 1); r++) {
        double y = rows.get(r).value(1);
        n += Double.isNaN(y) ? 0 : 1;
        sum += Double.isNaN(y) ? 0 : y - 0.8;
      }
      double variance = 1 / (1 + n * spread * spread);
      double[] expected = {variance * spread * sum, Math.sqrt(variance)};
      for (int r = block.start(g); r < block.start(g + 1); r++) {
        assertArrayEquals(expected, Arrays.copyOfRange(out, 3 * r + 1, 3 * r + 3), 1e-6);
        assertEquals(n == 0, Double.isNaN(out[3 * r]), "log density of group " + g);
      }
    }
  }

  /** Blocks are filled up with rows of no weight, which nobody asked for. */
  @Test
  void everyRowOfAGroupIsDrawn() {
    LogJoint joint =
        s -> s.observe("y", Densities.normal(s.real("level", Densities.normal(0, 1)), 1));
    JointModel<GroupedBlock> model = model(joint);
    GroupedBlock block = block(rows(false, 0, 5));

    double[][] drawn =
        model.predictions(Bundle.zeros(model.layout()), new Streams(1), 0, 4).apply(block);

    assertEquals(block.observations(), drawn.length);
    assertTrue(Arrays.stream(drawn).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite));
  }

  @Test
  void priorsOfGroupsThatDependOnRowsAreRefused() {
    LogJoint joint =
        s -> {
          Value slope = s.real("slope", Densities.normal(0, 1));
          Value own = s.local("u", Densities.normal(slope.times(s.column("item")), 1));
          return s.observe("y", Densities.normal(own, 1));
        };
    UserCodeException refusal =
        assertThrows(
            UserCodeException.class,
            () -> logLikelihood(model(joint), block(rows(false, 0, GROUPS)), 0.1));
    assertTrue(refusal.getMessage().contains("'u'"), refusal.getMessage());
  }

  @Test
  void rowsAloneAreAsBefore() {
    List<DataRow> rows = rows(false, 0, 6);
    JointModel<DenseBlock> model =
        new JointModel<>(new Intercepts(), JointSettings.of("item", "y"));
    List<DataRow> apart = new ArrayList<>();
    for (DataRow row : rows) {
      apart.add(row.with(new RowRoles(Double.NaN, 0, row.key())));
    }
    double[] at = {0.8, -0.2};

    assertEquals(
        model.logJoint(DenseBlock.of(0, 2, rows), at, new double[2]),
        model(new Intercepts()).logJoint(block(apart), at, new double[2]),
        1e-9);
  }
}
