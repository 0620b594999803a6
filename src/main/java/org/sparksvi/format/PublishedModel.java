package org.sparksvi.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.bundle.Stored;

/**
 * A model as it is published, for any program to read.
 *
 * <pre>
 *   model.json              kind, settings, layout, checksums of the others; written last
 *   parameters.safetensors  every field under its name, rows × columns, F64, or F32 where single
 *   vocabulary.txt          UTF-8, line = row, where the model has words
 * </pre>
 *
 * <p>The same model is the same bytes. Reading runs nothing that a file names.
 *
 * @param kind such as topics
 * @param settings that make the model again
 * @param parameters at the end of the run
 * @param vocabulary where the model has words
 */
public record PublishedModel(
    String kind, ObjectNode settings, Bundle parameters, Optional<Vocabulary> vocabulary) {
  public static final Manifest MANIFEST = new Manifest("spark-svi model", 1, 64 << 20);
  public static final String MANIFEST_FILE = "model.json";
  public static final String PARAMETERS_FILE = "parameters.safetensors";
  public static final String VOCABULARY_FILE = "vocabulary.txt";

  /** The files of a model's directory, wherever it is. */
  public interface Files {
    /** What messages call a file. */
    String place(String name);

    /**
     * The whole of a small file.
     *
     * @throws FileNotFoundException where there is none
     */
    byte[] bytes(String name, int most) throws IOException;

    /**
     * Length of a file in bytes.
     *
     * @throws FileNotFoundException where there is none
     */
    long length(String name) throws IOException;

    /** Opens a file to be read from its beginning. */
    InputStream stream(String name) throws IOException;

    /** Opens a file to be read anywhere. */
    ByteSource source(String name) throws IOException;
  }

  /**
   * Reads a published model; checks every checksum, every shape, every value.
   *
   * @throws FormatException where there is none, or not the one that its manifest names
   */
  public static PublishedModel read(Files files) throws IOException {
    JsonReader json = manifest(files);
    Layout layout = LayoutJson.read(json, "layout");
    requireNamed(files, json, "parameters", PARAMETERS_FILE);
    Bundle parameters;
    try (ByteSource source = files.source(PARAMETERS_FILE)) {
      parameters = parameters(SafetensorsFile.open(source), layout);
    }
    Optional<Vocabulary> vocabulary =
        json.has("vocabulary") ? Optional.of(vocabulary(files, json)) : Optional.empty();
    return new PublishedModel(
        json.text("kind"), json.object("settings").object(), parameters, vocabulary);
  }

  private static JsonReader manifest(Files files) throws IOException {
    String place = files.place(MANIFEST_FILE);
    try {
      return MANIFEST.read(files.bytes(MANIFEST_FILE, MANIFEST.mostBytes()), place);
    } catch (FileNotFoundException e) {
      throw new FormatException(place, "there is no published model", e);
    }
  }

  private static Vocabulary vocabulary(Files files, JsonReader json) throws IOException {
    requireNamed(files, json, "vocabulary", VOCABULARY_FILE);
    try (InputStream in = new BufferedInputStream(files.stream(VOCABULARY_FILE))) {
      return Vocabulary.read(in, files.place(VOCABULARY_FILE));
    }
  }

  /** Checks that a file is the one that the manifest names under a key. */
  private static void requireNamed(Files files, JsonReader json, String key, String name)
      throws IOException {
    JsonReader named = json.object(key);
    if (!named.text("file").equals(name)) {
      throw named.problem("file", "must be \"" + name + "\"");
    }
    long bytes = named.integer("bytes", 0, Long.MAX_VALUE);
    try {
      if (files.length(name) == bytes) {
        try (InputStream in = files.stream(name)) {
          if (Checksums.sha256(in).equals(named.text("sha256"))) {
            return;
          }
        }
      }
    } catch (FileNotFoundException e) {
      throw new FormatException(files.place(name), "file is missing", e);
    }
    throw new FormatException(
        files.place(name), "file is not the one that its manifest names: its bytes differ");
  }

  private static Bundle parameters(SafetensorsFile file, Layout layout) throws IOException {
    for (Field field : layout.fields()) {
      Dtype type = field.single() ? Dtype.F32 : Dtype.F64;
      file.require(field.name(), type, field.rows(), field.columns());
    }
    Bundle bundle = Bundle.zeros(layout);
    for (int f = 0; f < layout.count(); f++) {
      Field field = layout.field(f);
      if (field.single()) {
        bundle.restore(f, Stored.of(file.floats(field.name())));
      } else {
        bundle.set(field.name(), file.doubles(field.name()));
      }
      int bad = bundle.firstNonFinite(f);
      if (bad >= 0) {
        throw new FormatException(
            file.name(),
            "field '%s' must be finite, but is not at %s"
                .formatted(field.name(), field.place(bad)));
      }
    }
    return bundle;
  }
}
