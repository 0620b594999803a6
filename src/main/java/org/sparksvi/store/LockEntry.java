package org.sparksvi.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.JsonReader;
import org.sparksvi.format.Manifest;

/**
 * What the files of a lock hold.
 *
 * @param epoch number of the owner: one more than that of the owner before
 * @param owner of the run directory
 * @param application as Spark calls it; empty before Spark has started
 * @param beatSeconds between two signs of life
 * @param released whether the owner gave the directory back
 */
record LockEntry(
    long epoch,
    LockOwner owner,
    Optional<String> application,
    double beatSeconds,
    boolean released) {

  private static final Manifest MANIFEST = new Manifest("spark-svi lock", 1, 1 << 16);

  LockEntry withApplication(String id) {
    return new LockEntry(epoch, owner, Optional.of(id), beatSeconds, released);
  }

  LockEntry atEnd() {
    return new LockEntry(epoch, owner, application, beatSeconds, true);
  }

  /** The content of a file, with the time by this process's clock for people. */
  byte[] bytes() {
    ObjectNode json = MANIFEST.begin();
    json.put("epoch", epoch);
    json.put("host", owner.host());
    json.put("processes", owner.processes());
    json.put("process", owner.process());
    json.put("started", owner.started());
    json.put("application", application.orElse(null));
    json.put("beatSeconds", beatSeconds);
    json.put("heartbeat", Instant.now().toString());
    json.put("released", released);
    return MANIFEST.bytes(json);
  }

  /** Empty where there is no file, or one that is half-written. */
  static Optional<LockEntry> read(FileSystem fs, Path path) throws IOException {
    try {
      JsonReader json = NamedFiles.manifest(MANIFEST, fs, path);
      return Optional.of(
          new LockEntry(
              json.integer("epoch", 1, Long.MAX_VALUE),
              new LockOwner(
                  json.text("host"),
                  json.text("processes"),
                  json.integer("process", Long.MIN_VALUE, Long.MAX_VALUE),
                  json.integer("started", Long.MIN_VALUE, Long.MAX_VALUE)),
              json.optionalText("application"),
              json.number("beatSeconds"),
              json.flag("released")));
    } catch (FileNotFoundException | FormatException e) {
      return Optional.empty();
    }
  }

  /** The owner, for a message. */
  String text() {
    return application
        .map(id -> "%s (application %s)".formatted(owner, id))
        .orElseGet(owner::toString);
  }
}
