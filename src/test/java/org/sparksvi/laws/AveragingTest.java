package org.sparksvi.laws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.update.Adam;
import org.sparksvi.update.PolyakAverage;
import org.sparksvi.update.Rules;

/** Runs whose rule averages: trained from the parameters, judged by their mean. */
class AveragingTest {
  private static final Rules PLAIN = Rules.all(new Adam(0.05));
  private static final Rules AVERAGED = Rules.all(new Adam(0.05).then(new PolyakAverage(4)));
  private static final int EPOCHS = 3;

  /** The mean of floats is a float, updated a few times. */
  private static final double ROUNDING = 0x1p-22;

  private final List<Bundle> iterates = new ArrayList<>();

  private Fit run(Rules rules) {
    ModelCase<PointBlock, ?, ?> model = ModelCases.singles();
    iterates.clear();
    Listener keep =
        new Listener() {
          @Override
          public void onRound(TraceLine line, State state) {
            iterates.add(state.parameters().copy());
          }
        };
    try (InProcess execution = new InProcess(model.workload(), 1)) {
      Inference inference =
          new Inference(model.workload(), rules, Plan.of(2, EPOCHS, 5), execution);
      return inference.run(inference.start(), keep, () -> 0);
    }
  }

  @Test
  void trainingIsThatWithoutAveraging() {
    Fit plain = run(PLAIN);
    Fit averaged = run(AVERAGED);

    assertArrayEquals(Bits.of(plain.state().parameters()), Bits.of(averaged.state().parameters()));
    assertArrayEquals(Bits.of(plain.parameters()), Bits.of(plain.state().parameters()));
  }

  @Test
  void theResultIsTheMeanOfTheIterates() {
    Fit fit = run(AVERAGED);

    for (String field : List.of(SingleRegression.WEIGHTS, SingleRegression.OFFSET)) {
      double[] mean = new double[fit.parameters().copyOf(field).length];
      List<Bundle> counted = iterates.subList(3, iterates.size());
      for (Bundle iterate : counted) {
        for (int i = 0; i < mean.length; i++) {
          mean[i] += iterate.copyOf(field)[i] / counted.size();
        }
      }
      assertArrayEquals(mean, fit.parameters().copyOf(field), ROUNDING);
    }
  }

  /** The last held-out score, by the model's density at the result. */
  @Test
  void heldOutScoresAreThoseOfTheMean() {
    Fit fit = run(AVERAGED);

    double score = fit.trace().get(fit.trace().size() - 1).heldOut().orElseThrow();
    assertEquals(score(fit.parameters()), score, 1e-12);
    assertNotEquals(score(fit.state().parameters()), score, 1e-6);
  }

  private static double score(Bundle parameters) {
    double sum = 0;
    int rows = 0;
    for (int b = 0; b < 2; b++) {
      PointBlock block = ModelCases.singles().workload().heldOut().read(b);
      for (int row = 0; row < block.rows(); row++) {
        double residual = block.output(row) - parameters.copyOf(SingleRegression.OFFSET)[0];
        for (int j = 0; j < 3; j++) {
          residual -= parameters.copyOf(SingleRegression.WEIGHTS)[j] * block.input(row)[j];
        }
        sum += -0.5 * residual * residual - 0.5 * Math.log(2 * Math.PI);
        rows++;
      }
    }
    return sum / rows;
  }
}
