package org.sparksvi.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Model;
import org.sparksvi.model.NumericalException;
import org.sparksvi.model.Round;
import org.sparksvi.model.Start;
import org.sparksvi.model.Term;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/** Sums of fields of single precision: rounds that jump, and the wire. */
class SingleTotalTest {
  private static final int SIZE = 5;

  /** Addends are rounded to 2^-17 of the largest, and a sum has six of them. */
  private static final double ROUNDING = 6 * 0x1p-17;

  private static final Layout LAYOUT = Layout.of(Field.single("weights", 1, SIZE));

  /** Block b adds {@code (b + 1) (−1)^i scale(round)} to value i; the gradient is the total. */
  private record Jumps(List<Double> scales) implements Model<Numbers.One> {
    @Override
    public Layout layout() {
      return LAYOUT;
    }

    @Override
    public Bundle initial(Start<Numbers.One> start) {
      return Bundle.zeros(LAYOUT);
    }

    @Override
    public LocalSteps<Numbers.One> localSteps(Round round) {
      return () ->
          (block, into) -> {
            float[] sums = into.statistics().singles(0);
            for (int i = 0; i < SIZE; i++) {
              double sign = i % 2 == 0 ? 1 : -1;
              sums[i] += (float) ((block.id() + 1) * sign * scales.get((int) round.number() - 1));
            }
            into.add(Term.ROWS, 1);
            into.add(Term.UNITS, 1);
          };
    }

    @Override
    public void target(Round round, Contribution total, Direction out) {
      out.take("weights", total.statistics());
    }

    @Override
    public double globalElbo(Round round) {
      return 0;
    }
  }

  private static List<float[]> parametersByRound(double... scales) {
    List<float[]> parameters = new ArrayList<>();
    List<Numbers.One> blocks = new ArrayList<>();
    for (int b = 0; b < Numbers.BLOCKS; b++) {
      blocks.add(new Numbers.One(b));
    }
    Workload<?, ?> workload =
        Workload.of(new Jumps(Arrays.stream(scales).boxed().toList()), new MemoryBlocks<>(blocks));
    Listener keep =
        new Listener() {
          @Override
          public void onRound(TraceLine line, State state) {
            parameters.add(state.parameters().singles(0).clone());
          }
        };
    try (InProcess execution = new InProcess(workload, 2)) {
      Plan plan = Plan.of(Numbers.BLOCKS, scales.length, 1);
      Inference inference = new Inference(workload, Rules.all(new Constant(1)), plan, execution);
      inference.run(inference.start(), keep, () -> 0);
    }
    return parameters;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 1 1 1",
        "1 1e20 1e20 1",
        "1e20 1e-20 1e20 1e-20",
        "1e-20 1 1e-3 1e3",
        "1 0 1 0 1e20 0 1e-20",
        "1 3000 1",
        "1e-30 1 1e34 1e-30"
      })
  void sumsAreRightHoweverTheyJump(String scales) {
    double[] scale = Arrays.stream(scales.split(" ")).mapToDouble(Double::parseDouble).toArray();

    List<float[]> parameters = parametersByRound(scale);

    double[] before = new double[SIZE];
    for (int r = 0; r < scale.length; r++) {
      double step = Numbers.SUM_OF_WEIGHTS * scale[r];
      for (int i = 0; i < SIZE; i++) {
        double expected = before[i] + (i % 2 == 0 ? step : -step);
        double found = parameters.get(r)[i];
        double size = Math.max(Math.abs(step), Math.abs(before[i]));
        assertEquals(expected, found, ROUNDING * Math.abs(step) + 0x1p-23 * size, "round " + r);
        before[i] = found;
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "-Infinity"})
  void aSumThatIsNoNumberNamesItsRound(double value) {
    NumericalException failure =
        assertThrows(NumericalException.class, () -> parametersByRound(1, 1, value));

    assertEquals(3, failure.round());
    assertEquals(
        "the sums of field 'weights' in round 3 are not finite at any resolution: "
            + "block # brings a number that is not finite to field 'weights' at row #, column #",
        failure.getMessage().replaceAll("(block|row|column) \\d+", "$1 #"));
  }

  @Test
  void aSumThatDoesNotFitSaysWhichQuantaWill() {
    ExactTotal total = new ExactTotal(LAYOUT, Quanta.of(-29));
    Contribution contribution = new Contribution(LAYOUT);
    contribution.statistics().singles(0)[3] = 1.5f;

    total.add(contribution);
    assertTrue(total.fits());
    total.add(contribution);
    assertFalse(total.fits());

    // 3 is below 2^2; with four bits of headroom and 30 bits in all a quantum is 2^(2 + 4 − 30)
    assertEquals(Quanta.of(-24), total.following(0));
  }

  @Test
  void addendsFarBelowTheQuantumAreCoarse() {
    ExactTotal total = new ExactTotal(LAYOUT, Quanta.of(0));
    Contribution contribution = new Contribution(LAYOUT);
    contribution.statistics().singles(0)[0] = (1 << 16) - 1;
    total.add(contribution);

    assertTrue(total.peaks().coarse(1));
    contribution.statistics().singles(0)[0] = 1 << 17;
    total.add(contribution);
    assertFalse(total.peaks().coarse(2));
  }

  @Test
  void partsOnTheWireAddUpToTheWhole() {
    Random random = new Random(1);
    ExactTotal whole = new ExactTotal(LAYOUT, Quanta.of(-20));
    for (int b = 0; b < 7; b++) {
      Contribution contribution = new Contribution(LAYOUT);
      float[] values = contribution.statistics().singles(0);
      for (int i = 0; i < SIZE; i++) {
        values[i] = (float) random.nextGaussian();
      }
      whole.add(contribution);
    }

    ExactTotal sum = new ExactTotal(LAYOUT, Quanta.of(-20));
    for (PackedTotal part : whole.packed().cut(1)) {
      sum.check(part);
      sum.add(part);
    }

    assertEquals(3, whole.packed().sums()[0].length); // two floats in each
    assertArrayEquals(whole.packed().sums()[0], sum.packed().sums()[0]);
    assertArrayEquals(whole.read().statistics().singles(0), sum.read().statistics().singles(0));
    PackedTotal packed = whole.packed();
    packed.sums()[0] = new long[4];
    assertEquals(
        "sums of field 'weights' of a total must be within 3, but was 4 from 0",
        assertThrows(IllegalArgumentException.class, () -> sum.check(packed)).getMessage());
  }
}
