package org.sparksvi.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.format.ByteSource;
import org.sparksvi.format.Dtype;
import org.sparksvi.format.FormatException;
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

  /**
   * Publishes a model in the place of the one that may be there: at every moment the manifest names
   * the whole old one or the whole new one. It is read back.
   *
   * @throws FormatException where the model has a value outside of its domain, or is not there as
   *     it was written
   */
  public static void write(FileSystem fs, Path directory, PublishedModel model) throws IOException {
    FileSystem plain = HadoopFiles.plain(fs);
    Path parameters = new Path(directory, PublishedModel.PARAMETERS_FILE);
    PublishedModel.require(model.parameters(), directory.toString());
    List<Part> parts = new ArrayList<>();
    parts.add(Part.of("parameters", parameters, buffered(tensors(model.parameters()))));
    if (model.vocabulary().isPresent()) {
      Path vocabulary = new Path(directory, PublishedModel.VOCABULARY_FILE);
      parts.add(Part.of("vocabulary", vocabulary, model.vocabulary().get()::write));
    }
    List<Part> changed = new ArrayList<>();
    for (Part part : parts) {
      if (!HadoopFiles.holds(plain, part.path(), part.written())) {
        changed.add(part);
      }
    }
    if (!changed.isEmpty() && exists(plain, directory)) {
      List<Part> staged = parts.stream().map(Part::staged).toList();
      write(plain, staged);
      commit(plain, directory, model, staged);
    }
    write(plain, changed);
    commit(plain, directory, model, parts);
    removeStaged(plain, directory);
    PublishedModel.verify(files(plain, directory));
  }

  /**
   * A file of a model.
   *
   * @param key of the manifest that names it
   * @param path where it is
   * @param content its bytes
   * @param written their number and checksum
   */
  private record Part(
      String key, Path path, HadoopFiles.Content content, HadoopFiles.Written written) {

    static Part of(String key, Path path, HadoopFiles.Content content) throws IOException {
      return new Part(key, path, content, HadoopFiles.measure(content));
    }

    /** The same under another name. */
    Part staged() {
      String name = PublishedModel.stagedName(path.getName(), written.sha256());
      return new Part(key, new Path(path.getParent(), name), content, written);
    }
  }

  private static HadoopFiles.Content buffered(Safetensors tensors) {
    return out -> {
      BufferedOutputStream buffered = new BufferedOutputStream(out);
      tensors.writeTo(buffered);
      buffered.flush();
    };
  }

  private static void write(FileSystem fs, List<Part> parts) throws IOException {
    for (Part part : parts) {
      HadoopFiles.writeAtomically(fs, part.path(), part.content());
    }
  }

  private static void commit(FileSystem fs, Path directory, PublishedModel model, List<Part> parts)
      throws IOException {
    ObjectNode json = PublishedModel.MANIFEST.begin();
    json.put("kind", model.kind());
    json.set("settings", model.settings().deepCopy());
    LayoutJson.write(model.parameters().layout(), json.putArray("layout"));
    for (Part part : parts) {
      NamedFiles.put(json, part.key(), part.path(), part.written());
    }
    NamedFiles.commit(
        PublishedModel.MANIFEST, fs, new Path(directory, PublishedModel.MANIFEST_FILE), json);
  }

  /** Removes files that only a publication needed, also one that was killed. */
  private static void removeStaged(FileSystem fs, Path directory) throws IOException {
    for (FileStatus status : fs.listStatus(directory)) {
      String name = status.getPath().getName();
      if (status.isFile() && (PublishedModel.isStaged(name) || HadoopFiles.isAside(name))) {
        fs.delete(status.getPath(), false);
      }
    }
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
    return PublishedModel.read(files(HadoopFiles.plain(fs), directory));
  }

  private static PublishedModel.Files files(FileSystem plain, Path directory) {
    return new PublishedModel.Files() {
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
        return HadoopFiles.open(plain, path(name));
      }

      @Override
      public ByteSource source(String name) throws IOException {
        return FileSource.open(plain, path(name), length(name));
      }

      private Path path(String name) {
        return new Path(directory, name);
      }
    };
  }
}
