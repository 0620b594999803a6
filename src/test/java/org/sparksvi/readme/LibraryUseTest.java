package org.sparksvi.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.Workload;
import org.sparksvi.kind.Trained;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.models.topics.TopicsSettings;
import org.sparksvi.store.DocwordBlocks;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;

/** The README's lines of library use, compiled and run. */
class LibraryUseTest {
  private static final Path ROOT = Path.of(System.getProperty("project.root"));

  @Tag("thorough")
  @Test
  void theReadmesLinesTrainATopicModel() throws IOException {
    Path docword = ROOT.resolve("datasets/kjv/docword.kjv.txt.gz");

    Fit fit = train(docword);

    double first = fit.trace().get(0).elboPerRow().orElseThrow();
    double last = fit.trace().get(fit.trace().size() - 1).elboPerRow().orElseThrow();
    assertTrue(last > first, "the bound must have risen from " + first + ", but is " + last);
  }

  private static Fit train(Path docword) throws IOException {
    // readme: begin
    var blocks = DocwordBlocks.read(docword, 1, 64); // seed 1, 64 documents a block
    int words = blocks.read(0).columns();
    var model = new TopicsModel(TopicsSettings.of(20, words, 0.1, 0.05)); // K, V, α, η
    var workload = Workload.of(model, blocks);
    var rules = Rules.all(new RobbinsMonro(8, 0.7)); // ρ_t = (8 + t)^−0.7
    var plan = Plan.of(4, 10, 1); // 4 blocks a round, 10 epochs, seed 1
    try (var execution = new InProcess(workload, 2)) { // or JobExecution, on Spark: the same bits
      var inference = new Inference(workload, rules, plan, execution);
      return inference.run(inference.start(), Listener.NONE, () -> System.nanoTime() / 1e9);
    }
    // readme: end
  }

  @Test
  void theReadmesLinesScoreADocument() throws IOException {
    Path run = ROOT.resolve("src/test/resources/org/sparksvi/published/1/topics/run");

    double[] topics = score(run);

    assertEquals(2, topics.length);
    assertEquals(1, topics[0] + topics[1], 1e-6);
  }

  private static double[] score(Path run) throws IOException {
    // readme: begin
    var model = Trained.load(run.resolve("model"));
    var scores = model.scorer().score(List.of("moses", "pharaoh", "egypt"));
    double[] topics = scores.vector("topicDistribution"); // the column that svi transform writes
    // readme: end
    return topics;
  }

  @Test
  void theReadmeShowsTheLinesThatRun() throws IOException {
    String source =
        Files.readString(ROOT.resolve("src/test/java/org/sparksvi/readme/LibraryUseTest.java"));
    String readme = Files.readString(ROOT.resolve("README.md"));
    String shown = readme.replace("Path.of(\"runs/topics-kjv/model\")", "run.resolve(\"model\")");

    String[] parts = source.split("// readme: (begin|end)\n", -1);

    for (int part = 1; part < parts.length - 1; part += 2) { // after a begin
      String lines = parts[part].stripIndent().strip();
      assertEquals(1, occurrences(shown, "```java\n" + lines + "\n```"), "README.md: " + lines);
    }
  }

  private static int occurrences(String text, String part) {
    return (text.length() - text.replace(part, "").length()) / part.length();
  }
}
