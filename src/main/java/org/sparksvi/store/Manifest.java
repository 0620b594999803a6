package org.sparksvi.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.format.Checksums;
import org.sparksvi.format.Json;

/**
 * A JSON file that commits others: it names its format and version, and carries a checksum of its
 * own content.
 *
 * @param format what the file says it is
 * @param version the one version that is written and read
 * @param mostBytes that are read
 */
record Manifest(String format, int version, int mostBytes) {
  private static final String FORMAT = "format";
  private static final String VERSION = "formatVersion";
  private static final String CHECKSUM = "checksum";

  /** An object that begins with format and version. */
  ObjectNode begin() {
    return Json.object().put(FORMAT, format).put(VERSION, version);
  }

  /** Writes an object that {@link #begin} began, with its checksum at the end. */
  void write(FileSystem fs, Path path, ObjectNode object) throws IOException {
    HadoopFiles.writeAtomically(fs, path, bytes(object));
  }

  /** The content of a file for an object that {@link #begin} began. */
  byte[] bytes(ObjectNode object) {
    object.put(CHECKSUM, checksum(object));
    return Json.page(object).getBytes(StandardCharsets.UTF_8);
  }

  /** Reads a file of this format and version whose checksum is right. */
  JsonReader read(FileSystem fs, Path path) throws IOException {
    JsonReader json = JsonReader.of(HadoopFiles.read(fs, path, mostBytes), path.toString());
    String found = json.text(FORMAT);
    if (!found.equals(format)) {
      throw json.problem(FORMAT, "must be \"%s\", but is \"%s\"".formatted(format, found));
    }
    long itsVersion = json.integer(VERSION, 0, Long.MAX_VALUE);
    if (itsVersion != version) {
      throw json.problem(
          VERSION, "must be %d for this program, but is %d".formatted(version, itsVersion));
    }
    String declared = json.text(CHECKSUM);
    String actual = checksum(json.object());
    if (!actual.equals(declared)) {
      throw json.problem(
          CHECKSUM, "must be that of the content, %s, but is \"%s\"".formatted(actual, declared));
    }
    return json;
  }

  private static String checksum(ObjectNode object) {
    ObjectNode content = object.deepCopy();
    content.remove(CHECKSUM);
    return Checksums.sha256(Json.line(content).getBytes(StandardCharsets.UTF_8));
  }
}
