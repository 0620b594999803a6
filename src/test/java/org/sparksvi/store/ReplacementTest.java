package org.sparksvi.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Options;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.format.Json;

/** Runs that take the place of others, by processes that die anywhere. */
final class ReplacementTest {
  private static final List<String> RUN =
      List.of(
          "blocks/training/index.json",
          "blocks/training/part-00000.safetensors",
          "blocks/vocabulary.txt",
          "checkpoints/round-000000000007.json",
          "model/model.json",
          "model/parameters.safetensors",
          "updates/000001-0123456789ab/drift.json",
          "updates/000001-0123456789ab/model/model.json",
          "current.json",
          "picture.svg",
          "report.html",
          "trace.jsonl");

  @TempDir Path directory;
  private FileSystem fs;
  private final List<String> notes = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    fs = StoreFixtures.fileSystem(directory);
  }

  private RunDirectory run(FileSystem on, String name) {
    return new RunDirectory(on, StoreFixtures.path(directory.resolve(name)));
  }

  private Map<String, String> tree(String name) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    Path root = directory.resolve(name);
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        tree.put(root.relativize(path).toString(), Files.readString(path));
      }
    }
    return tree;
  }

  private static RunRecord record(String data) {
    return RunRecord.begun(Json.object(), 1, Map.of(), "scalar").withData(data, Map.of());
  }

  private void fill(RunDirectory run, String content) throws IOException {
    for (String file : RUN) {
      Path path = Path.of(run.path().toUri().getPath()).resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, content + file);
    }
    run.write(record(content));
  }

  private FileSystem dying(boolean areObjects, int allowed) {
    return areObjects ? new ObjectLikeFileSystem(fs, allowed) : new DyingFileSystem(fs, allowed);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDeathBeforeTheOtherHasBegunLeavesARunThatComesBack(boolean areObjects) throws IOException {
    int deaths = 0;
    for (int allowed = 0; ; allowed++) {
      String name = "run" + allowed;
      RunDirectory there = run(fs, name);
      fill(there, "old");
      Map<String, String> before = tree(name);
      Replacement dying = new Replacement(run(dying(areObjects, allowed), name));
      boolean died = false;
      try {
        dying.begin(notes::add);
        there.write(RunRecord.begun(Json.object(), 1, Map.of(), "scalar"));
        Files.createDirectories(directory.resolve(name + "/blocks/training"));
        Files.writeString(directory.resolve(name + "/blocks/training/part-00009.safetensors"), "");
        dying.bringBack(notes::add);
      } catch (IOException e) {
        died = true;
        deaths++;
      }

      RunDirectory.openOrCreate(fs, there.path());
      new Replacement(run(dying(areObjects, Integer.MAX_VALUE), name)).settle(notes::add);

      assertEquals(before, tree(name), "died after " + allowed);
      if (!died) {
        break;
      }
    }
    assertTrue(deaths > 20, deaths + " deaths");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDeathAnywhereLeavesTheOldRunReadable(boolean areObjects) throws IOException {
    boolean died = true;
    for (int allowed = 0; died; allowed++) {
      String name = "run" + allowed;
      RunDirectory there = run(fs, name);
      fill(there, "old");
      died = false;
      try {
        new Replacement(run(dying(areObjects, allowed), name)).begin(notes::add);
      } catch (IOException e) {
        died = true;
      }
      RunDirectory readable = new Replacement(there).readable();
      assertEquals(
          Optional.of("old"), readable.read().orElseThrow().dataFingerprint(), "after " + allowed);
      for (String file : List.of("model/model.json", "current.json", RUN.get(7))) {
        try (FSDataInputStream in =
            readable.fileSystem().open(new org.apache.hadoop.fs.Path(readable.path(), file))) {
          assertEquals("old" + file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    RunDirectory last = run(fs, "run0");
    fill(last, "old");
    Replacement replacement = new Replacement(last);
    replacement.begin(notes::add);
    fill(last, "new");
    assertEquals(
        "new", replacement.readable().read().orElseThrow().dataFingerprint().orElseThrow());
  }

  /** One rename of which fails, once. */
  private static final class OneFailure extends FilterFileSystem {
    private int before;

    OneFailure(FileSystem fs, int before) {
      super(fs);
      this.before = before;
    }

    @Override
    @SuppressWarnings("deprecation") // marked so because it is not public
    protected void rename(
        org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to, Options.Rename... options)
        throws IOException {
      if (before-- == 0) {
        throw new IOException("input/output error");
      }
      super.rename(from, to, options);
    }
  }

  @Test
  void aRunThatCannotBePutAsideIsWholeAtOnce() throws IOException {
    int failures = 0;
    while (true) {
      String name = "run" + failures;
      fill(run(fs, name), "old");
      Map<String, String> before = tree(name);
      Replacement failing = new Replacement(run(new OneFailure(fs, failures), name));
      try {
        failing.begin(notes::add);
        break;
      } catch (IOException e) {
        assertEquals(before, tree(name), failures + " renames before the failure");
        assertFalse(Files.exists(directory.resolve(name).resolve(".moving")));
        failures++;
      }
    }
    assertTrue(failures > 5, failures + " failures");
  }

  @Test
  void theOldStaysUntilTheNewHasEndedWell() throws IOException {
    RunDirectory run = run(fs, "run");
    Replacement replacement = new Replacement(run);
    fill(run, "old");

    replacement.begin(notes::add);
    run.write(record("new"));
    replacement.settle(notes::add);
    assertEquals("new", run.read().orElseThrow().dataFingerprint().orElseThrow());
    assertTrue(Files.exists(directory.resolve("run/.replaced/model/model.json")));

    replacement.begin(notes::add);
    run.write(record("newer"));
    assertEquals(
        Optional.of("old"), run(fs, "run/.replaced").read().orElseThrow().dataFingerprint());

    run.write(
        record("newer")
            .ended(
                RunRecord.State.DONE,
                new RunRecord.Result(
                    1,
                    1,
                    1,
                    java.util.OptionalDouble.empty(),
                    java.util.OptionalDouble.empty(),
                    java.util.OptionalDouble.empty(),
                    java.util.OptionalDouble.empty(),
                    Optional.empty()),
                new TreeMap<>(),
                new RunRecord.Verdict("converged", "", Optional.empty()),
                0));
    replacement.settle(notes::add);
    assertEquals(List.of("run.json"), List.copyOf(tree("run").keySet()));
    assertFalse(Files.exists(directory.resolve("run/.replaced")));
  }

  @Test
  void filesOfOthersStay() throws IOException {
    RunDirectory run = run(fs, "run");
    fill(run, "old");
    for (String name : List.of("notes.txt", "blocks/thesis", "model/x.json", "updates/mine/a")) {
      Path path = directory.resolve("run").resolve(name);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "mine");
    }
    Replacement replacement = new Replacement(run);

    replacement.begin(notes::add);
    run.write(record("new"));
    replacement.forget(notes::add);

    Map<String, String> left = tree("run");
    left.remove("run.json");
    assertEquals(
        Map.of(
            "notes.txt", "mine",
            "others-1/blocks/thesis", "mine",
            "others-1/model/x.json", "mine",
            "others-1/updates/mine/a", "mine"),
        left);
    assertTrue(notes.get(0).contains("others-1"), notes.toString());
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path foreign = Files.createDirectories(directory.resolve("foreign/training"));
    Files.writeString(foreign.resolve("index.json"), "theirs");
    Files.createDirectory(directory.resolve("run"));
    Files.createSymbolicLink(directory.resolve("run/blocks"), foreign.getParent());

    assertFalse(OwnFiles.removeAll(fs, run(fs, "run").path()));

    assertEquals("theirs", Files.readString(foreign.resolve("index.json")));
  }

  @Test
  void anUnusedDirectoryGoesOnlyWhereItHoldsNothing() throws IOException {
    for (String name : List.of("empty", "given-back", "notes", "locked")) {
      Files.createDirectory(directory.resolve(name));
    }
    Files.writeString(directory.resolve("given-back/.lock-1.tmp"), "");
    Files.writeString(directory.resolve("notes/notes.txt"), "mine");
    Files.writeString(directory.resolve("locked/lock.json"), "");
    for (String name : List.of("empty", "given-back", "notes", "locked")) {
      run(fs, name).removeUnused();
      assertEquals(
          List.of("notes", "locked").contains(name), Files.exists(directory.resolve(name)), name);
    }
    assertEquals(Map.of("notes.txt", "mine"), tree("notes"));
  }
}
