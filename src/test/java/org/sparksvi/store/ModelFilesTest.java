package org.sparksvi.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.bundle.Stored;
import org.sparksvi.format.ByteSource;
import org.sparksvi.format.Dtype;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Json;
import org.sparksvi.format.PublishedModel;
import org.sparksvi.format.SafetensorsFile;
import org.sparksvi.format.Vocabulary;

final class ModelFilesTest {
  private static final int WORDS = 5000; // more rows than are written at a time

  @TempDir Path directory;
  private FileSystem fs;
  private org.apache.hadoop.fs.Path path;

  @BeforeEach
  void open() throws IOException {
    fs = StoreFixtures.fileSystem(directory);
    path = StoreFixtures.path(directory);
  }

  private static PublishedModel model(int words) {
    Bundle parameters =
        Bundle.zeros(Layout.of(Field.mixedRows("topics", words, 3), Field.mixed("alpha", 1, 3)));
    double[] values = new double[3 * words];
    double[] background = new double[words];
    Arrays.setAll(values, i -> Math.cos(i));
    Arrays.setAll(background, i -> 1 + i / 7.0);
    parameters.restore(0, new Stored(values, 0.25, background));
    parameters.set("alpha", new double[] {0.1, 0.2, 0.3});
    List<String> names = java.util.stream.IntStream.range(0, words).mapToObj(w -> "w" + w).toList();
    return new PublishedModel(
        "topics",
        Json.object().put("topics", 3).put("tolerance", 5e-4),
        parameters,
        Optional.of(Vocabulary.of(names, "test")));
  }

  @Test
  void aModelComesBack() throws IOException {
    PublishedModel model = model(WORDS);

    assertFalse(ModelFiles.exists(fs, path));
    ModelFiles.write(fs, path, model);
    PublishedModel read = ModelFiles.read(fs, path);

    assertTrue(ModelFiles.exists(fs, path));
    assertSame(model, read);
  }

  @Test
  void fieldsOfSinglePrecisionAreF32() throws IOException {
    Bundle parameters = Bundle.zeros(Layout.of(Field.single("weights", 2, 2)));
    parameters.set("weights", new double[] {0.1, -0.0, 3, 1e-40});
    PublishedModel model =
        new PublishedModel("network", Json.object().put("width", 2), parameters, Optional.empty());

    ModelFiles.write(fs, path, model);
    PublishedModel read = ModelFiles.read(fs, path);

    assertArrayEquals(parameters.singles("weights"), read.parameters().singles("weights"));
    try (ByteSource source = ByteSource.open(directory.resolve("parameters.safetensors"))) {
      assertEquals(Dtype.F32, SafetensorsFile.open(source).dtype("weights"));
    }
  }

  private static void assertSame(PublishedModel model, PublishedModel read) {
    assertEquals(model.kind(), read.kind());
    assertEquals(model.settings(), read.settings());
    assertEquals(model.parameters().layout(), read.parameters().layout());
    for (String field : List.of("topics", "alpha")) {
      assertArrayEquals(model.parameters().copyOf(field), read.parameters().copyOf(field));
    }
    assertEquals(model.vocabulary().get().words(), read.vocabulary().get().words());
  }

  @Test
  void theSameModelIsTheSameBytesInAnyDirectory(@TempDir Path other) throws IOException {
    ModelFiles.write(fs, path, model(50));
    ModelFiles.write(fs, StoreFixtures.path(other), model(50));

    for (String name : List.of("model.json", "parameters.safetensors", "vocabulary.txt")) {
      assertArrayEquals(
          Files.readAllBytes(directory.resolve(name)), Files.readAllBytes(other.resolve(name)));
    }
  }

  @Test
  void parametersAreTensorsUnderTheirOwnNames() throws IOException {
    ModelFiles.write(fs, path, model(50));

    try (ByteSource source = ByteSource.open(directory.resolve("parameters.safetensors"))) {
      SafetensorsFile file = SafetensorsFile.open(source);
      assertArrayEquals(new long[] {50, 3}, file.shape("topics"));
      assertArrayEquals(model(50).parameters().copyOf("topics"), file.doubles("topics"));
      assertTrue(file.metadata().isEmpty());
    }
    assertEquals("w0\nw1\n", Files.readString(directory.resolve("vocabulary.txt")).substring(0, 6));
  }

  @Test
  void aModelWithoutWordsHasNoVocabulary() throws IOException {
    PublishedModel model = model(4);
    ModelFiles.write(
        fs,
        path,
        new PublishedModel(model.kind(), model.settings(), model.parameters(), Optional.empty()));

    assertTrue(ModelFiles.read(fs, path).vocabulary().isEmpty());
  }

  @Test
  void damageIsRecognisedOrChangesNothing() throws IOException {
    PublishedModel model = model(6);
    ModelFiles.write(fs, path, model);
    for (String name : List.of("model.json", "parameters.safetensors", "vocabulary.txt")) {
      Path file = directory.resolve(name);
      byte[] whole = Files.readAllBytes(file);
      for (int at = 0; at < whole.length; at += 2) {
        byte[] changed = at % 4 == 0 ? Arrays.copyOf(whole, at) : whole.clone();
        if (at % 4 != 0) {
          changed[at] ^= (byte) (1 << (at / 2 % 8));
        }
        Files.write(file, changed);

        try {
          assertSame(model, ModelFiles.read(fs, path));
        } catch (FormatException e) {
          assertTrue(e.getMessage().contains(name), e.getMessage());
        }
      }
      Files.delete(file);
      assertThrows(FormatException.class, () -> ModelFiles.read(fs, path));
      Files.write(file, whole);
    }
  }
}
