package org.sparksvi.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.format.ByteSource;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.JsonReader;
import org.sparksvi.format.Manifest;
import org.sparksvi.format.Safetensors;
import org.sparksvi.format.SafetensorsFile;

/** Files that a manifest names, with their length and checksum. */
final class NamedFiles {
  private NamedFiles() {}

  /** What is done with an open file of tensors. */
  interface Use<T> {
    T with(SafetensorsFile file) throws IOException;
  }

  /** Reads the manifest itself. */
  static JsonReader manifest(Manifest manifest, FileSystem fs, Path path) throws IOException {
    return manifest.read(HadoopFiles.read(fs, path, manifest.mostBytes()), path.toString());
  }

  /** Writes the manifest itself, after the files that it names. */
  static void commit(Manifest manifest, FileSystem fs, Path path, ObjectNode object)
      throws IOException {
    HadoopFiles.writeAtomically(fs, path, manifest.bytes(object));
  }

  /** Writes a file of tensors. */
  static HadoopFiles.Written write(FileSystem fs, Path path, Safetensors tensors)
      throws IOException {
    return HadoopFiles.writeAtomically(
        fs,
        path,
        out -> {
          BufferedOutputStream buffered = new BufferedOutputStream(out);
          tensors.writeTo(buffered);
          buffered.flush();
        });
  }

  /** Puts a file's name, length and checksum under a key. */
  static void put(ObjectNode json, String key, Path path, HadoopFiles.Written written) {
    json.putObject(key)
        .put("file", path.getName())
        .put("bytes", written.bytes())
        .put("sha256", written.sha256());
  }

  /** Checks that a file beside a manifest is the one that it names under a key. */
  static HadoopFiles.Written require(FileSystem fs, Path path, JsonReader json, String key)
      throws IOException {
    JsonReader named = json.object(key);
    if (!named.text("file").equals(path.getName())) {
      throw named.problem("file", "must be \"" + path.getName() + "\"");
    }
    HadoopFiles.Written wanted =
        new HadoopFiles.Written(named.integer("bytes", 0, Long.MAX_VALUE), named.text("sha256"));
    if (!HadoopFiles.holds(fs, path, wanted)) {
      throw new FormatException(
          path.toString(),
          fs.exists(path)
              ? "file is not the one that its manifest names: its bytes differ"
              : "file is missing");
    }
    return wanted;
  }

  /** Opens a file of tensors. */
  static <T> T read(FileSystem fs, Path path, HadoopFiles.Written written, Use<T> use)
      throws IOException {
    try (ByteSource source = FileSource.open(fs, path, written.bytes())) {
      return use.with(SafetensorsFile.open(source));
    } catch (FileNotFoundException e) {
      throw new FormatException(path.toString(), "file is missing", e);
    }
  }
}
