package org.sparksvi.laws;

import java.util.List;
import java.util.stream.Stream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.Workload;
import org.sparksvi.models.joint.Densities;
import org.sparksvi.models.joint.JointModel;
import org.sparksvi.models.joint.JointSettings;
import org.sparksvi.models.joint.JointSettings.Method;
import org.sparksvi.models.joint.JointSettings.Posterior;
import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;
import org.sparksvi.update.Adam;
import org.sparksvi.update.Clip;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/** User-written models for the laws: every posterior, every method. */
public final class JointCases {
  private static final int GROUPS = 4;
  private static final Rules ADAM = Rules.all(new Adam(0.02));

  private JointCases() {}

  static Stream<ModelCase<DenseBlock, DenseBlock, JointModel<DenseBlock>>> all() {
    return Stream.of(
        joint(
            "joint model, mean field, the same draws",
            Posterior.MEAN_FIELD,
            Method.DETERMINISTIC,
            ADAM),
        joint("joint model, low rank", Posterior.LOW_RANK, Method.GRADIENT, ADAM),
        joint(
            "joint model, full rank, natural gradients",
            Posterior.FULL_RANK,
            Method.NATURAL_GRADIENT,
            Rules.all(new Clip(1).then(new Constant(0.1)))));
  }

  /** A line whose intercept varies by group. */
  private record Groups() implements LogJoint {
    private static final long serialVersionUID = 1L;

    @Override
    public Value rows(Scope s) {
      Value slope = s.real("slope", Densities.normal(0, 1));
      Value spread = s.positive("spread", Densities.halfNormal(1));
      Value noise = s.positive("noise", Densities.exponential(1));
      Value level = s.around("level", GROUPS, s.real("mean", Densities.normal(0, 1)), spread);
      Value mean = level.at(s.index("group", GROUPS)).plus(s.column("x").times(slope));
      return s.observe("y", Densities.normal(mean, noise));
    }
  }

  /** A plane through rows. */
  public record Plane() implements LogJoint {
    private static final long serialVersionUID = 1L;

    @Override
    public Value rows(Scope s) {
      Value slopes = s.real("slopes", 2, Densities.normal(0, 5));
      Value noise = s.positive("noise", Densities.exponential(1));
      return s.observe("c", Densities.normal(s.columns("a", "b").dot(slopes), noise));
    }
  }

  /** The same, with levels of groups, which are integrated out. */
  public record Levels() implements LogJoint {
    private static final long serialVersionUID = 1L;

    @Override
    public Value rows(Scope s) {
      Value spread = s.positive("spread", Densities.halfNormal(5));
      Value slopes = s.real("slopes", 2, Densities.normal(0, 5));
      Value noise = s.positive("noise", Densities.exponential(1));
      Value level = s.local("level", Densities.normal(0, 1)).times(spread);
      Value plane = s.column("a").times(slopes.pick(0)).plus(s.column("b").times(slopes.pick(1)));
      return s.observe("c", Densities.normal(plane.plus(level), noise));
    }
  }

  private static ModelCase<DenseBlock, DenseBlock, JointModel<DenseBlock>> joint(
      String name, Posterior posterior, Method method, Rules rules) {
    JointSettings settings =
        new JointSettings(List.of("x", "group", "y"), posterior, 2, method, 6, 0.1);
    JointModel<DenseBlock> model = new JointModel<>(new Groups(), settings);
    return new ModelCase<>(
        name,
        model,
        Workload.of(model, rows(24, 0), rows(8, 100)),
        rules,
        (Bundle parameters) -> parameters.problem().isEmpty());
  }

  private static MemoryBlocks<DenseBlock> rows(int count, int from) {
    List<DataRow> rows =
        Stream.iterate(from, r -> r + 1)
            .limit(count)
            .map(
                r -> {
                  double x = Math.sin(3.7 * r);
                  double y = 0.5 * x + r % GROUPS * 0.3 + Math.cos(5.1 * r);
                  return DataRow.numbers(r, new double[] {x, r % GROUPS, y}, 1 + r % 2);
                })
            .toList();
    return MemoryBlocks.pack(DenseBlock::of, 3, rows, 4);
  }
}
