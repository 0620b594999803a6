package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.cluster.Signals;
import org.sparksvi.cluster.SparkHome;
import org.sparksvi.format.Checksums;
import org.sparksvi.format.Json;

/** The command as a process of its own: signals, a sudden end, exit codes, streams. */
@Tag("cluster")
class ProcessTest {
  private static final long SECONDS = 120; // more than any of these takes on a busy machine
  private static final int ROUNDS_SEEN = 20;
  private static final String EPOCHS = "inference.epochs=4000"; // many seconds of training

  @TempDir private Path directory;
  private Path run;

  @BeforeEach
  void writeCorpus() throws IOException {
    Corpus.write(directory, 60);
    run = directory.resolve("run");
  }

  private Process start(String... arguments) throws IOException {
    return startWith("1g", arguments);
  }

  private Process startWith(String memory, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("spark.jvm.options").split(" ")));
    String classes = System.getProperty("surefire.test.class.path");
    command.addAll(SparkHome.options());
    command.add("-cp");
    command.add(
        SparkHome.classPath()
            + File.pathSeparator
            + (classes == null ? System.getProperty("java.class.path") : classes));
    command.addAll(List.of("-Xmx" + memory, "-Dspark.ui.enabled=false", Main.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(file("out"))
        .redirectError(file("err"))
        .start();
  }

  private File file(String name) {
    return directory.resolve(name).toFile();
  }

  private Process train(String... overrides) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("train"));
    arguments.add(Corpus.configuration(directory).toString());
    arguments.addAll(List.of("--master", "local[2]", "-s", "run.checkpoint-rounds=5"));
    for (String override : overrides) {
      arguments.addAll(List.of("-s", override));
    }
    return start(arguments.toArray(String[]::new));
  }

  private int end(Process process) throws InterruptedException {
    try {
      assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "the process must end");
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private long rounds() throws IOException {
    Path trace = run.resolve("trace.jsonl");
    return Files.exists(trace) ? Files.readAllLines(trace).size() : 0;
  }

  private void awaitRounds(Process process) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (rounds() < ROUNDS_SEEN) {
      assertTrue(process.isAlive() && System.nanoTime() < deadline, Files.readString(path("err")));
      Thread.sleep(50);
    }
  }

  private Path path(String name) {
    return directory.resolve(name);
  }

  private byte[] parameters() throws IOException {
    return Files.readAllBytes(run.resolve("model/parameters.safetensors"));
  }

  /** Goes on for an epoch more than was done, then does the same without interruption. */
  private void assertGoesOnWithTheSameBits(long roundsDone) throws Exception {
    String epochs = "inference.epochs=" + (roundsDone / 3 + 2); // 3 rounds an epoch
    assertEquals(0, end(train(epochs)), Files.readString(path("err")));
    assertTrue(Files.readString(path("err")).contains("going on after round"));
    byte[] interrupted = parameters();
    run = directory.resolve("straight");
    assertEquals(0, end(train(epochs, "run.directory=" + run)), Files.readString(path("err")));
    assertArrayEquals(parameters(), interrupted);
  }

  @Test
  void aSignalEndsTheRunAfterACheckpointWithExitCode8() throws Exception {
    Process process = train(EPOCHS);
    awaitRounds(process);
    process.destroy();

    assertEquals(8, end(process), Files.readString(path("err")));
    var record = Json.read(Files.readString(run.resolve("run.json")), "run.json");
    assertEquals("stopped", record.path("state").asText());
    assertEquals(8, record.path("exitCode").asInt());
    assertGoesOnWithTheSameBits(record.path("result").path("rounds").asLong());
  }

  private void awaitSaid(Process process, String words) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!Files.readString(path("err")).contains(words)) {
      assertTrue(process.isAlive() && System.nanoTime() < deadline, Files.readString(path("err")));
      Thread.sleep(50);
    }
  }

  @Test
  void aSignalWhileTheInputIsReadLeavesItsRecord() throws Exception {
    Files.writeString(
        path("text.txt"), "a wheel and a brake with a gear or two\n".repeat(1_000_000));
    Path conf =
        Files.writeString(
            path("text.conf"),
            """
            input { path = "%s", format = text }
            model { topics = 2, alpha = 0.1, eta = 0.05 }
            """
                .formatted(path("text.txt")));
    Process process =
        start("train", conf.toString(), "--run", run.toString(), "--master", "local[1]");
    awaitSaid(process, "svi: reading ");
    process.destroy();

    assertEquals(8, end(process), Files.readString(path("err")));
    var record = Json.read(Files.readString(run.resolve("run.json")), "run.json");
    assertEquals("failed", record.path("state").asText());
    assertEquals(8, record.path("exitCode").asInt());
    String message = "signal TERM: stopped while the input was read";
    assertTrue(record.path("message").asText().startsWith(message), record.toString());
    assertTrue(Files.readString(run.resolve("log.txt")).contains(message));
  }

  @Test
  void aSignalBeforeThereIsAResultLeavesNone() throws Exception {
    Path output = path("made/corpus");
    Process process =
        start(
            "generate",
            "topics",
            "--output",
            output.toString(),
            "--documents",
            "1000000",
            "--topics",
            "10",
            "--words",
            "1000",
            "--master",
            "local[1]");
    awaitSaid(process, "svi: drawing ");
    process.destroy();

    assertEquals(8, end(process), Files.readString(path("err")));
    String message = "svi: error: signal TERM: stopped before there was a result";
    assertTrue(Files.readString(path("err")).contains(message), Files.readString(path("err")));
    try (Stream<Path> left = Files.list(output.getParent())) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void aTerminalThatIsClosedStopsTheRunAndItsPortsAreOfThisMachine() throws Exception {
    String ignored =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElseThrow();
    assumeTrue(Character.digit(ignored.charAt(ignored.length() - 1), 16) % 2 == 0, "nohup");
    Process process = train(EPOCHS);
    awaitRounds(process);
    List<String> addresses = listening(process.pid());
    new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();

    assertEquals(8, end(process), Files.readString(path("err")));
    assertFalse(addresses.isEmpty());
    for (String address : addresses) {
      assertTrue(address.endsWith("0100007F"), addresses.toString());
    }
  }

  /** Addresses, in hexadecimal, that a process of Linux listens to. */
  private static List<String> listening(long process) throws IOException {
    Path proc = Path.of("/proc", Long.toString(process));
    Set<String> sockets = new HashSet<>();
    try (Stream<Path> open = Files.list(proc.resolve("fd"))) {
      for (Path link : open.toList()) {
        if (Files.isSymbolicLink(link)) {
          sockets.add(Files.readSymbolicLink(link).toString());
        }
      }
    }
    List<String> addresses = new ArrayList<>();
    for (String protocol : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(proc.resolve("net").resolve(protocol))) {
        String[] words = line.strip().split("\\s+", -1);
        if (words[3].equals("0A") && sockets.contains("socket:[" + words[9] + "]")) {
          addresses.add(words[1].substring(0, words[1].indexOf(':')));
        }
      }
    }
    return addresses;
  }

  @Test
  void aProcessThatIsKilledLeavesARunThatGoesOn() throws Exception {
    Process process = train(EPOCHS);
    awaitRounds(process);
    process.destroyForcibly();
    end(process);

    assertTrue(Files.exists(run.resolve("lock.json")), "nobody gave the directory back");
    assertGoesOnWithTheSameBits(rounds());
  }

  @Test
  void aProcessThatStoodStillWhileAnotherTookOverEndsAndOverwritesNothing() throws Exception {
    String beat = "run.heartbeat-seconds=0.5";
    Process stopped = train(EPOCHS, beat);
    awaitRounds(stopped);
    Signals.send("STOP", stopped.pid());
    try {
      Thread.sleep(2500); // more than three intervals
      assertEquals(0, end(train(beat, "inference.epochs=30")), Files.readString(path("err")));
      assertTrue(Files.readString(path("err")).contains("has given no sign of life for"));
      Map<String, String> after = contents(run);
      Signals.send("CONT", stopped.pid());

      assertEquals(7, end(stopped));
      assertEquals(after, contents(run));
    } finally {
      stopped.destroyForcibly();
    }
    String log = Files.readString(run.resolve("log.txt"));
    assertTrue(log.contains("gave no sign of life; it ends here and has overwritten nothing"), log);
  }

  /**
   * Checksums of all files but the log, which both processes add to, and what was being written in
   * place of a sign of life at the moment when the process stood still.
   */
  private static Map<String, String> contents(Path directory) throws IOException {
    Map<String, String> sums = new TreeMap<>();
    try (var files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("log.txt") && !file.endsWith(".lock.json.0.tmp")) {
          sums.put(file.toString(), Checksums.sha256(Files.readAllBytes(file)));
        }
      }
    }
    return sums;
  }

  @Test
  void resultsAreOnStdoutAndTheRestOnStderr() throws Exception {
    assertEquals(0, end(train()), Files.readString(path("err")));

    String out = Files.readString(path("out"));
    String err = Files.readString(path("err"));
    assertTrue(
        out.startsWith("alpha is fixed") && out.contains("convergence: budget; 4 epochs"), out);
    assertTrue(out.lines().noneMatch(line -> line.strip().startsWith("/")), out);
    assertTrue(
        err.lines().allMatch(line -> line.startsWith("svi: ") || line.contains("incubator")), err);
  }

  /** In local mode the process is its own executor, which Spark would end at once. */
  @Test
  void aTaskWithoutMemoryEndsTheTrainingAndNamesTheDriversKnob() throws Exception {
    Path conf = directory.resolve("large.conf");
    Path rows = directory.resolve("rows.csv");
    Files.writeString(rows, "a,b\n" + "1,2\n2,1\n3,3\n4,1\n".repeat(400));
    Files.writeString(
        conf,
        """
        input { path = "%s", format = csv }
        model { kind = autoencoder, likelihood = gaussian, latent = 2, encoder = [80000] }
        inference { batch-size = 1600, block-size = 1600, epochs = 2 }
        """
            .formatted(rows));

    Process training =
        startWith(
            "512m", "train", conf.toString(), "--run", run.toString(), "--master", "local[2]");

    assertEquals(1, end(training), Files.readString(file("err").toPath()));
    String record = Files.readString(run.resolve("run.json"));
    assertTrue(record.contains("a task ran out of memory; give the driver"), record);
    assertTrue(record.contains("SVI_DRIVER_MEMORY"), record);
  }
}
