package org.sparksvi.models.joint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.data.RowRoles;
import org.sparksvi.diagnose.Verdict;
import org.sparksvi.engine.Fit;
import org.sparksvi.model.Round;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/** Many groups: blocks share draws out among them, and nodes stay in place. */
class SharedDrawsTest {
  private static final int GROUPS = 6000;
  private static final int ROWS = 4; // of a group
  private static final int BLOCK = 20; // groups

  /** y_r ~ N(level + spread · u_g, 1), u_g ~ N(0, 1). */
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

  /** Of 0 and 1, with slopes that are steep, so that no group's posterior is normal. */
  private record Steep() implements LogJoint {
    private static final long serialVersionUID = 1L;

    @Override
    public Value rows(Scope s) {
      Value level = s.real("level", Densities.normal(0, 2));
      Value slope = s.positive("slope", Densities.logNormal(0, 1));
      Value logit = s.local("u", Densities.normal(0, 1)).minus(level).times(slope);
      return s.observe("y", Densities.bernoulliLogit(logit));
    }
  }

  private static double y(int group, int row, boolean binary) {
    RandomStream stream = new Streams(3).stream(Purpose.DRAW, group);
    double u = 1 + 0.7 * stream.normal();
    double y = 0;
    for (int r = 0; r <= row; r++) {
      y = u + stream.normal();
    }
    return binary ? (y > 0.7 ? 1 : 0) : y;
  }

  private static MemoryBlocks<GroupedBlock> blocks(int groups, boolean binary) {
    List<GroupedBlock> blocks = new ArrayList<>();
    for (int from = 0; from < groups; from += BLOCK) {
      List<DataRow> rows = new ArrayList<>();
      for (int g = from; g < from + BLOCK; g++) {
        for (int r = 0; r < ROWS; r++) {
          rows.add(
              DataRow.of((long) g * ROWS + r, y(g, r, binary))
                  .with(new RowRoles(Double.NaN, 0, g)));
        }
      }
      blocks.add(GroupedBlock.of(blocks.size(), 1, rows));
    }
    return new MemoryBlocks<>(blocks);
  }

  private static JointModel<GroupedBlock> model(LogJoint joint) {
    return new JointModel<>(joint, JointSettings.of("y"));
  }

  @Test
  void blocksTakePairsInTurns() {
    DrawShare share = DrawShare.some(100, 3e6);
    int[] seen = new int[100];
    for (int block = 0; block < 3000; block++) {
      int[] places = share.of(block, 1000, 34);
      assertEquals(2, places.length); // 50 · max(20, 1000 / 34) / 3000 is less than 1
      assertEquals(places[0] + 1, places[1]); // z and −z
      Arrays.stream(places).forEach(place -> seen[place]++);
    }
    assertTrue(Arrays.stream(seen).allMatch(times -> times == 60), Arrays.toString(seen));

    assertEquals(34, share.of(7, 50_000, 1700).length); // sixty blocks; each pair is seen by twenty
    assertEquals(100, share.of(0, 3e6, 100_000).length); // a block that is all there is
    int[] all = new int[100];
    Arrays.setAll(all, i -> i);
    assertArrayEquals(all, DrawShare.all(100).of(0, 1000, 34));
  }

  /** With these rows a block has 9 pairs of 50. */
  @Test
  void theFitIsThatOfTheGroupsIntegratedOut() {
    MemoryBlocks<GroupedBlock> blocks = blocks(GROUPS, false);
    JointModel<GroupedBlock> model = model(new Intercepts());
    assertEquals(18, DrawShare.some(100, blocks.totalWeight()).of(0, BLOCK * ROWS, BLOCK).length);
    Fit fit = JointFits.quasiNewton(model, blocks, 3, 2);
    assertEquals(Verdict.Outcome.CONVERGED, fit.verdict().outcome(), fit.verdict().reason());

    // The mean of a group's rows is N(level, spread² + 1 / n); within groups nothing is learnt.
    double[] sums = new double[GROUPS];
    for (int g = 0; g < GROUPS; g++) {
      for (int r = 0; r < ROWS; r++) {
        sums[g] += y(g, r, false) / ROWS;
      }
    }
    double level = Arrays.stream(sums).average().orElseThrow();
    double square = Arrays.stream(sums).map(x -> (x - level) * (x - level)).sum() / GROUPS;
    double[] first = new double[2];
    double[] second = new double[2];
    double total = 0;
    for (int i = -60; i <= 60; i++) { // ± 6 deviations, about 0.011 and 0.013
      for (int j = -60; j <= 60; j++) {
        double[] x = {level + 0.0011 * i, Math.log(Math.sqrt(square - 0.25)) + 0.0013 * j};
        double v = Math.exp(2 * x[1]) + 1.0 / ROWS;
        double off = square + (x[0] - level) * (x[0] - level);
        double log = -0.5 * GROUPS * (Math.log(v / square) + off / v - 1);
        double p = Math.exp(log + model.logPrior(x));
        total += p;
        for (int k = 0; k < 2; k++) {
          first[k] += p * x[k];
          second[k] += p * x[k] * x[k];
        }
      }
    }
    Gaussian q = model.q(fit.parameters());
    double[] unit = new double[2];
    for (int k = 0; k < 2; k++) {
      double mean = first[k] / total;
      double deviation = Math.sqrt(second[k] / total - mean * mean);
      assertEquals(mean, q.mean()[k], 0.1 * deviation);
      double variance = 0;
      for (int j = 0; j < 2; j++) {
        unit[j] = 1;
        double along = q.draw(unit)[k] - q.mean()[k];
        variance += along * along;
        unit[j] = 0;
      }
      // curvatures that a pair sees on 1080 groups are off by √(2 / 1080), deviations by half of it
      assertEquals(1, Math.sqrt(variance) / deviation, 0.05);
    }
  }

  /** At nodes that stay, differences are off by their own rounding alone. */
  @Test
  void theDerivativeIsThatAtNodesThatStay() {
    GroupedBlock block = blocks(10 * BLOCK, true).read(0);
    JointModel<GroupedBlock> model = model(new Steep());
    double[] at = {0.3, 1.2};
    double[] gradient = new double[2];
    model.logJoint(block, at, gradient);

    for (int i = 0; i < 2; i++) {
      double[] up = at.clone();
      double[] down = at.clone();
      up[i] += 1e-5;
      down[i] -= 1e-5;
      double slope =
          (model.logJoint(block, at, up, new double[2])
                  - model.logJoint(block, at, down, new double[2]))
              / 2e-5;
      assertEquals(slope, gradient[i], 1e-7 * Math.max(1, Math.abs(slope)));
    }
  }

  @Test
  void nodesGoWhereTheMeanOfTheParametersIsAndThatIsAll() {
    JointModel<GroupedBlock> model = model(new Intercepts());
    Bundle at = Bundle.zeros(model.layout());
    at.set(Reference.CENTRE, new double[] {1, -0.5});
    at.set(Reference.LOG_UNIT, new double[] {-1, -2});
    at.set(Reference.UNIT, new double[] {0.05});
    at.set(Gaussian.LOG_SCALE, new double[] {0.2, -0.1});
    at.set(FullGaussian.FACTOR, new double[] {0.3});
    at.set(Gaussian.MEAN, new double[] {0.3, -0.2});
    assertTrue(settled(model, at).isEmpty());
    at.set(Gaussian.MEAN, new double[] {3, -2});

    Bundle moved = settled(model, at).get(0);

    double[] z = {0.7, -1.1};
    assertArrayEquals(model.q(at).draw(z), model.q(moved).draw(z), 1e-14);
    assertArrayEquals(model.q(at).mean(), Reference.centre(moved), 1e-15);
    assertTrue(settled(model, moved).isEmpty());
    JointModel<GroupedBlock> noisy =
        new JointModel<>(
            new Intercepts(), JointSettings.of("y").with(JointSettings.Method.GRADIENT, 8));
    assertTrue(settled(noisy, at).isEmpty());
  }

  private static List<Bundle> settled(JointModel<GroupedBlock> model, Bundle at) {
    return model.settle(new Round(1, 100, at, new Streams(1))).stream()
        .map(settlement -> settlement.parameters())
        .toList();
  }

  /** What oscillates as fast as this has no place where nodes could rest. */
  @Test
  void unitsThatDoNotComeToRestAreTold() {
    LogJoint joint =
        s -> {
          Value level = s.real("level", Densities.normal(0, 1));
          Value u = s.local("u", Densities.normal(0, 1));
          return s.observe("y", Densities.normal(level, 1)).plus(u.times(300).sin().times(50));
        };
    Fit fit = JointFits.quasiNewton(model(joint), blocks(BLOCK, false), 3);
    assertTrue(
        fit.verdict()
            .reason()
            .contains(
                "; 20 rows or groups of the last round had not come to rest within their steps, and were used as they were"),
        fit.verdict().reason());
  }
}
