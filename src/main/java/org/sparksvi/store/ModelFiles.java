package org.sparksvi.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.format.ByteSource;
import org.sparksvi.format.Dtype;
import org.sparksvi.format.LayoutJson;
import org.sparksvi.format.PublishedModel;
import org.sparksvi.format.Safetensors;

/** Writes and reads published models on any Hadoop file system. */
public final class ModelFiles {
  private static final int CHUNK = 1 << 13; // values written at a time

  private ModelFiles() {}

  /** Whether a directory holds a published model. */
  public static boolean exists(FileSystem fs, Path directory) throws IOException {
    return HadoopFiles.plain(fs).exists(new Path(directory, PublishedModel.MANIFEST_FILE));
  }

  /** Publishes a model in the place of the one that may be there. */
  public static void write(FileSystem fs, Path directory, PublishedModel model) throws IOException {
    FileSystem plain = HadoopFiles.plain(fs);
    ObjectNode json = PublishedModel.MANIFEST.begin();
    json.put("kind", model.kind());
    json.set("settings", model.settings().deepCopy());
    LayoutJson.write(model.parameters().layout(), json.putArray("layout"));
    Path parameters = new Path(directory, PublishedModel.PARAMETERS_FILE);
    NamedFiles.put(
        json,
        "parameters",
        parameters,
        NamedFiles.write(plain, parameters, tensors(model.parameters())));
    if (model.vocabulary().isPresent()) {
      Path vocabulary = new Path(directory, PublishedModel.VOCABULARY_FILE);
      NamedFiles.put(
          json,
          "vocabulary",
          vocabulary,
          HadoopFiles.writeAtomically(plain, vocabulary, model.vocabulary().get()::write));
    }
    NamedFiles.commit(
        PublishedModel.MANIFEST, plain, new Path(directory, PublishedModel.MANIFEST_FILE), json);
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
  public static PublishedModel read(FileSystem fs, Path directory) throws IOException {
    FileSystem plain = HadoopFiles.plain(fs);
    return PublishedModel.read(
        new PublishedModel.Files() {
          @Override
          public String place(String name) {
            return path(name).toString();
          }

          @Override
          public byte[] bytes(String name, int most) throws IOException {
            return HadoopFiles.read(plain, path(name), most);
          }

          @Override
          public long length(String name) throws IOException {
            return plain.getFileStatus(path(name)).getLen();
          }

          @Override
          public InputStream stream(String name) throws IOException {
            return plain.open(path(name));
          }

          @Override
          public ByteSource source(String name) throws IOException {
            return FileSource.open(plain, path(name), length(name));
          }

          private Path path(String name) {
            return new Path(directory, name);
          }
        });
  }
}
