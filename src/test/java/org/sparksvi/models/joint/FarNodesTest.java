package org.sparksvi.models.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.data.RowRoles;
import org.sparksvi.engine.Fit;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/** Groups whose numbers are, at other parameters, not where the nodes of their integrals are. */
class FarNodesTest {
  /** y_r ~ N(level + spread · u_g, 1), u_g ~ N(0, 1). */
  private static final LogJoint INTERCEPTS =
      s -> {
        Value level = s.real("level", Densities.normal(0, 5));
        Value spread = s.positive("spread", Densities.halfNormal(2));
        Value u = s.local("u", Densities.normal(0, 1));
        return s.observe("y", Densities.normal(u.times(spread).plus(level), 1));
      };

  private static GroupedBlock block(int id, int groups, int size) {
    List<DataRow> rows = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      RandomStream stream = new Streams(3).stream(Purpose.DRAW, id * groups + g);
      double level = 1 + 0.7 * stream.normal();
      for (int r = 0; r < size; r++) {
        rows.add(
            DataRow.numbers(r, new double[] {level + stream.normal()}, 1)
                .with(new RowRoles(Double.NaN, 0, id * groups + g)));
      }
    }
    return GroupedBlock.of(id, 1, rows);
  }

  private static JointModel<GroupedBlock> model() {
    return new JointModel<>(INTERCEPTS, JointSettings.of("y"));
  }

  /** log N(y; level, I + spread² 11ᵀ). */
  private static double exact(GroupedBlock group, double level, double spread) {
    double[] y = group.members().dense().orElseThrow();
    double first = 0;
    double second = 0;
    for (double value : y) {
      first += value - level;
      second += (value - level) * (value - level);
    }
    double v = 1 + y.length * spread * spread;
    return -y.length * Gaussian.HALF_LOG_2_PI
        - 0.5 * Math.log(v)
        - 0.5 * (second - spread * spread * first * first / v);
  }

  /**
   * Whether the group is marked, and how far its sum is off, where nodes are near other numbers.
   */
  private static boolean isFar(GroupedBlock group, double[] near, double[] at, double[] off) {
    UnitRows rows = UnitRows.of(group).weighted();
    return model()
        .scopes()
        .with(
            rows.size(),
            scope -> {
              scope.setRows(rows);
              scope.placeLocals(near);
              scope.setParameters(at);
              double[] logs = new double[rows.units()];
              scope.forwardRows(logs);
              boolean[] far = new boolean[rows.units()];
              scope.integral().markFar(far);
              off[0] = Math.abs(Math.expm1(logs[0] - exact(group, at[0], Math.exp(at[1]))));
              return far[0];
            });
  }

  /**
   * The theory of the limits is of the order of errors, a factor of ten; narrow ones are marked
   * before that, since a narrower one may look like them.
   */
  @Test
  void groupsAreMarkedWhereTheirSumsAreOffByAHundredth() {
    GroupedBlock group = block(0, 1, 12);
    int marked = 0;
    int left = 0;
    for (double level = -3; level <= 4; level += 0.25) {
      for (double logSpread = -2; logSpread <= 2; logSpread += 0.5) {
        double[] off = new double[1];
        boolean far = isFar(group, new double[] {0.8, -0.2}, new double[] {level, logSpread}, off);
        String place = level + ", " + logSpread + ": " + off[0];
        assertTrue(far || off[0] < 0.1, place);
        assertFalse(far && off[0] < 3e-5, place);
        marked += far ? 1 : 0;
        left += far ? 0 : 1;
      }
    }
    assertTrue(marked > 10 && left > 10, marked + " and " + left);
  }

  /** Three levels of two hundred rows are known far better than their mean. */
  @Test
  void theVerdictSaysSoWhereParametersAreWideBesideGroups() {
    Fit fit = JointFits.quasiNewton(model(), new MemoryBlocks<>(List.of(block(0, 3, 200))), 1);

    assertTrue(
        fit.verdict()
            .reason()
            .endsWith(
                "; draws of the last round move the numbers that 3 rows or groups have of their own beyond the nodes of their integrals, so that their densities may be off by some percent: the posterior of the parameters is wide beside theirs"),
        fit.verdict().reason());
  }

  @Test
  void itSaysNothingWhereTheyAreNarrow() {
    List<GroupedBlock> blocks = new ArrayList<>();
    for (int b = 0; b < 10; b++) {
      blocks.add(block(b, 20, 5));
    }

    Fit fit = JointFits.quasiNewton(model(), new MemoryBlocks<>(blocks), 1);

    assertEquals(-1, fit.verdict().reason().indexOf("nodes"), fit.verdict().reason());
  }
}
