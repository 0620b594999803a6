package org.sparksvi.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.JsonReader;
import org.sparksvi.format.Manifest;

/**
 * A directory of an output that takes its place file by file, where a file system cannot rename it
 * at once.
 *
 * <p>A file in the place, which only one process can create, says whose it is and which files come
 * there. {@code _SUCCESS} comes last of them, then that file goes. What a process that died has put
 * there is taken back by these names.
 *
 * @param attempt name of the attempt, which no other has
 * @param target the place
 */
record GradualMove(FileSystem fs, String attempt, Path target) {
  private static final String CLAIM = "_svi-output"; // readers of tables pass over such names
  private static final String LAST = "_SUCCESS";
  private static final Manifest MANIFEST = new Manifest("spark-svi output", 1, 64 << 20);

  private Path claim() {
    return new Path(target, CLAIM);
  }

  /**
   * Moves the files of a directory.
   *
   * @throws FileAlreadyExistsException where something is in the place by now
   */
  void run(Path content) throws IOException {
    Map<String, String> files = files(content);
    ObjectNode json = MANIFEST.begin().put("attempt", attempt);
    files.forEach(json.putObject("files")::put);
    if (!NewFiles.createExclusively(fs, claim(), MANIFEST.bytes(json))) {
      throw new FileAlreadyExistsException(target + " exists");
    }
    if (fs.listStatus(target).length > 1) {
      fs.delete(claim(), false);
      throw new FileAlreadyExistsException(target + " exists");
    }
    for (String name : files.keySet()) {
      HadoopFiles.moveNew(fs, new Path(content, name), new Path(target, name));
    }
    fs.delete(claim(), false);
  }

  /** Names and lengths, in the order in which they move. */
  private Map<String, String> files(Path content) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    for (FileStatus status : fs.listStatus(content)) {
      if (status.isFile()) {
        files.put(status.getPath().getName(), Long.toString(status.getLen()));
      } else if (fs.listFiles(status.getPath(), true).hasNext()) { // not what a writer left empty
        throw new IOException("an output must be files, but holds " + status.getPath());
      }
    }
    String last = files.remove(LAST);
    if (last != null) {
      files.put(LAST, last);
    }
    return files;
  }

  /** Removes what this attempt has put in the place, unless it was all. */
  void takeBack() throws IOException {
    JsonReader json;
    try {
      json = NamedFiles.manifest(MANIFEST, fs, claim());
    } catch (FileNotFoundException | FormatException e) {
      return;
    }
    if (!json.text("attempt").equals(attempt)) {
      return;
    }
    for (Map.Entry<String, String> file : json.texts("files").entrySet()) {
      Path path = new Path(target, file.getKey());
      if (path.getParent().equals(target) && hasLength(path, file.getValue())) {
        fs.delete(path, false);
      }
    }
    fs.delete(claim(), false);
    if (fs.exists(target) && fs.listStatus(target).length == 0) {
      fs.delete(target, false);
    }
  }

  private boolean hasLength(Path path, String length) throws IOException {
    try {
      FileStatus status = fs.getFileStatus(path);
      return status.isFile() && Long.toString(status.getLen()).equals(length);
    } catch (FileNotFoundException e) {
      return false;
    }
  }
}
