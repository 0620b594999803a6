package org.sparksvi.job;

import static org.sparksvi.laws.KindRun.copy;
import static org.sparksvi.laws.KindRun.lines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.sparksvi.format.Checksums;
import org.sparksvi.kind.Kinds;
import org.sparksvi.run.RecordedRun;
import org.sparksvi.store.Replacement;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunDirectoryException;
import org.sparksvi.store.RunUpdates;

/**
 * A directory with a run, its inputs and what a command made of them, seen over a file system that
 * works.
 */
record World(Path directory) {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000L);

  /**
   * What the commands before have come to.
   *
   * @param model checksum of the published parameters, empty without a model
   * @param days that are in it
   * @param out what is at the place of an output, empty where nothing is
   */
  record Seen(String model, int days, List<String> out) {}

  World copyTo(Path to) throws IOException {
    return new World(copy(directory, to));
  }

  /**
   * Whether the run is between its place and the one aside, where no command but train reads it.
   */
  boolean isBetween() {
    return Files.exists(run().resolve(".moving"));
  }

  /** What the next training begins with, in a copy. */
  World settledIn(Path to) throws IOException {
    World copy = copyTo(to);
    FileSystem fs = FileSystem.getLocal(new Configuration()).getRawFileSystem();
    RunDirectory run =
        RunDirectory.openOrCreate(fs, new org.apache.hadoop.fs.Path(copy.run().toString()));
    new Replacement(run).settle(note -> {});
    return copy;
  }

  Path run() {
    return directory.resolve("run");
  }

  Path out() {
    return directory.resolve("out");
  }

  Seen see() throws IOException {
    Optional<RecordedRun> run = found(run());
    Path aside = run().resolve(".replaced"); // a run whose successor has not ended
    if (run.isEmpty() && Files.exists(aside.resolve("run.json"))) {
      run = found(aside);
    }
    if (run.isEmpty()) {
      return new Seen("", 0, written());
    }
    int days = RunUpdates.read(run.get().directory()).days().size();
    byte[] parameters = Files.readAllBytes(published(run.get()));
    return new Seen(Checksums.sha256(parameters), days, written());
  }

  private static Path published(RecordedRun run) throws IOException {
    RunDirectory directory = run.directory();
    String model = RunUpdates.read(directory).model(directory).toUri().getPath();
    return Path.of(model).resolve("parameters.safetensors");
  }

  /** The run whose model can be read, with its published model. */
  private static Optional<RecordedRun> found(Path path) {
    try {
      RecordedRun run = RecordedRun.open(path.toString(), new Configuration(), Kinds.installed());
      run.model(run.settings(List.of()));
      return Optional.of(run);
    } catch (RunDirectoryException e) {
      return Optional.empty();
    }
  }

  private List<String> written() throws IOException {
    if (!Files.exists(out(), LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    return Files.isDirectory(out()) ? lines(out()) : Files.readAllLines(out());
  }

  /** All files and directories, those of locks and checkpoints without their numbers. */
  SortedSet<String> names() throws IOException {
    SortedSet<String> names = new TreeSet<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.toList()) {
        String name = directory.relativize(path).toString();
        if (!name.startsWith("out/") && !name.endsWith("log.txt")) {
          names.add(
              name.replaceAll("\\.lock-\\d+\\.tmp", ".lock-N.tmp")
                  .replaceAll("round-\\d+", "round-N")); // which are kept, failures change
        }
      }
    }
    return names;
  }

  /** What every file of the run holds, as checksums. */
  SortedMap<String, String> content() throws IOException {
    SortedMap<String, String> content = new TreeMap<>();
    try (Stream<Path> all = Files.walk(run())) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        content.put(run().relativize(path).toString(), Checksums.sha256(Files.readAllBytes(path)));
      }
    }
    return content;
  }

  /** Makes time pass: processes that were killed have given no sign of life for long. */
  void age() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.toList()) {
        String name = path.getFileName().toString();
        if (name.matches("lock\\.json|\\..*\\.tmp|\\.out\\.svi-[0-9a-f]+-\\d+")) {
          Files.setLastModifiedTime(path, LONG_AGO);
        }
      }
    }
  }
}
