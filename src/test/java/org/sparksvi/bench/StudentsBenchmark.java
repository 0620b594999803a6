package org.sparksvi.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.data.RowRoles;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.RoundPlan;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.engine.Workload;
import org.sparksvi.models.joint.Densities;
import org.sparksvi.models.joint.Index;
import org.sparksvi.models.joint.JointModel;
import org.sparksvi.models.joint.JointSettings;
import org.sparksvi.models.joint.JointSettings.Posterior;
import org.sparksvi.models.joint.JointSummary.Quantity;
import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/**
 * Item response theory of many students, whose abilities are integrated out, beside the numbers
 * that the answers were made with: processor time of two threads, rounds, and mean squares of
 * errors in posterior deviations, which are 1 where these are right.
 */
@Tag("bench")
final class StudentsBenchmark {
  private static final int STUDENTS = Integer.getInteger("bench.students", 100_000);
  private static final int ITEMS = Integer.getInteger("bench.items", 30);
  private static final int BLOCK = 34; // students: about a thousand answers

  private record Students(int items) implements LogJoint {
    private static final long serialVersionUID = 1L;

    @Override
    public Value rows(Scope s) {
      Value ability = s.local("ability", Densities.normal(0, 1));
      Value spread = s.positive("spread", Densities.halfNormal(2));
      Value difficulty = s.around("difficulty", items, s.numbers(0), spread);
      Value slopes = s.positive("slopes", items, Densities.logNormal(0, 0.5));
      Index item = s.index("item", items);
      Value gap = ability.minus(difficulty.at(item));
      return s.observe("right", Densities.bernoulliLogit(slopes.at(item).times(gap)));
    }
  }

  private final double[] slopes = new double[ITEMS];
  private final double[] difficulty = new double[ITEMS];

  private MemoryBlocks<GroupedBlock> answers() {
    RandomStream truth = new Streams(1).stream(Purpose.START, 0);
    for (int i = 0; i < ITEMS; i++) {
      slopes[i] = Math.exp(0.3 * truth.normal());
      difficulty[i] = truth.normal();
    }
    List<GroupedBlock> blocks = new ArrayList<>();
    List<DataRow> rows = new ArrayList<>();
    for (int g = 0; g < STUDENTS; g++) {
      RandomStream stream = new Streams(1).stream(Purpose.DRAW, g);
      double ability = stream.normal();
      for (int i = 0; i < ITEMS; i++) {
        double right = 1 / (1 + Math.exp(-slopes[i] * (ability - difficulty[i])));
        rows.add(
            DataRow.of((long) g * ITEMS + i, i, stream.uniform() < right ? 1 : 0)
                .with(new RowRoles(Double.NaN, 0, g)));
      }
      if ((g + 1) % BLOCK == 0 || g == STUDENTS - 1) {
        blocks.add(GroupedBlock.of(blocks.size(), 2, rows));
        rows = new ArrayList<>();
      }
    }
    return new MemoryBlocks<>(blocks);
  }

  private static double seconds() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
            .getProcessCpuTime()
        / 1e9;
  }

  @Test
  void students() {
    MemoryBlocks<GroupedBlock> blocks = answers();
    JointModel<GroupedBlock> model =
        new JointModel<>(
            new Students(ITEMS), JointSettings.of("item", "right").with(Posterior.FULL_RANK));
    Workload<GroupedBlock, GroupedBlock> workload = Workload.of(model, blocks);
    Plan plan =
        new Plan(
            blocks.count(),
            300,
            Double.POSITIVE_INFINITY,
            0,
            0,
            1,
            0,
            1,
            RoundPlan.quasiNewton(10));
    try (InProcess execution = new InProcess(workload, 2)) {
      Inference inference = new Inference(workload, Rules.all(new Constant(1)), plan, execution);
      double before = seconds();
      State start = inference.start();
      double begun = seconds();
      say("%d students, %d items; start %.1f s", STUDENTS, ITEMS, begun - before);
      Listener watch =
          new Listener() {
            @Override
            public void onRound(TraceLine line, State state) {
              double bound = line.elbo().orElse(Double.NaN);
              say("round %d, %.1f s: %.4f", line.round(), seconds() - begun, bound);
            }
          };
      Fit fit = inference.run(start, watch, () -> 0);
      say("%.1f s; %s: %s", seconds() - before, fit.verdict().outcome(), fit.verdict().reason());
      errors("difficulty", difficulty, model.summary(fit.parameters(), 4000, 1).quantities());
      errors("slopes", slopes, model.summary(fit.parameters(), 4000, 1).quantities());
    }
  }

  private static void errors(String name, double[] made, List<Quantity> quantities) {
    double square = 0;
    double deviation = 0;
    for (int i = 0; i < ITEMS; i++) {
      String wanted = "%s[%d]".formatted(name, i + 1);
      Quantity found =
          quantities.stream().filter(q -> q.name().equals(wanted)).findFirst().orElseThrow();
      double off = (found.mean() - made[i]) / found.deviation();
      square += off * off / ITEMS;
      deviation += found.deviation() / ITEMS;
    }
    say("%s: mean square %.2f, mean deviation %.5f", name, square, deviation);
  }

  private static void say(String line, Object... values) {
    System.out.println(String.format(Locale.ROOT, line, values));
  }
}
