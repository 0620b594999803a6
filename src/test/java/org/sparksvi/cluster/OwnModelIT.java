package org.sparksvi.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A class that a user wrote, in a jar that comes by {@code --jars}: on threads, by a job a round,
 * on executors of processes of their own, and after a stop the model has the same bytes.
 */
@Tag("cluster")
@Timeout(1200)
class OwnModelIT {
  private static final Path FOLDER = Path.of("examples/own-model").toAbsolutePath();
  private static final int WAIT_SECONDS = 180;

  @RegisterExtension static final LogTails TAILS = new LogTails(() -> OwnModelIT.cluster);

  @TempDir private static Path directory;
  private static SparkCluster cluster;
  private static Path jar;

  @BeforeAll
  static void start() throws IOException {
    jar = jar();
    cluster = SparkCluster.start("own-model", Map.of());
  }

  @AfterAll
  static void stop() throws IOException {
    if (cluster != null) {
      cluster.close();
    }
  }

  /** The jar of the example's classes. */
  private static Path jar() throws IOException {
    Path classes = Files.createDirectory(directory.resolve("classes"));
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", "" + classes));
    arguments.addAll(List.of("-cp", "target/classes"));
    try (Stream<Path> files = Files.walk(FOLDER.resolve("src/main/java"))) {
      files.filter(f -> f.toString().endsWith(".java")).forEach(f -> arguments.add("" + f));
    }
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new)));
    Path packed = directory.resolve("own.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(packed));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
    return packed;
  }

  /** Models and their rows: units are rows, or groups whose own numbers are integrated out. */
  private enum Example {
    INTERCEPTS("intercepts", "intercepts"),
    STUDENTS("students", "answers"),
    PANEL("panel", "series");

    private final Path conf;
    private final Path data;

    Example(String conf, String data) {
      this.conf = FOLDER.resolve("conf/" + conf + ".conf");
      this.data = FOLDER.resolve("data/" + data + ".csv");
    }
  }

  private static byte[] train(Example example, String master, Path run, String... overrides)
      throws Exception {
    List<String> all = new ArrayList<>(List.of(overrides));
    all.add("input.path=" + example.data);
    all.add("inference.block-size=50"); // five blocks or more
    List<String> arguments = new ArrayList<>(List.of("--jars", jar.toString()));
    arguments.addAll(ShippedTraining.arguments(example.conf, run, List.of(), all));

    SparkCluster.Submission submission = cluster.submit(master, arguments, WAIT_SECONDS);

    assertEquals(0, submission.exitCode(), submission::output);
    return ShippedTraining.parameters(run);
  }

  @ParameterizedTest
  @EnumSource(Example.class)
  void theModelHasTheSameBytesWhoeverComputesIt(Example example) throws Exception {
    Path runs = Files.createDirectory(directory.resolve("" + example));
    byte[] threads = train(example, "local[2]", runs.resolve("threads"));

    Path executors = runs.resolve("executors");
    assertArrayEquals(threads, train(example, cluster.url(), executors));
    String log = ShippedTraining.log(executors);
    assertTrue(log.contains("rounds are resident on 2 slots"), log);
  }

  /** Nodes of groups move between rounds, whoever computes these. */
  @Test
  void jobsAndStoppedTrainingsHaveTheSameBytes() throws Exception {
    Path runs = Files.createDirectory(directory.resolve("jobs"));
    byte[] jobs = train(Example.PANEL, cluster.url(), runs.resolve("jobs"), "run.execution=job");

    Path stopped = runs.resolve("stopped");
    train(Example.PANEL, "local[1]", stopped, "inference.epochs=4");
    assertArrayEquals(jobs, train(Example.PANEL, "local[2]", stopped));
    assertTrue(ShippedTraining.log(stopped).contains("going on after round 4"));
  }
}
