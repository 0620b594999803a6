package org.sparksvi.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
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
 * <p>Where a model replaces another, the manifest names the new files under names of their own,
 * {@code parameters-SHA256.safetensors} with the first 12 digits, until those under the usual names
 * are replaced; so at every moment it names a whole model.
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

  private static final int FAILURES = 2; // to use the files of one manifest
  private static final int STAGED_DIGITS = 12; // of a checksum
  private static final Pattern STAGED =
      Pattern.compile(
          "(parameters-#\\.safetensors|vocabulary-#\\.txt)"
              .replace("#", "[0-9a-f]{" + STAGED_DIGITS + "}"));

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
   * The name that a file of the model has while the one under its usual name is replaced.
   *
   * @param usual name
   * @param sha256 of its new content
   */
  public static String stagedName(String usual, String sha256) {
    int dot = usual.lastIndexOf('.');
    String of = sha256.substring(0, Math.min(STAGED_DIGITS, sha256.length()));
    return usual.substring(0, dot) + "-" + of + usual.substring(dot);
  }

  /** Whether a file of the name may be one of a model. */
  public static boolean isFile(String name) {
    return name.equals(MANIFEST_FILE)
        || name.equals(PARAMETERS_FILE)
        || name.equals(VOCABULARY_FILE)
        || isStaged(name);
  }

  /** Whether a file of the name is there only while a model is replaced. */
  public static boolean isStaged(String name) {
    return STAGED.matcher(name).matches();
  }

  /**
   * Reads a published model; checks every checksum, every shape, every value. Where another is
   * published meanwhile, it is that one.
   *
   * @throws FormatException where there is none, or not the one that its manifest names
   */
  public static PublishedModel read(Files files) throws IOException {
    return settled(files, PublishedModel::parsed);
  }

  /**
   * Checks that a model is there as its manifest says: every checksum and every shape.
   *
   * @throws FormatException where it is not
   */
  public static void verify(Files files) throws IOException {
    settled(
        files,
        (of, json) -> {
          String name = requireNamed(of, json, "parameters", PARAMETERS_FILE);
          try (ByteSource source = of.source(name)) {
            requireShapes(SafetensorsFile.open(source), LayoutJson.read(json, "layout"));
          }
          if (json.has("vocabulary")) {
            requireNamed(of, json, "vocabulary", VOCABULARY_FILE);
          }
          return json;
        });
  }

  /** What is done with the files that a manifest names. */
  private interface Use<T> {
    T with(Files files, JsonReader manifest) throws IOException;
  }

  /**
   * Uses files until the manifest is the same before and after. A failure counts the second time:
   * between two equal manifests there may have been another.
   */
  private static <T> T settled(Files files, Use<T> use) throws IOException {
    return settled(files, use, FAILURES);
  }

  private static <T> T settled(Files files, Use<T> use, int failures) throws IOException {
    byte[] before = manifest(files);
    int left = failures;
    try {
      T used = use.with(files, MANIFEST.read(before, files.place(MANIFEST_FILE)));
      if (Arrays.equals(before, manifest(files))) {
        return used;
      }
    } catch (FormatException | IOException e) {
      if (Arrays.equals(before, manifest(files))) {
        left--;
        if (left == 0) {
          throw e;
        }
      }
    }
    return settled(files, use, left);
  }

  private static PublishedModel parsed(Files files, JsonReader json) throws IOException {
    Layout layout = LayoutJson.read(json, "layout");
    String name = requireNamed(files, json, "parameters", PARAMETERS_FILE);
    Bundle parameters;
    try (ByteSource source = files.source(name)) {
      parameters = parameters(SafetensorsFile.open(source), layout);
    }
    Optional<Vocabulary> vocabulary =
        json.has("vocabulary") ? Optional.of(vocabulary(files, json)) : Optional.empty();
    return new PublishedModel(
        json.text("kind"), json.object("settings").object(), parameters, vocabulary);
  }

  private static byte[] manifest(Files files) throws IOException {
    try {
      return files.bytes(MANIFEST_FILE, MANIFEST.mostBytes());
    } catch (FileNotFoundException e) {
      throw new FormatException(files.place(MANIFEST_FILE), "there is no published model", e);
    }
  }

  private static Vocabulary vocabulary(Files files, JsonReader json) throws IOException {
    String name = requireNamed(files, json, "vocabulary", VOCABULARY_FILE);
    try (InputStream in = new BufferedInputStream(files.stream(name))) {
      return Vocabulary.read(in, files.place(name));
    }
  }

  /** The name of the file that the manifest names under a key, which must be that file. */
  private static String requireNamed(Files files, JsonReader json, String key, String usual)
      throws IOException {
    JsonReader named = json.object(key);
    String name = named.text("file");
    if (!name.equals(usual) && !name.equals(stagedName(usual, named.text("sha256")))) {
      throw named.problem("file", "must be \"" + usual + "\"");
    }
    long bytes = named.integer("bytes", 0, Long.MAX_VALUE);
    try {
      if (files.length(name) == bytes) {
        try (InputStream in = files.stream(name)) {
          if (Checksums.sha256(in).equals(named.text("sha256"))) {
            return name;
          }
        }
      }
    } catch (FileNotFoundException e) {
      throw new FormatException(files.place(name), "file is missing", e);
    }
    throw new FormatException(
        files.place(name), "file is not the one that its manifest names: its bytes differ");
  }

  private static void requireShapes(SafetensorsFile file, Layout layout) {
    for (Field field : layout.fields()) {
      Dtype type = field.single() ? Dtype.F32 : Dtype.F64;
      file.require(field.name(), type, field.rows(), field.columns());
    }
  }

  private static Bundle parameters(SafetensorsFile file, Layout layout) throws IOException {
    requireShapes(file, layout);
    Bundle bundle = Bundle.zeros(layout);
    for (int f = 0; f < layout.count(); f++) {
      Field field = layout.field(f);
      if (field.single()) {
        bundle.restore(f, Stored.of(file.floats(field.name())));
      } else {
        bundle.set(field.name(), file.doubles(field.name()));
      }
    }
    return bundle;
  }

  /**
   * Checks every value.
   *
   * @param place of the model
   * @throws FormatException where one is outside of the domain of its field
   */
  public static void require(Bundle bundle, String place) {
    bundle
        .problem()
        .ifPresent(
            problem -> {
              throw new FormatException(place + "/" + PARAMETERS_FILE, problem);
            });
  }
}
