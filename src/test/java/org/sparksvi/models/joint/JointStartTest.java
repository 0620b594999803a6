package org.sparksvi.models.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.Fit;
import org.sparksvi.model.Gap;
import org.sparksvi.model.NumericalException;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/** Columns of unlike scales, far from 0, are no trouble: q begins in their units. */
class JointStartTest {
  private static final String[] COLUMNS = {"wide", "far", "y"};

  private record Line() implements LogJoint {
    private static final long serialVersionUID = 1L;

    @Override
    public Value rows(Scope s) {
      Value slopes = s.real("slopes", 2, Densities.normal(0, 10));
      Value level = s.real("level", Densities.normal(0, 100));
      Value noise = s.positive("noise", Densities.exponential(0.1));
      Value mean = s.columns("wide", "far").dot(slopes).plus(level);
      return s.observe("y", Densities.normal(mean, noise));
    }
  }

  /** A column of deviation 1000, and one of deviation 1 around 200. */
  private static Blocks<DenseBlock> rows(int count) {
    List<DataRow> rows =
        IntStream.range(0, count)
            .mapToObj(
                r -> {
                  RandomStream stream = new Streams(9).stream(Purpose.DRAW, r);
                  double wide = 1000 * stream.normal();
                  double far = 200 + stream.normal();
                  double y = 3 + 0.002 * wide + far + 2 * stream.normal();
                  return DataRow.numbers(r, new double[] {wide, far, y}, 1);
                })
            .toList();
    return MemoryBlocks.pack(DenseBlock::of, COLUMNS.length, rows, 500);
  }

  @Test
  void aParameterThatNothingFeelsIsNamed() {
    LogJoint joint =
        s -> {
          s.real("idle", 2, x -> x.times(0));
          return s.observe("y", Densities.normal(s.real("level", Densities.normal(0, 1)), 1));
        };
    JointModel<DenseBlock> model = new JointModel<>(joint, JointSettings.of(COLUMNS));

    assertEquals(
        "parameter 'idle[1]' has no prior and does nothing to the rows: give it a prior, or leave it"
            + " out",
        assertThrows(NumericalException.class, () -> JointFits.quasiNewton(model, rows(500), 1))
            .getMessage());
  }

  @Test
  void aFewRoundsReachTheEvidence() {
    Blocks<DenseBlock> blocks = rows(4000); // twice the sample's
    JointModel<DenseBlock> model = new JointModel<>(new Line(), JointSettings.of(COLUMNS));
    Fit fit = JointFits.quasiNewton(model, blocks, 1);
    Gap gap = JointFits.evidence(model, blocks, fit.parameters(), 1000, 2);

    assertTrue(fit.trace().size() <= 30, "rounds: " + fit.trace().size());
    // all but normal, so that little is between them: noise, of 4000 rows, is skewed by 1/√4000
    assertEquals(gap.logEvidence(), gap.elbo(), 0.01);
    assertEquals(
        gap.logEvidence(), fit.trace().get(fit.trace().size() - 1).elbo().orElseThrow(), 0.01);
  }
}
