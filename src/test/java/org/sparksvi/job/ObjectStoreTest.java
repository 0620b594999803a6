package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.cluster.CommandProcess;
import org.sparksvi.cluster.ObjectStore;
import org.sparksvi.spark.SharedSpark;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunInUseException;
import org.sparksvi.store.RunLock;

/** Runs whose directory is on an object store: a real server of S3's protocol. */
@Tag("cluster")
@Timeout(300)
@ExtendWith(SharedSpark.class)
class ObjectStoreTest {
  @TempDir private static java.nio.file.Path directory;
  private static ObjectStore store;
  private static FileSystem fs;
  private static String conf;
  private static String day;

  @BeforeAll
  static void start() throws IOException {
    store = ObjectStore.start(directory);
    fs = new Path(ObjectStore.BUCKET).getFileSystem(new Configuration());
    Corpus.write(directory, 60);
    conf = Corpus.configuration(directory).toString();
    java.nio.file.Path other = Files.createDirectory(directory.resolve("day"));
    day = Corpus.write(other, 20).toString();
  }

  @AfterAll
  static void stop() throws IOException {
    if (fs != null) {
      fs.close();
    }
    if (store != null) {
      store.close();
    }
  }

  private static String path(String name) {
    return ObjectStore.BUCKET + "/" + name;
  }

  private static byte[] parameters(String run) throws IOException {
    try (InputStream in = fs.open(new Path(run, "model/parameters.safetensors"))) {
      return in.readAllBytes();
    }
  }

  private static List<String> files(String directory) throws IOException {
    List<String> files = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> all = fs.listFiles(new Path(directory), true);
    while (all.hasNext()) {
      files.add(all.next().getPath().toString());
    }
    return files;
  }

  private static byte[] local(String run) throws IOException {
    return Files.readAllBytes(java.nio.file.Path.of(run, "model/parameters.safetensors"));
  }

  private static void killWhen(CommandProcess.Condition condition, String... command)
      throws Exception {
    store.begin(directory.resolve("killed"), command).killWhen(condition);
  }

  private static long count(String directory, String part) throws IOException {
    return fs.exists(new Path(directory))
        ? files(directory).stream().filter(file -> file.contains(part)).count()
        : 0;
  }

  @Test
  void aRunLivesThereAsOnLocalFiles() throws IOException {
    String local = directory.resolve("local").toString();
    CommandRun.train(conf, local, "inference.epochs=4").done();
    String run = path("life/run");
    CommandRun.train(conf, run, "inference.epochs=2").done();
    CommandRun on = CommandRun.train(conf, run, "inference.epochs=4").done();
    assertTrue(on.err().contains("going on after round"), on.err());
    assertFalse(on.err().contains("not known to create a file"), on.err());
    assertArrayEquals(local(local), parameters(run));
    for (String place : List.of(run, local)) {
      CommandRun.done("update", place, "--input", day);
      CommandRun.done("rollback", place);
      CommandRun.done("update", place, "--input", day);
    }
    assertEquals(
        CommandRun.done("describe", local, "--json").json().path("tables"),
        CommandRun.done("describe", run, "--json").json().path("tables"));
    assertEquals(
        CommandRun.done("evaluate", local, "--input", day, "--json").json(),
        CommandRun.done("evaluate", run, "--input", day, "--json").json());

    for (String[] command :
        new String[][] {
          {"transform", run, "--input", day, "--output", path("life/scores")},
          {"sample", run, "--rows", "5", "--output", path("life/drawn")}
        }) {
      CommandRun.done(command);
      CommandRun again = CommandRun.of(command);
      assertEquals(ExitCode.CONFIGURATION, again.code(), again.err());
    }
    assertTrue(fs.exists(new Path(path("life/scores/_SUCCESS"))));
    assertEquals(0, count(path("life"), "/.life"), "attempts");
    assertEquals(1, count(path("life"), ".tmp"), "the file of the last owner alone");
    assertEquals(0, count(path("life"), "_svi-output"));
  }

  @Test
  void theRunBeforeStaysUntilTheNextHasEndedWell() throws IOException {
    String run = path("again/run");
    CommandRun.train(conf, run, "inference.epochs=2").done();
    byte[] first = parameters(run);

    CommandRun failed =
        CommandRun.of(
            "train", conf, "--run", run, "--resume", "never", "-s", "inference.batch-size=1000000");
    assertEquals(ExitCode.INPUT, failed.code(), failed.err());
    assertArrayEquals(first, parameters(run));

    CommandRun.done("train", conf, "--run", run, "--resume", "never", "-s", "inference.epochs=3");
    assertFalse(Arrays.equals(first, parameters(run)));
    assertEquals(0, count(run, ".replaced"));
  }

  @Test
  void ofTwoThatCreateAFileOneSucceeds() throws Exception {
    for (int n = 0; n < 10; n++) {
      RunDirectory run = RunDirectory.openOrCreate(fs, new Path(path("locked/" + n)));
      List<CompletableFuture<Boolean>> takers = new ArrayList<>();
      for (int taker = 0; taker < 2; taker++) {
        takers.add(CompletableFuture.supplyAsync(() -> isTaken(run)));
      }
      int taken = 0;
      for (CompletableFuture<Boolean> taker : takers) {
        taken += taker.get(60, TimeUnit.SECONDS) ? 1 : 0;
      }
      assertEquals(1, taken);
    }
  }

  private static boolean isTaken(RunDirectory run) {
    try {
      RunLock.take(run, 10, message -> {});
      return true; // and kept until the store is gone
    } catch (RunInUseException e) {
      return false;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void killsChangeNothing() throws Exception {
    String local = directory.resolve("straight").toString();
    String[] keys = {"inference.epochs=40", "run.checkpoint-rounds=5"};
    CommandRun.train(conf, local, keys).done();
    CommandRun.done("update", local, "--input", day);
    String run = path("killed/run");
    String[] train = {"train", conf, "--run", run, "-s", keys[0], "-s", keys[1]};

    killWhen(() -> count(run, "checkpoints/round-") > 4, train);
    killWhen(() -> count(run, "/model/") > 0, train);
    CommandRun.done(train);
    assertArrayEquals(local(local), parameters(run));

    killWhen(() -> count(run, "updates/") > 6, "update", run, "--input", day);
    CommandRun.done("update", run, "--input", day);
    assertEquals(
        CommandRun.done("describe", local, "--json").json().path("tables"),
        CommandRun.done("describe", run, "--json").json().path("tables"));

    String out = path("killed/scores");
    String[] transform = {"transform", run, "--input", day, "--output", out};
    killWhen(() -> count(path("killed"), "/svi-") > 0, transform);
    CommandRun repeated = CommandRun.of(transform);
    assertTrue(
        repeated.code() == ExitCode.DONE || fs.exists(new Path(out, "_SUCCESS")), repeated.err());
    assertEquals(0, count(path("killed"), ".scores"));
    assertEquals(0, count(out, "_svi-output"));
  }
}
