package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.cluster.CommandProcess;
import org.sparksvi.spark.SharedSpark;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunInUseException;
import org.sparksvi.store.RunLock;

/** Runs whose directory is on HDFS, one namenode and four datanodes in this process. */
@Tag("cluster")
@Timeout(300)
@ExtendWith(SharedSpark.class)
class HdfsTest {
  private static final int DATANODES = 4; // one more than replicas, so that one can go
  private static final int ROUNDS_SEEN = 64; // the trace reaches HDFS in batches

  @TempDir private static java.nio.file.Path directory;
  private static MiniDFSCluster hdfs;
  private static String conf;

  @BeforeAll
  static void start() throws IOException {
    Configuration settings = new Configuration(false);
    settings.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.resolve("dfs").toString());
    hdfs = new MiniDFSCluster.Builder(settings).numDataNodes(DATANODES).build();
    hdfs.waitActive();
    Corpus.write(directory, 60);
    conf = Corpus.configuration(directory).toString();
  }

  @AfterAll
  static void stop() {
    if (hdfs != null) {
      hdfs.shutdown();
    }
  }

  private static Path path(String name) {
    return new Path(hdfs.getURI().toString(), "/" + name);
  }

  private static CommandRun train(String run, String epochs, String... more) {
    return CommandRun.of(
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(
                    "train",
                    conf,
                    "--run",
                    run,
                    "-s",
                    "inference.epochs=" + epochs,
                    "-s",
                    "run.checkpoint-rounds=10"),
                java.util.stream.Stream.of(more))
            .toArray(String[]::new));
  }

  private static byte[] parameters(FileSystem fs, Path run) throws IOException {
    try (InputStream in = fs.open(new Path(run, "model/parameters.safetensors"))) {
      return in.readAllBytes();
    }
  }

  private static long rounds(Path run) throws IOException {
    FileSystem fs = hdfs.getFileSystem();
    Path trace = new Path(run, "trace.jsonl");
    if (!fs.exists(trace)) {
      return 0;
    }
    try (InputStream in = fs.open(trace)) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).lines().count();
    }
  }

  @Test
  void aDatanodeThatStopsChangesNothing() throws Exception {
    java.nio.file.Path local = directory.resolve("local");
    assertEquals(ExitCode.DONE, train(local.toString(), "60").code());
    byte[] wanted = Files.readAllBytes(local.resolve("model/parameters.safetensors"));
    Path run = path("run");

    CompletableFuture<CommandRun> training =
        CompletableFuture.supplyAsync(() -> train(run.toString(), "60"));
    while (rounds(run) < ROUNDS_SEEN && !training.isDone()) {
      Thread.sleep(20);
    }
    assertFalse(training.isDone(), "the training must still go on");
    hdfs.stopDataNode(0);

    CommandRun trained = training.get(240, TimeUnit.SECONDS);
    assertEquals(ExitCode.DONE, trained.code(), trained.err());
    assertArrayEquals(wanted, parameters(hdfs.getFileSystem(), run));
    assertTrue(hdfs.getFileSystem().exists(new Path(run, "log.txt")));
    assertFalse(hdfs.getFileSystem().exists(new Path(run, "lock.json")));
  }

  @Test
  void aRunGoesOnWithTheSameBits() throws Exception {
    Path straight = path("straight");
    Path twice = path("twice");
    assertEquals(ExitCode.DONE, train(straight.toString(), "6").code());

    assertEquals(ExitCode.DONE, train(twice.toString(), "2").code());
    CommandRun second = train(twice.toString(), "6", "--resume", "must");

    assertEquals(ExitCode.DONE, second.code(), second.err());
    assertTrue(second.err().contains("going on after round"), second.err());
    FileSystem fs = hdfs.getFileSystem();
    assertArrayEquals(parameters(fs, straight), parameters(fs, twice));
  }

  @Test
  void killsChangeNothing() throws Exception {
    FileSystem fs = hdfs.getFileSystem();
    Path straight = path("not-killed");
    Path killed = path("killed");
    assertEquals(ExitCode.DONE, train(straight.toString(), "200").code());
    String[] training = {"train", conf, "--run", killed.toString(), "-s", "inference.epochs=200"};
    begin(training).killWhen(() -> fs.exists(new Path(killed, "checkpoints")));
    assertEquals(ExitCode.DONE, train(killed.toString(), "200").code());
    assertArrayEquals(parameters(fs, straight), parameters(fs, killed));

    String day = directory.resolve("docword.txt").toString();
    Path out = path("killed-scores");
    String[] transform = {
      "transform", killed.toString(), "--input", day, "--output", out.toString()
    };
    begin(transform).killWhen(() -> fs.globStatus(path(".killed-scores*/svi-*")).length > 0);
    CommandRun repeated = CommandRun.of(transform);
    assertTrue(repeated.code() == ExitCode.DONE || fs.exists(out), repeated.err());
    assertEquals(
        List.of("killed-scores"), names(fs).stream().filter(n -> n.contains("-scores")).toList());
  }

  private static CommandProcess begin(String... command) throws IOException {
    return CommandProcess.begin(directory.resolve("process"), List.of(), command);
  }

  private static List<String> names(FileSystem fs) throws IOException {
    return Arrays.stream(fs.listStatus(path(""))).map(f -> f.getPath().getName()).toList();
  }

  @Test
  void oneProcessARunDirectory() throws Exception {
    RunDirectory run = RunDirectory.openOrCreate(hdfs.getFileSystem(), path("locked"));
    List<String> messages = new java.util.ArrayList<>();

    RunLock first = RunLock.take(run, 0.1, messages::add);
    assertThrows(RunInUseException.class, () -> RunLock.take(run, 0.1, messages::add));
    first.close();
    RunLock.take(run, 0.1, messages::add).close();

    assertEquals(List.of(), messages);
  }

  @Test
  void runsAndOutputsTakeTheirPlacesAsOnLocalFiles() throws Exception {
    FileSystem fs = hdfs.getFileSystem();
    Path run = path("replaced");
    assertEquals(ExitCode.DONE, train(run.toString(), "2").code());
    byte[] first = parameters(fs, run);

    CommandRun failed =
        train(run.toString(), "2", "--resume", "never", "-s", "inference.batch-size=1000000");
    assertEquals(ExitCode.INPUT, failed.code(), failed.err());
    assertArrayEquals(first, parameters(fs, run));
    assertEquals(ExitCode.DONE, CommandRun.of("describe", run.toString()).code());

    assertEquals(ExitCode.DONE, train(run.toString(), "3", "--resume", "never").code());
    assertFalse(Arrays.equals(first, parameters(fs, run)));
    assertFalse(fs.exists(new Path(run, ".replaced")));

    String out = path("drawn").toString();
    for (ExitCode code : new ExitCode[] {ExitCode.DONE, ExitCode.CONFIGURATION}) {
      CommandRun drawn = CommandRun.of("sample", run.toString(), "--output", out, "--rows", "5");
      assertEquals(code, drawn.code(), drawn.err());
    }
    for (FileStatus status : fs.listStatus(path(""))) {
      assertFalse(status.getPath().getName().startsWith("."), status.getPath().toString());
    }
  }
}
