package org.sparksvi.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of docs/autodiff.md, as it stands there. */
class LogJointExampleTest {
  /** Of single precision, for sums of a few numbers about 1. */
  private static final double ERROR = 1e-6;

  private static final Path TEST =
      Path.of("src/test/java/org/sparksvi/autodiff/LogJointExampleTest.java");

  private final int rows = 3;
  private final int columns = 2;
  private final double[] features = {1, 0.5, -2, 1, 0.3, -1};
  private final double[] outcomes = {1, -1, 1};
  private final double[] weights = {0.4, -0.7};
  private final double[] gradient = {0, 0};

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theLogJointAndItsDerivativeAreThoseOfTheFormula(boolean single) {
    Graph graph = single ? Graph.ofFloats() : Graph.ofDoubles();
    // example
    Leaf x = graph.data(rows, columns);
    Leaf signs = graph.data(rows, 1); // 1 for a success, −1 for a failure
    Leaf w = graph.variable(columns, 1);
    Node likelihood = graph.sum(graph.logSigmoid(graph.times(signs, graph.multiply(x, w))));
    Node prior = graph.scale(graph.sum(graph.square(w)), -0.5);
    Node logJoint = graph.add(likelihood, prior);
    x.set(features, 0);
    signs.set(outcomes, 0);
    w.set(weights, 0);
    graph.forward();
    graph.backward(logJoint);
    double value = logJoint.get(0, 0);
    w.addDerivative(gradient, 0);
    // end

    double expected = -0.5 * (weights[0] * weights[0] + weights[1] * weights[1]);
    double[] slopes = {-weights[0], -weights[1]};
    for (int r = 0; r < rows; r++) {
      double score =
          outcomes[r] * (features[2 * r] * weights[0] + features[2 * r + 1] * weights[1]);
      expected -= Math.log1p(Math.exp(-score));
      for (int c = 0; c < columns; c++) {
        slopes[c] += outcomes[r] * features[2 * r + c] / (1 + Math.exp(score));
      }
    }
    assertEquals(expected, value, ERROR);
    assertEquals(slopes[0], gradient[0], ERROR);
    assertEquals(slopes[1], gradient[1], ERROR);
  }

  @Test
  void everyLineOfItStandsInTheManual() throws IOException {
    List<String> manual = Files.readAllLines(Path.of("docs/autodiff.md"));
    List<String> test = Files.readAllLines(TEST).stream().map(String::strip).toList();

    List<String> example = test.subList(test.indexOf("// example") + 1, test.indexOf("// end"));

    assertEquals(13, example.size());
    for (String line : example) {
      assertTrue(manual.contains(line), line);
    }
  }
}
