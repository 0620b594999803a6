package org.sparksvi.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.diagnose.Verdict;
import org.sparksvi.engine.Fit;
import org.sparksvi.models.joint.JointFits;
import org.sparksvi.models.joint.JointModel;
import org.sparksvi.models.joint.JointSettings;
import org.sparksvi.models.joint.JointSettings.Method;
import org.sparksvi.models.joint.JointSummary.Quantity;

/** Each example finds again what its rows were drawn with. */
@Tag("thorough")
class ExamplesTest {
  /** A posterior's mean is as far from the truth once in 16 000 times: four deviations. */
  private static final double FAR = 4;

  /** Twice as many as whitening needs. */
  private static final int DRAWS = 40;

  static Stream<Simulated> examples() {
    return Simulated.all().stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void truthIsFound(Simulated example) {
    JointModel<DenseBlock> model =
        new JointModel<>(
            example.model(),
            JointSettings.of(example.columns().toArray(String[]::new))
                .with(Method.DETERMINISTIC, DRAWS));
    Blocks<DenseBlock> rows = new MemoryBlocks<>(List.of(example.block()));
    Fit fit = JointFits.quasiNewton(model, rows, 1);

    assertEquals(Verdict.Outcome.CONVERGED, fit.verdict().outcome());
    List<Quantity> quantities = model.summary(fit.parameters(), 2000, 2).quantities();
    example
        .truth()
        .forEach(
            (name, truth) -> {
              Quantity found = quantities.get(model.quantities().indexOf(name));
              assertTrue(found.deviation() < example.widest(), found::toString);
              assertEquals(truth, found.mean(), FAR * found.deviation(), found::toString);
            });
  }
}
