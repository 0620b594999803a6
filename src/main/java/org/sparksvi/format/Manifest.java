package org.sparksvi.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * A JSON file that commits others: it names its format and version, and carries a checksum of its
 * own content.
 *
 * @param format what the file says it is
 * @param version the one version that is written and read
 * @param mostBytes that are read
 */
public record Manifest(String format, int version, int mostBytes) {
  private static final String FORMAT = "format";
  private static final String VERSION = "formatVersion";
  private static final String CHECKSUM = "checksum";

  /** An object that begins with format and version. */
  public ObjectNode begin() {
    return Json.object().put(FORMAT, format).put(VERSION, version);
  }

  /** The content of a file for an object that {@link #begin} began. */
  public byte[] bytes(ObjectNode object) {
    object.put(CHECKSUM, checksum(object));
    return Json.page(object).getBytes(StandardCharsets.UTF_8);
  }

  /** Reads the content of a file of this format and version whose checksum is right. */
  public JsonReader read(byte[] bytes, String place) {
    JsonReader json = JsonReader.of(bytes, place);
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
