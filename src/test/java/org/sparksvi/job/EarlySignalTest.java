package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.cluster.CommandProcess;
import org.sparksvi.cluster.Signals;
import org.sparksvi.format.Json;
import org.sparksvi.spark.SharedSpark;

/** A signal that comes while Spark starts, before a command has read anything. */
@Tag("cluster")
@ExtendWith(SharedSpark.class)
class EarlySignalTest {
  private static final long SECONDS = 120;

  @TempDir private Path directory;

  /** A command that is told to stop as soon as Spark has made its first directory. */
  private CommandProcess stopped(String name, String... command) throws Exception {
    Path own = directory.resolve(name);
    Path local = Files.createDirectories(own.resolve("local"));
    CommandProcess process =
        CommandProcess.begin(own, List.of("-Dspark.local.dir=" + local), command);
    long deadline = System.nanoTime() + SECONDS * 1_000_000_000L;
    while (isEmpty(local)) {
      assertTrue(process.process().isAlive(), () -> said(process));
      assertTrue(System.nanoTime() < deadline, "Spark must start");
      Thread.sleep(5);
    }
    Signals.send("TERM", process.process().pid());
    assertTrue(process.process().waitFor(SECONDS, java.util.concurrent.TimeUnit.SECONDS));
    assertEquals(8, process.process().exitValue(), () -> said(process));
    assertTrue(said(process).contains("svi: error: signal TERM: stopped "), said(process));
    return process;
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    }
  }

  private static String said(CommandProcess process) {
    try {
      return Files.readString(process.output());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aTrainingLeavesItsRecordAndOthersNothing() throws Exception {
    Corpus.write(directory, 60);
    Path conf = Corpus.configuration(directory);
    Path run = directory.resolve("run");
    String[] train = {"train", conf.toString(), "--run", run.toString()};

    stopped("train", train);

    var record = Json.read(Files.readString(run.resolve("run.json")), "run.json");
    assertEquals("failed", record.path("state").asText());
    assertEquals(8, record.path("exitCode").asInt());
    String message = record.path("message").asText();
    assertTrue(message.startsWith("signal TERM: stopped "), message);
    assertTrue(Files.readString(run.resolve("log.txt")).contains("exit code 8: " + message));
    assertFalse(Files.exists(run.resolve("lock.json")), "the directory must be given back");

    CommandRun.done(train); // the same command begins anew
    List<String> before = files(run);
    String input = directory.resolve("docword.txt").toString();
    String output = directory.resolve("out").toString();
    stopped("evaluate", "evaluate", run.toString(), "--input", input);
    stopped("transform", "transform", run.toString(), "--input", input, "--output", output);
    stopped("update", "update", run.toString(), "--input", input);
    stopped("select", with(train, "select", "-s", "model.topics=[1,2]"));
    assertFalse(Files.exists(Path.of(output)));
    assertEquals(before, files(run));
  }

  private String[] with(String[] train, String command, String... more) {
    String[] all = Arrays.copyOf(train, train.length + more.length);
    all[0] = command;
    all[3] = directory.resolve("selected").toString();
    System.arraycopy(more, 0, all, train.length, more.length);
    return all;
  }

  private static List<String> files(Path run) throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      return files.map(Path::toString).filter(f -> !f.contains(".lock-")).sorted().toList();
    }
  }
}
