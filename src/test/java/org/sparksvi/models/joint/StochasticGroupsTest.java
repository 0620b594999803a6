package org.sparksvi.models.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import org.sparksvi.models.joint.JointSettings.Method;
import org.sparksvi.models.joint.JointSettings.Posterior;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;
import org.sparksvi.update.Adam;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Cosine;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;
import org.sparksvi.update.UpdateRule;

/** Item response theory by draws of each round's own, beside the search on all of them. */
@Tag("thorough")
class StochasticGroupsTest {
  private static final int STUDENTS = 400;
  private static final int ITEMS = 6;
  private static final int BLOCK = 8; // students

  /**
   * Of means, in posterior deviations, and of deviations, relative. Chosen, not derived: what was
   * mended here lost deviations by factors, and Adam by minibatches ends within this of the search.
   */
  private static final double NEAR = 0.2;

  private record Students() implements LogJoint {
    private static final long serialVersionUID = 1L;

    @Override
    public Value rows(Scope s) {
      Value ability = s.local("ability", Densities.normal(0, 1));
      Value spread = s.positive("spread", Densities.halfNormal(2));
      Value difficulty = s.around("difficulty", ITEMS, s.numbers(0), spread);
      Value slopes = s.positive("slopes", ITEMS, Densities.logNormal(0, 0.5));
      Index item = s.index("item", ITEMS);
      Value gap = ability.minus(difficulty.at(item));
      return s.observe("right", Densities.bernoulliLogit(slopes.at(item).times(gap)));
    }
  }

  private final MemoryBlocks<GroupedBlock> blocks = answers();
  private final JointSettings settings =
      JointSettings.of("item", "right").with(Posterior.FULL_RANK);

  private static MemoryBlocks<GroupedBlock> answers() {
    List<GroupedBlock> blocks = new ArrayList<>();
    List<DataRow> rows = new ArrayList<>();
    for (int g = 0; g < STUDENTS; g++) {
      RandomStream stream = new Streams(1).stream(Purpose.DRAW, g);
      double ability = stream.normal();
      for (int i = 0; i < ITEMS; i++) {
        double logit = Math.exp(0.2 * (i - 2.5)) * (ability - 0.7 * Math.cos(2.3 * i));
        double right = stream.uniform() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
        rows.add(DataRow.of((long) g * ITEMS + i, i, right).with(new RowRoles(Double.NaN, 0, g)));
      }
      if ((g + 1) % BLOCK == 0) {
        blocks.add(GroupedBlock.of(blocks.size(), 2, rows));
        rows = new ArrayList<>();
      }
    }
    return new MemoryBlocks<>(blocks);
  }

  private Fit fit(
      Method method,
      int draws,
      UpdateRule rule,
      int blocksPerRound,
      int epochs,
      List<Double> logScales) {
    JointModel<GroupedBlock> model = new JointModel<>(new Students(), settings.with(method, draws));
    Workload<GroupedBlock, GroupedBlock> workload = Workload.of(model, blocks);
    Plan plan =
        new Plan(
            blocksPerRound,
            epochs,
            Double.POSITIVE_INFINITY,
            0,
            0,
            Integer.MAX_VALUE,
            0,
            2,
            new RoundPlan.OneStep());
    Listener watch =
        new Listener() {
          @Override
          public void onRound(TraceLine line, State state) {
            Arrays.stream(state.parameters().values(Gaussian.LOG_SCALE)).forEach(logScales::add);
          }
        };
    try (InProcess execution = new InProcess(workload, 1)) {
      Inference inference = new Inference(workload, Rules.all(rule), plan, execution);
      return inference.run(inference.start(), watch, () -> 0);
    }
  }

  private void requireNear(Fit fit) {
    JointModel<GroupedBlock> model = new JointModel<>(new Students(), settings);
    Fit search = JointFits.quasiNewton(model, blocks, 1);
    Gaussian expected = model.q(search.parameters());
    Gaussian found = model.q(fit.parameters());
    double[] deviations = deviations(expected);
    double[] others = deviations(found);
    for (int i = 0; i < deviations.length; i++) {
      String name = model.coordinates().get(i);
      assertEquals(0, (found.mean()[i] - expected.mean()[i]) / deviations[i], NEAR, name);
      assertEquals(1, others[i] / deviations[i], NEAR, name);
    }
  }

  private static double[] deviations(Gaussian q) {
    double[] squares = new double[q.mean().length];
    double[] z = new double[q.noises()];
    for (int j = 0; j < z.length; j++) {
      z[j] = 1;
      double[] draw = q.draw(z);
      z[j] = 0;
      for (int i = 0; i < squares.length; i++) {
        squares[i] += (draw[i] - q.mean()[i]) * (draw[i] - q.mean()[i]);
      }
    }
    return Arrays.stream(squares).map(Math::sqrt).toArray();
  }

  @Test
  void gradientsReachThePosteriorOfTheSearch() {
    UpdateRule falling = new Adam(0.03).then(new Cosine(1500, 1e-3));
    requireNear(fit(Method.GRADIENT, 8, falling, 1, 30, new ArrayList<>()));
  }

  @Test
  void naturalGradientsReachThePosteriorOfTheSearch() {
    UpdateRule falling = new RobbinsMonro(5, 0.8);
    requireNear(fit(Method.NATURAL_GRADIENT, 16, falling, STUDENTS / BLOCK, 40, new ArrayList<>()));
  }

  /** A constant rate leaves noise, but no round may throw q to where none returns from. */
  @Test
  void noRoundThrowsTheScalesAway() {
    List<Double> logs = new ArrayList<>();
    Fit fit = fit(Method.NATURAL_GRADIENT, 8, new Constant(0.2), 1, 10, logs);
    assertEquals(500, fit.trace().size());
    double least = logs.stream().mapToDouble(x -> x).min().orElseThrow();
    double most = logs.stream().mapToDouble(x -> x).max().orElseThrow();
    assertTrue(least > -3 && most < 2, "from " + least + " to " + most); // of posterior deviations
  }
}
