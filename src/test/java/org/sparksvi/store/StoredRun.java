package org.sparksvi.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.hadoop.fs.FileSystem;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.CountBlock;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.format.Json;
import org.sparksvi.format.PublishedModel;
import org.sparksvi.format.Vocabulary;

/** One of every file that a run keeps, and what reading each of them must give. */
final class StoredRun {
  private static final CountCodec COUNTS = new CountCodec();
  private static final int BLOCK_SIZE = 8;
  private static final LockEntry LOCK =
      new LockEntry(3, new LockOwner("host", "pid:[1]", 17, 5), Optional.of("app-1"), 10, false);

  private final Path root;
  private final FileSystem fs;
  private final RunDirectory run;
  private final RunRecord record;
  private final List<CountBlock> blocks = StoreFixtures.blocks(20, BLOCK_SIZE);
  private final PublishedModel model;
  private final List<TraceLine> trace = List.of(line(1), line(2), line(3));

  /** A file and who reads it. */
  enum Kind {
    RECORD("run.json"),
    CHECKPOINT_MANIFEST("checkpoints/round-000000000005.json"),
    CHECKPOINT_TENSORS("checkpoints/round-000000000005.safetensors"),
    BLOCK_INDEX("blocks/training/index.json"),
    BLOCK_SHARD("blocks/training/part-00000.safetensors"),
    MODEL_MANIFEST("model/model.json"),
    MODEL_TENSORS("model/parameters.safetensors"),
    VOCABULARY("model/vocabulary.txt"),
    TRACE("trace.jsonl"),
    LOCK("lock.json");

    private final String file;

    Kind(String file) {
      this.file = file;
    }

    /** Whether it carries a checksum of its own content as text. */
    boolean isManifest() {
      return file.endsWith(".json");
    }
  }

  private StoredRun(Path root, FileSystem fs) {
    this.root = root;
    this.fs = fs;
    this.run = new RunDirectory(fs, StoreFixtures.path(root));
    this.record =
        RunRecord.begun(
                Json.object().put("inference.epochs", 5), -7, Map.of("java", "17"), "scalar")
            .withData("abc", Map.of("skipped", "2"));
    Bundle parameters =
        Bundle.zeros(Layout.of(Field.mixedRows("topics", 6, 3), Field.mixed("alpha", 1, 3)));
    parameters.set("alpha", new double[] {0.1, 0.2, 0.3});
    this.model =
        new PublishedModel(
            "topics",
            Json.object().put("topics", 3),
            parameters,
            Optional.of(Vocabulary.of(List.of("a", "b", "c", "d", "e", "ü"), "test")));
  }

  static StoredRun write(Path root) throws IOException {
    StoredRun stored = new StoredRun(root, StoreFixtures.fileSystem(root));
    stored.writeAll();
    return stored;
  }

  private void writeAll() throws IOException {
    Files.createDirectories(root);
    run.write(record);
    checkpoints().save(CheckpointsTest.state(4));
    checkpoints().save(CheckpointsTest.state(5));
    org.apache.hadoop.fs.Path store = run.trainingBlocks();
    BlockIndex.commit(
        fs,
        store,
        COUNTS,
        StoreFixtures.COLUMNS,
        BLOCK_SIZE,
        List.of(BlockWriter.write(fs, store, 0, COUNTS, blocks)),
        Map.of("skipped", "1"));
    ModelFiles.write(fs, run.model(), model);
    try (TraceFile file = TraceFile.open(fs, run.trace(), 0)) {
      for (TraceLine line : trace) {
        file.append(line);
      }
    }
    Files.write(path(Kind.LOCK), LOCK.bytes());
  }

  private Checkpoints checkpoints() {
    return new Checkpoints(fs, run.checkpoints(), 2, Map.of("data", "d"));
  }

  private static TraceLine line(long round) {
    OptionalDouble some = OptionalDouble.of(-0.5 * round);
    return new TraceLine(
        round,
        1,
        8,
        90,
        0.25,
        some,
        -3,
        2,
        some,
        some,
        some,
        some,
        some,
        some,
        Optional.empty(),
        Optional.empty());
  }

  Path path(Kind kind) {
    return root.resolve(kind.file);
  }

  /**
   * Reads the file of a kind, and everything that comes with it.
   *
   * <p>What comes back is what was written, or an exception that says what is wrong, or what takes
   * its place by the rules. A trace carries no checksum: its lines may be others.
   */
  void read(Kind kind) throws IOException {
    switch (kind) {
      case RECORD -> assertEquals(record, run.read().orElseThrow());
      case CHECKPOINT_MANIFEST, CHECKPOINT_TENSORS -> readCheckpoint();
      case BLOCK_INDEX, BLOCK_SHARD -> readBlocks();
      case MODEL_MANIFEST, MODEL_TENSORS, VOCABULARY -> readModel();
      case TRACE -> assertTrue(TraceFile.read(fs, run.trace()).size() <= 1000);
      case LOCK ->
          assertEquals(
              LOCK,
              LockEntry.read(fs, new org.apache.hadoop.fs.Path(run.path(), "lock.json"))
                  .orElse(LOCK));
    }
  }

  /** Reads it without looking at what comes back. */
  void readOnly(Kind kind) throws IOException {
    switch (kind) {
      case RECORD -> run.read();
      case CHECKPOINT_MANIFEST, CHECKPOINT_TENSORS -> checkpoints().latest(c -> c, message -> {});
      case BLOCK_INDEX, BLOCK_SHARD -> {
        StoredBlocks<CountBlock> stored = StoredBlocks.open(fs, run.trainingBlocks(), COUNTS);
        for (int b = 0; b < Math.min(10, stored.count()); b++) {
          stored.read(b);
        }
      }
      case MODEL_MANIFEST, MODEL_TENSORS, VOCABULARY -> ModelFiles.read(fs, run.model());
      case TRACE -> TraceFile.read(fs, run.trace());
      case LOCK -> LockEntry.read(fs, new org.apache.hadoop.fs.Path(run.path(), "lock.json"));
    }
  }

  private void readCheckpoint() throws IOException {
    List<String> messages = new ArrayList<>();
    var state = checkpoints().latest(c -> c, messages::add).orElseThrow().state();
    assertEquals(state.round() == 5 ? 0 : 1, messages.size(), messages::toString);
    assertTrue(state.round() == 4 || state.round() == 5);
    CheckpointsTest.assertSameBits(CheckpointsTest.state(state.round()), state);
  }

  private void readBlocks() throws IOException {
    StoredBlocks<CountBlock> stored = StoredBlocks.open(fs, run.trainingBlocks(), COUNTS);
    assertEquals(blocks.size(), stored.count());
    for (int b = 0; b < blocks.size(); b++) {
      BlockStoreTest.assertSame(blocks.get(b), stored.read(b));
    }
  }

  private void readModel() throws IOException {
    PublishedModel read = ModelFiles.read(fs, run.model());
    assertEquals(model.kind(), read.kind());
    assertEquals(model.settings(), read.settings());
    assertEquals(model.parameters().layout(), read.parameters().layout());
    for (Field field : model.parameters().layout().fields()) {
      assertTrue(
          Arrays.equals(
              model.parameters().copyOf(field.name()), read.parameters().copyOf(field.name())));
    }
    assertEquals(model.vocabulary().isPresent(), read.vocabulary().isPresent());
  }
}
