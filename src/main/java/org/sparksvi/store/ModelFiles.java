package org.sparksvi.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.bundle.Stored;
import org.sparksvi.format.Dtype;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Safetensors;
import org.sparksvi.format.SafetensorsFile;
import org.sparksvi.format.Vocabulary;

/**
 * A published model, for any program to read.
 *
 * <pre>
 *   parameters.safetensors  every field under its name, rows × columns, F64, or F32 where single
 *   vocabulary.txt          UTF-8, line = row, where the model has words
 *   model.json              kind, settings, layout, checksums of the others; written last
 * </pre>
 *
 * <p>The same model is the same bytes.
 */
public final class ModelFiles {
  private static final Manifest MANIFEST = new Manifest("spark-svi model", 1, 64 << 20);
  private static final String MANIFEST_FILE = "model.json";
  private static final String PARAMETERS_FILE = "parameters.safetensors";
  private static final String VOCABULARY_FILE = "vocabulary.txt";
  private static final int CHUNK = 1 << 13; // values written at a time

  private ModelFiles() {}

  /**
   * A model as it is published.
   *
   * @param kind such as topics
   * @param settings that make the model again
   * @param parameters at the end of the run
   * @param vocabulary where the model has words
   */
  public record Published(
      String kind, ObjectNode settings, Bundle parameters, Optional<Vocabulary> vocabulary) {}

  /** Whether a directory holds a published model. */
  public static boolean exists(FileSystem fs, Path directory) throws IOException {
    return HadoopFiles.plain(fs).exists(new Path(directory, MANIFEST_FILE));
  }

  /** Publishes a model in the place of the one that may be there. */
  public static void write(FileSystem fs, Path directory, Published model) throws IOException {
    FileSystem plain = HadoopFiles.plain(fs);
    ObjectNode json = MANIFEST.begin();
    json.put("kind", model.kind());
    json.set("settings", model.settings().deepCopy());
    LayoutJson.write(model.parameters().layout(), json.putArray("layout"));
    Path parameters = new Path(directory, PARAMETERS_FILE);
    NamedFiles.put(
        json,
        "parameters",
        parameters,
        NamedFiles.write(plain, parameters, tensors(model.parameters())));
    if (model.vocabulary().isPresent()) {
      Path vocabulary = new Path(directory, VOCABULARY_FILE);
      NamedFiles.put(
          json,
          "vocabulary",
          vocabulary,
          HadoopFiles.writeAtomically(plain, vocabulary, model.vocabulary().get()::write));
    }
    MANIFEST.write(plain, new Path(directory, MANIFEST_FILE), json);
  }

  private static Safetensors tensors(Bundle parameters) {
    Safetensors file = new Safetensors();
    Layout layout = parameters.layout();
    for (int f = 0; f < layout.count(); f++) {
      int index = f;
      Field field = layout.field(f);
      if (field.single()) {
        file.add(field.name(), parameters.singles(f), field.rows(), field.columns());
        continue;
      }
      file.add(
          field.name(),
          Dtype.F64,
          new long[] {field.rows(), field.columns()},
          out -> {
            int rows = Math.max(1, CHUNK / field.columns());
            double[] chunk = new double[rows * field.columns()];
            for (int from = 0; from < field.rows(); from += rows) {
              int count = Math.min(rows, field.rows() - from);
              for (int r = 0; r < count; r++) {
                parameters.row(index, from + r, chunk, r * field.columns());
              }
              out.write(chunk, 0, count * field.columns());
            }
          });
    }
    return file;
  }

  /** Reads a published model; checks every checksum, every shape, every value. */
  public static Published read(FileSystem fs, Path directory) throws IOException {
    FileSystem plain = HadoopFiles.plain(fs);
    JsonReader json = manifest(plain, new Path(directory, MANIFEST_FILE));
    Layout layout = LayoutJson.read(json, "layout");
    Path parameters = new Path(directory, PARAMETERS_FILE);
    HadoopFiles.Written written = NamedFiles.require(plain, parameters, json, "parameters");
    Bundle bundle =
        NamedFiles.read(plain, parameters, written, file -> readParameters(file, layout));
    return new Published(
        json.text("kind"),
        json.object("settings").object(),
        bundle,
        json.has("vocabulary")
            ? Optional.of(readVocabulary(plain, directory, json))
            : Optional.empty());
  }

  private static JsonReader manifest(FileSystem fs, Path path) throws IOException {
    try {
      return MANIFEST.read(fs, path);
    } catch (FileNotFoundException e) {
      throw new FormatException(path.toString(), "there is no published model", e);
    }
  }

  private static Vocabulary readVocabulary(FileSystem fs, Path directory, JsonReader json)
      throws IOException {
    Path path = new Path(directory, VOCABULARY_FILE);
    NamedFiles.require(fs, path, json, "vocabulary");
    try (InputStream in = new BufferedInputStream(fs.open(path))) {
      return Vocabulary.read(in, path.toString());
    }
  }

  private static Bundle readParameters(SafetensorsFile file, Layout layout) throws IOException {
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
