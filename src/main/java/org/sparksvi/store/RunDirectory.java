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
 *   trace.jsonl         a line a round
 *   blocks/training/    the rows, as blocks
 *   blocks/held-out/    the held-out rows
 *   checkpoints/        states to go on from
 *   model/              the published model
 *   picture.svg         what was learnt, where it can be drawn
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
    if (directory.read().isEmpty()) {
      throw new RunDirectoryException(
          "run directory " + path + " holds no run: it has no " + RUN_FILE);
    }
    return directory;
  }

  /** The directory for a run: one that is new or empty, or that holds a run already. */
  public static RunDirectory openOrCreate(FileSystem fs, Path path) throws IOException {
    RunDirectory directory = new RunDirectory(fs, path);
    if (directory.read().isEmpty()) {
      directory.requireNothingElse();
      directory.fileSystem.mkdirs(path);
    }
    return directory;
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
    return new Path(path, "blocks/training");
  }

  public Path heldOutBlocks() {
    return new Path(path, "blocks/held-out");
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

  public Path log() {
    return new Path(path, LOG_FILE);
  }
}
