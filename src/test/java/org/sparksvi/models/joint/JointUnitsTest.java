package org.sparksvi.models.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.data.RowRoles;
import org.sparksvi.diagnose.Verdict;
import org.sparksvi.engine.Fit;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/**
 * Units of columns do not matter where priors are in the same units: the search ends at the same
 * posterior, in other units, and its bound differs by the change of the density's units.
 */
class JointUnitsTest {
  private static final int GROUPS = 30;
  private static final int ROWS = 4; // of a group

  /**
   * The search ends with 1e-7 nats left, so that means are within √(2 · 1e-7) = 4.5e-4 posterior
   * deviations of the best, and deviations within as much of themselves.
   */
  private static final double SAME = 1e-3;

  /** A line with levels of groups: x in units of a number, y in units of another. */
  private record Line(double x, double y) implements LogJoint {
    private static final long serialVersionUID = 1L;

    @Override
    public Value rows(Scope s) {
      Value mean = s.real("mean", Densities.normal(0, 5 * y));
      Value slope = s.real("slope", Densities.normal(0, 2 * y / x));
      Value spread = s.positive("spread", Densities.halfNormal(3 * y));
      Value noise = s.positive("noise", Densities.halfNormal(3 * y));
      Value level = s.local("level", Densities.normal(mean, spread));
      return s.observe("y", Densities.normal(level.plus(s.column("x").times(slope)), noise));
    }

    /** What the numbers of q are multiplied by, or their logarithms moved by. */
    double[] units() {
      return new double[] {y, y / x, y, y};
    }
  }

  private static MemoryBlocks<GroupedBlock> rows(Line units) {
    List<DataRow> rows = new ArrayList<>();
    for (int g = 0; g < GROUPS; g++) {
      RandomStream stream = new Streams(5).stream(Purpose.DRAW, g);
      double level = 2 + stream.normal();
      for (int r = 0; r < ROWS; r++) {
        double x = stream.normal();
        double y = level - 0.7 * x + 0.5 * stream.normal();
        rows.add(
            DataRow.of((long) g * ROWS + r, units.x() * x, units.y() * y)
                .with(new RowRoles(Double.NaN, 0, g)));
      }
    }
    return new MemoryBlocks<>(List.of(GroupedBlock.of(0, 2, rows)));
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Found(double[] means, double[] deviations, double bound) {}

  private static Found found(Line units) {
    JointModel<GroupedBlock> model = new JointModel<>(units, JointSettings.of("x", "y"));
    Fit fit = JointFits.quasiNewton(model, rows(units), 3);
    assertEquals(Verdict.Outcome.CONVERGED, fit.verdict().outcome(), fit.verdict().reason());
    Gaussian q = model.q(fit.parameters());
    double[] mean = q.mean();
    double[] squares = new double[mean.length];
    double[] z = new double[q.noises()];
    for (int j = 0; j < z.length; j++) {
      z[j] = 1;
      double[] draw = q.draw(z);
      z[j] = 0;
      for (int i = 0; i < squares.length; i++) {
        squares[i] += (draw[i] - mean[i]) * (draw[i] - mean[i]);
      }
    }
    double[] deviations = Arrays.stream(squares).map(Math::sqrt).toArray();
    double[] unit = units.units();
    for (int i = 0; i < mean.length; i++) {
      boolean positive = i >= 2; // ζ is a logarithm
      mean[i] = positive ? mean[i] - Math.log(unit[i]) : mean[i] / unit[i];
      deviations[i] /= positive ? 1 : unit[i];
    }
    double last = fit.trace().get(fit.trace().size() - 1).elbo().orElseThrow();
    return new Found(mean, deviations, last + GROUPS * ROWS * Math.log(units.y()));
  }

  @ParameterizedTest
  @CsvSource({"1e-4, 1", "1, 1e5", "10, 0.001"})
  void theSamePosteriorInOtherUnits(double x, double y) {
    Found expected = found(new Line(1, 1));
    Found other = found(new Line(x, y));

    for (int i = 0; i < expected.means().length; i++) {
      double off = (other.means()[i] - expected.means()[i]) / expected.deviations()[i];
      assertEquals(0, off, SAME, "mean of number " + i);
      assertEquals(1, other.deviations()[i] / expected.deviations()[i], SAME, "deviation " + i);
    }
    assertEquals(
        expected.bound(), other.bound(), 1e-4); // of some 1e-7 and nodes a little elsewhere
  }
}
