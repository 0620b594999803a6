package org.sparksvi.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.sparksvi.engine.State;
import org.sparksvi.format.JsonLines;
import org.sparksvi.store.Checkpoints;

/**
 * What a training has left in its run directory so far, but for the time it took.
 *
 * @param path of the run directory
 */
record KilledRun(Path path) {
  private static final List<String> OF_TIME =
      List.of(
          "seconds",
          "waitedFor",
          "waitedShare",
          "exchangeSeconds",
          "computingSeconds",
          "aloneSeconds");
  private static final Pattern GONE = Pattern.compile("executor \\d+.* is gone .*its blocks go to");

  /** Lines of the trace that are whole; none where there is no trace. */
  List<ObjectNode> trace() throws IOException {
    List<ObjectNode> lines = new ArrayList<>();
    Path file = path.resolve("trace.jsonl");
    if (Files.exists(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        JsonLines.read(in, file.toString(), (number, line) -> lines.add(line));
      }
    }
    return lines;
  }

  /** Rounds that are done. */
  int rounds() throws IOException {
    return (int) ShippedTraining.rounds(path);
  }

  /** Whether a round after some has waited for an executor on a host. */
  boolean tookPart(String host, int after) throws IOException {
    try (Stream<String> lines = Files.lines(path.resolve("trace.jsonl"))) {
      return lines.skip(after).anyMatch(line -> line.contains(" on " + host + "\""));
    }
  }

  private Checkpoints checkpoints() throws IOException {
    return new Checkpoints(
        FileSystem.getLocal(new Configuration()),
        new org.apache.hadoop.fs.Path(path.resolve("checkpoints").toUri()),
        1,
        Map.of());
  }

  /** The round of the newest checkpoint; 0 where there is none. */
  long newest() throws IOException {
    return checkpoints().rounds().stream().findFirst().orElse(0L);
  }

  /** That of the checkpoint before; 0 where there is none. */
  long beforeNewest() throws IOException {
    return checkpoints().rounds().stream().skip(1).findFirst().orElse(0L);
  }

  /** Every bit of a state but the seconds. */
  private byte[] state(long round) throws IOException {
    State state = checkpoints().read(round).state();
    Path aside = Files.createTempDirectory("state");
    Checkpoints copies =
        new Checkpoints(
            FileSystem.getLocal(new Configuration()),
            new org.apache.hadoop.fs.Path(aside.toUri()),
            1,
            Map.of());
    copies.save(
        new State(
            state.parameters(),
            state.memory(),
            round,
            state.quanta(),
            state.progress(),
            0,
            state.halvings()));
    return Files.readAllBytes(Path.of(copies.path(round).toUri()));
  }

  /** Cuts the newest checkpoint, its tensors or else its manifest; where. */
  String cut(double share) throws IOException {
    Path tensors = Path.of(checkpoints().path(newest()).toUri());
    Path manifest = Path.of(tensors.toString().replace(".safetensors", ".json"));
    byte[] first = Files.readAllBytes(tensors);
    byte[] second = Files.readAllBytes(manifest);
    int at = (int) (share * (first.length + second.length - 1)); // the last byte ends a line
    boolean inFirst = at < first.length;
    int left = inFirst ? at : at - first.length;
    Files.write(inFirst ? tensors : manifest, Arrays.copyOf(inFirst ? first : second, left));
    return "byte %d of %d of the %s of round %d"
        .formatted(
            left,
            inFirst ? first.length : second.length,
            inFirst ? "tensors" : "manifest",
            newest());
  }

  /** How often the log says that an executor is gone. */
  long gone() throws IOException {
    return ShippedTraining.log(path).lines().filter(line -> GONE.matcher(line).find()).count();
  }

  /** Asserts that all rounds and all states that were kept are those of another run. */
  void assertPartOf(KilledRun whole) throws IOException {
    List<ObjectNode> lines = trace();
    List<ObjectNode> expected = whole.trace();
    assertTrue(lines.size() <= expected.size(), "more rounds than there are");
    for (int n = 0; n < lines.size(); n++) {
      assertEquals(
          expected.get(n).without(OF_TIME),
          lines.get(n).without(OF_TIME),
          "line %d of the trace".formatted(n + 1));
    }
    for (long round : checkpoints().rounds()) {
      assertArrayEquals(
          whole.state(round), state(round), "the checkpoint of round %d".formatted(round));
    }
  }

  /** Asserts that the runs ended with the same model. */
  void assertEndsAs(KilledRun other) throws IOException {
    assertEquals(other.trace().size(), trace().size(), "rounds");
    assertPartOf(other);
    assertArrayEquals(
        ShippedTraining.parameters(other.path()), ShippedTraining.parameters(path), "the model");
  }
}
