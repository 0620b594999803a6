package org.sparksvi.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.format.FormatException;

/**
 * The directory that one run keeps everything in.
 *
 * <pre>
 *   run.json            what the run is and how it stands
 *   trace.jsonl         one line per round
 *   blocks/training/    the rows, as blocks
 *   blocks/held-out/    the held-out rows
 *   blocks/earlier/     rows of earlier days that an update fits once more
 *   reservoir/          a sample of all rows so far, of an update that has ended
 *   checkpoints/        states to go on from
 *   model/              the published model
 *   picture.svg         what was learnt, where it can be drawn
 *   report.html         verdict, what was learnt, curves, settings: for a browser
 *   log.txt             of the commands that changed the run
 *   lock.json           who uses the directory, while somebody does
 * </pre>
 *
 * @param fileSystem without checksum files where it is local
 * @param path of the directory
 */
public record RunDirectory(FileSystem fileSystem, Path path) {
  /** Name of the file without which a directory is not a run. */
  public static final String RUN_FILE = "run.json";

  private static final String LOG_FILE = "log.txt";
  private static final int MOST_SHOWN = 3;

  public RunDirectory {
    fileSystem = HadoopFiles.plain(fileSystem);
  }

  /** The directory of a run that is there already. */
  public static RunDirectory open(FileSystem fs, Path path) throws IOException {
    RunDirectory directory = new RunDirectory(fs, path);
    if (directory.entries().isEmpty()) {
      throw new RunDirectoryException("run directory " + path + " is not there");
    }
    directory.requireOwnPlaces();
    if (directory.read().isEmpty()) {
      String kept =
          directory.hasReplaced()
              ? "; the run that was to be replaced is kept, and comes back at the next svi train"
              : "";
      throw new RunDirectoryException(
          "run directory " + path + " holds no run: it has no " + RUN_FILE + kept);
    }
    return directory;
  }

  /** The directory for a run: one that is new or empty, or that holds a run already. */
  public static RunDirectory openOrCreate(FileSystem fs, Path path) throws IOException {
    RunDirectory directory = new RunDirectory(fs, path);
    directory.requireOwnPlaces();
    if (directory.read().isEmpty() && !directory.hasReplaced()) {
      directory.requireNothingElse();
      directory.fileSystem.mkdirs(path);
    }
    return directory;
  }

  /** The run directory that a path is, or lies in; links on the way are followed. */
  public static Optional<Path> around(FileSystem fs, Path path) throws IOException {
    FileSystem plain = HadoopFiles.plain(fs);
    for (Path at = HadoopFiles.resolved(plain, path); at != null; at = at.getParent()) {
      if (new RunDirectory(plain, at).isRun()) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  private boolean isRun() {
    try {
      return read().isPresent();
    } catch (RunDirectoryException e) { // damaged, or a file of that name that is another program's
      return isThere(checkpoints()) || isThere(model()) || isThere(trainingBlocks());
    } catch (IOException e) { // what may not be looked into is no place for an output either
      return false;
    }
  }

  private boolean isThere(Path part) {
    try {
      return fileSystem.exists(part);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Refuses links in the places of what a run adds to or makes files in: nothing outside of the
   * directory is ever changed.
   */
  public void requireOwnPlaces() {
    for (String name :
        List.of(
            LOG_FILE,
            RUN_FILE,
            RunUpdates.FILE,
            trace().getName(),
            picture().getName(),
            report().getName())) {
      Path file = new Path(path, name);
      boolean isLog = name.equals(LOG_FILE); // the others are replaced, which says it
      if (HadoopFiles.isLink(fileSystem, file)
          || HadoopFiles.isSpecial(fileSystem, file)
          || (isLog && HadoopFiles.isDirectory(fileSystem, file))) {
        throw new RunDirectoryException(
            "run directory %s is unreadable: %s must be a plain file, but is none"
                .formatted(path, file));
      }
    }
    for (Path below :
        List.of(
            trainingBlocks().getParent(),
            trainingBlocks(),
            heldOutBlocks(),
            earlierBlocks(),
            reservoir(),
            checkpoints(),
            model(),
            RunUpdates.directory(this))) {
      if (HadoopFiles.isLink(fileSystem, below)) {
        throw new RunDirectoryException(
            "run directory %s is unreadable: %s must be a directory, but is a link"
                .formatted(path, below));
      }
    }
  }

  private boolean hasReplaced() throws IOException {
    return entries().orElse(List.of()).stream().anyMatch(Replacement::isAside);
  }

  /** Removes a directory that holds nothing but the signs of owners that have given it back. */
  public void removeUnused() throws IOException {
    List<String> names = entries().orElse(List.of());
    if (names.stream().allMatch(Claims::isClaim)) {
      for (String name : names) {
        fileSystem.delete(new Path(path, name), false);
      }
      fileSystem.delete(path, false);
    }
  }

  private void requireNothingElse() throws IOException {
    List<String> others =
        entries().orElse(List.of()).stream()
            .filter(
                name ->
                    !name.equals(LOG_FILE) && !HadoopFiles.isAside(name) && !RunLock.isLock(name))
            .toList();
    if (!others.isEmpty()) {
      String more =
          others.size() > MOST_SHOWN ? ", and " + (others.size() - MOST_SHOWN) + " more" : "";
      throw new RunDirectoryException(
          "run directory %s holds something else: it has no %s but has %s%s"
              .formatted(
                  path,
                  RUN_FILE,
                  String.join(", ", others.subList(0, Math.min(MOST_SHOWN, others.size()))),
                  more));
    }
  }

  /** Names in the directory, sorted; empty where there is no directory. */
  private Optional<List<String>> entries() throws IOException {
    try {
      FileStatus[] statuses = fileSystem.listStatus(path);
      if (!fileSystem.getFileStatus(path).isDirectory()) {
        throw new RunDirectoryException("run directory " + path + " is a file");
      }
      return Optional.of(
          Stream.of(statuses).map(status -> status.getPath().getName()).sorted().toList());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** The run's record; empty where the run is new. */
  public Optional<RunRecord> read() throws IOException {
    Path file = new Path(path, RUN_FILE);
    try {
      return Optional.of(RunRecord.read(fileSystem, file));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (FormatException e) {
      throw new RunDirectoryException(
          "run directory " + path + " is unreadable: " + e.getMessage(), e);
    }
  }

  /** Writes the run's record in the place of the one before. */
  public void write(RunRecord record) throws IOException {
    record.write(fileSystem, new Path(path, RUN_FILE));
  }

  public Path trace() {
    return new Path(path, "trace.jsonl");
  }

  public Path trainingBlocks() {
    return new Path(everywhere(), "blocks/training");
  }

  public Path heldOutBlocks() {
    return new Path(everywhere(), "blocks/held-out");
  }

  /** Rows of earlier days that an update fits once more. */
  public Path earlierBlocks() {
    return new Path(everywhere(), "blocks/earlier");
  }

  /** A sample of all rows that the model has seen, for updates to come. */
  public Path reservoir() {
    return new Path(everywhere(), "reservoir");
  }

  /** The path as other processes find it, whatever directories they work in. */
  private Path everywhere() {
    return path.isAbsolute() ? path : fileSystem.makeQualified(path);
  }

  public Path checkpoints() {
    return new Path(path, "checkpoints");
  }

  public Path model() {
    return new Path(path, "model");
  }

  /** Of what was learnt, where it can be drawn. */
  public Path picture() {
    return new Path(path, "picture.svg");
  }

  /** Of the whole run, for a browser. */
  public Path report() {
    return new Path(path, "report.html");
  }

  public Path log() {
    return new Path(path, LOG_FILE);
  }
}
