package org.sparksvi.models.joint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.data.RowRoles;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Round;
import org.sparksvi.random.Streams;

/** Nodes that were placed once are those that would be placed again. */
class NodePlacesTest {
  private static final LogJoint COUNTS =
      s -> {
        Value level = s.real("level", Densities.normal(0, 2));
        Value u = s.local("u", Densities.normal(0, 1));
        return s.observe("y", Densities.poissonLog(u.plus(level)));
      };

  private static JointModel<GroupedBlock> model() {
    return new JointModel<>(COUNTS, JointSettings.of("y"));
  }

  /** Five groups of three counts; all blocks have the same number. */
  private static GroupedBlock block(int more, double weight) {
    List<DataRow> rows = new ArrayList<>();
    for (int r = 0; r < 15; r++) {
      rows.add(
          DataRow.numbers(r, new double[] {r % 4 + more}, r == 7 ? weight : 1)
              .with(new RowRoles(Double.NaN, 0, r / 3)));
    }
    return GroupedBlock.of(0, 1, rows);
  }

  private static double[] sums(JointModel<GroupedBlock> model, GroupedBlock block, double centre) {
    Bundle at = Bundle.zeros(model.layout());
    at.set(Reference.CENTRE, new double[] {centre});
    at.set(Gaussian.LOG_SCALE, new double[] {-1});
    Contribution sum = new Contribution(model.layout());
    model.localSteps(new Round(1, 15, at, new Streams(1))).create().accumulate(block, sum);
    return new double[] {
      sum.localElbo(),
      sum.statistics().values(Gaussian.MEAN)[0],
      sum.statistics().values(Gaussian.LOG_SCALE)[0]
    };
  }

  /**
   * Other rows under the same number, other weights, another centre: each as a new model has it.
   */
  @Test
  void sumsAreThoseOfAModelThatKnowsNoPlaces() {
    JointModel<GroupedBlock> model = model();
    List<GroupedBlock> blocks = List.of(block(0, 1), block(3, 1), block(0, 2));
    for (int time = 0; time < 3; time++) {
      for (double centre : new double[] {0.3, 2}) {
        for (GroupedBlock block : blocks) {
          assertArrayEquals(sums(model(), block, centre), sums(model, block, centre));
          assertArrayEquals(sums(model, block, centre), sums(model, block, centre));
        }
      }
    }
    assertNotEquals(sums(model, blocks.get(0), 2)[0], sums(model, blocks.get(0), 0.3)[0]);
  }

  @Test
  void contentTellsRowsWeightsAndGroupsApart() {
    long own = UnitRows.of(block(0, 1)).content();

    assertEquals(own, UnitRows.of(block(0, 1)).content());
    assertNotEquals(own, UnitRows.of(block(1, 1)).content());
    assertNotEquals(own, UnitRows.of(block(0, 2)).content());
  }
}
