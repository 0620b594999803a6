package org.sparksvi.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Json;
import org.sparksvi.format.PublishedModel;
import org.sparksvi.format.Vocabulary;

/** A model in the place of another: whoever reads has the whole old one or the whole new one. */
final class ModelSwitchTest {
  @TempDir Path directory;
  private FileSystem fs;
  private org.apache.hadoop.fs.Path path;

  @BeforeEach
  void open() throws IOException {
    fs = StoreFixtures.fileSystem(directory);
    path = StoreFixtures.path(directory);
  }

  private static PublishedModel model(double value) {
    Bundle parameters = Bundle.zeros(Layout.of(Field.mixed("means", 2, 2)));
    parameters.set("means", new double[] {value, 1, 2, 3});
    return new PublishedModel(
        "mixture",
        Json.object().put("value", value),
        parameters,
        Optional.of(Vocabulary.of(List.of("a" + value, "b"), "test")));
  }

  /** The value that every file of the model agrees on. */
  private double read() throws IOException {
    PublishedModel model = ModelFiles.read(fs, path);
    double value = model.parameters().copyOf("means")[0];
    assertEquals(value, model.settings().path("value").asDouble());
    assertEquals("a" + value, model.vocabulary().orElseThrow().words().get(0));
    return value;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aWriterThatDiesAnywhereLeavesTheOldOrTheNew() throws IOException {
    int deaths = 0;
    boolean seenNew = false;
    for (int allowed = 0; ; allowed++) {
      ModelFiles.write(fs, path, model(1));
      assertEquals(1, read());
      try {
        ModelFiles.write(new DyingFileSystem(fs, allowed), path, model(2));
        break;
      } catch (IOException e) {
        deaths++;
      }
      double left = read();
      assertTrue(left == 1 || left == 2);
      assertTrue(left == 2 || !seenNew, "once it is the new one it stays that");
      seenNew = left == 2;
      ModelFiles.write(fs, path, model(2));
      assertEquals(2, read());
      assertEquals(List.of("model.json", "parameters.safetensors", "vocabulary.txt"), names());
    }
    assertTrue(deaths >= 6 && seenNew, deaths + " deaths");
    assertEquals(2, read());
  }

  @Test
  void whoReadsWhileModelsAreReplacedHasAWholeOne() throws Exception {
    ModelFiles.write(fs, path, model(1));
    AtomicBoolean ended = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < 60; i++) {
                  ModelFiles.write(fs, path, model(1 + i % 3));
                }
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              } finally {
                ended.set(true);
              }
            });
    writer.start();
    int reads = 0;
    while (!ended.get()) {
      assertTrue(read() >= 1);
      reads++;
    }
    writer.join();
    assertTrue(reads > 5, reads + " reads");
  }

  @Test
  void theSameModelAgainWritesOnlyItsManifest() throws IOException {
    ModelFiles.write(fs, path, model(1));
    Object key = Files.readAttributes(file("parameters.safetensors"), "unix:ino").get("ino");

    ModelFiles.write(fs, path, model(1));

    assertEquals(key, Files.readAttributes(file("parameters.safetensors"), "unix:ino").get("ino"));
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  @Test
  void aModelThatIsNotFiniteReplacesNothing() throws IOException {
    ModelFiles.write(fs, path, model(1));
    byte[] before = Files.readAllBytes(file("model.json"));

    assertThrows(FormatException.class, () -> ModelFiles.write(fs, path, model(Double.NaN)));

    assertArrayEquals(before, Files.readAllBytes(file("model.json")));
    assertEquals(1, read());
  }

  @Test
  void aDirectoryInThePlaceOfAFileIsAFailure() throws IOException {
    for (String name : List.of("parameters.safetensors", "vocabulary.txt", "model.json")) {
      Files.createDirectories(file(name).resolve("x"));
      assertThrows(IOException.class, () -> ModelFiles.write(fs, path, model(1)), name);
      try (Stream<Path> inside = Files.list(file(name))) {
        assertEquals(1, inside.count(), name);
      }
      Files.delete(file(name).resolve("x"));
      Files.delete(file(name));
    }
  }
}
