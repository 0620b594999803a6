package org.sparksvi.models.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Round;
import org.sparksvi.random.Streams;
import org.sparksvi.update.RobbinsMonro;

/** One online step against scikit-learn and NumPy; see online_step.py beside online-step.txt. */
class TopicsGoldenTest {
  private static final double AGREEMENT = 1e-9;

  private final Map<String, double[]> golden = read();

  private static Map<String, double[]> read() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                TopicsGoldenTest.class.getResourceAsStream("online-step.txt"),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" "))
          .collect(
              Collectors.toMap(
                  words -> words[0],
                  words ->
                      Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private double number(String name) {
    return golden.get(name)[0];
  }

  @ParameterizedTest
  @EnumSource
  void anOnlineStepIsThatOfScikitLearn(Kernel kernel) {
    int topics = (int) number("topics");
    int words = (int) number("words");
    double[] flat = golden.get("counts");
    double[][] counts = new double[flat.length / words][];
    Arrays.setAll(counts, d -> Arrays.copyOfRange(flat, d * words, (d + 1) * words));
    TopicsModel model =
        new TopicsModel(Corpus.settings(topics, words, number("alpha"), number("eta"), kernel));
    Bundle parameters = Corpus.parameters(model, golden.get("start"));
    Round round = new Round((long) number("step"), number("totalRows"), parameters, new Streams(1));

    Contribution sum = new Corpus(counts).contribution(model, parameters);
    final double bound = sum.localElbo();
    sum.scale(number("totalRows") / Corpus.rowsOf(sum));
    Direction target = new Direction(model.layout());
    model.target(round, sum, target);
    double rate =
        new RobbinsMonro(number("delay"), number("forgetting")).rate((long) number("step"));
    parameters.moveToward(0, rate, target);

    double tolerance = Corpus.tolerance(kernel, AGREEMENT);
    double[] expected = golden.get("end");
    double[] found = parameters.copyOf(TopicsModel.TOPICS);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(1, found[i] / expected[i], tolerance, "coordinate " + i);
    }
    assertEquals(1, bound / number("localBound"), tolerance);
  }
}
