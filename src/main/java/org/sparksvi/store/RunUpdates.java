package org.sparksvi.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Json;
import org.sparksvi.format.JsonReader;
import org.sparksvi.format.Manifest;
import org.sparksvi.format.Quote;

/**
 * The days by which a run has gone on, and with them the model that it publishes now: the content
 * of {@code current.json}, which is replaced whole.
 *
 * @param begun number of the updates ever begun to be counted, those taken back among them
 * @param days in the model, the latest last
 * @param takenBack directory of the update that a rollback took back, until that rollback has ended
 *     well: its repetition after a crash finishes it, and takes back no other
 */
public record RunUpdates(int begun, List<Update> days, Optional<String> takenBack) {
  static final String FILE = "current.json";
  private static final String BASE = "model";
  private static final Manifest MANIFEST = new Manifest("spark-svi updates", 1, 64 << 20);
  static final String DIRECTORY = "[0-9]{6}-[0-9a-f]{12}"; // below the run's updates

  /**
   * One update.
   *
   * @param fingerprint of the day's data
   * @param input path that they were read from
   * @param directory name below {@code updates}, of a run of its own
   */
  public record Update(String fingerprint, String input, String directory) {

    /** From 1, over all updates ever begun. */
    public int number() {
      return Integer.parseInt(directory.substring(0, directory.indexOf('-')));
    }
  }

  public RunUpdates {
    days = List.copyOf(days);
  }

  /** None of whose rollbacks is unfinished. */
  public RunUpdates(int begun, List<Update> days) {
    this(begun, days, Optional.empty());
  }

  /** Where updates are kept. */
  public static Path directory(RunDirectory run) {
    return new Path(run.path(), "updates");
  }

  private static Path file(RunDirectory run) {
    return new Path(run.path(), FILE);
  }

  /**
   * Those of a run; none where it was only trained. Where a command ended while it replaced
   * current.json on a file system that deletes before it renames, those that run.json names.
   */
  public static RunUpdates read(RunDirectory run) throws IOException {
    try {
      JsonReader json = NamedFiles.manifest(MANIFEST, run.fileSystem(), file(run));
      List<Update> days = days(json.object(), file(run));
      return new RunUpdates(
          (int) json.integer("begun", days.size(), Integer.MAX_VALUE),
          days,
          json.optionalText("takenBack"));
    } catch (FileNotFoundException e) {
      return rebuilt(run, recorded(run));
    } catch (FormatException e) {
      throw new RunDirectoryException(
          "run directory " + run.path() + " is unreadable: " + e.getMessage(), e);
    }
  }

  private static RunUpdates rebuilt(RunDirectory run, List<Update> days) throws IOException {
    RunUpdates updates =
        new RunUpdates(days.stream().mapToInt(Update::number).max().orElse(0), days);
    if (!days.isEmpty() && !run.fileSystem().exists(updates.model(run))) {
      throw new RunDirectoryException(
          "run directory %s has no %s, and of the latest update that its %s names, %s, there is no model either"
              .formatted(run.path(), FILE, RunDirectory.RUN_FILE, updates.latest().directory()));
    }
    return updates;
  }

  /** Those that a file names; none where it has no such key. */
  static List<Update> days(ObjectNode json, Path file) {
    List<Update> days = new ArrayList<>();
    for (JsonNode node : json.path("days")) {
      days.add(day(node, file));
    }
    return days;
  }

  /** Names days in a file. */
  static void put(ObjectNode json, List<Update> days) {
    ArrayNode array = json.putArray("days");
    for (Update day : days) {
      array.add(
          Json.object()
              .put("fingerprint", day.fingerprint())
              .put("input", day.input())
              .put("directory", day.directory()));
    }
  }

  private static Update day(JsonNode node, Path file) {
    Update day =
        new Update(
            node.path("fingerprint").asText(),
            node.path("input").asText(),
            node.path("directory").asText());
    if (!day.directory().matches(DIRECTORY)) {
      throw new FormatException(
          file.toString(),
          "'directory' must be the name of an update, but is \"%s\"".formatted(day.directory()));
    }
    return day;
  }

  /** Makes these the run's, and the latest one's model the published one, at once. */
  public void write(RunDirectory run) throws IOException {
    record(run, recorded(run).stream().filter(days::contains).toList());
    writeCurrent(run);
    record(run, days);
  }

  private void writeCurrent(RunDirectory run) throws IOException {
    ObjectNode json = MANIFEST.begin();
    json.put("current", days.isEmpty() ? BASE : "updates/" + latest().directory() + "/" + BASE);
    json.put("begun", begun);
    takenBack.ifPresent(directory -> json.put("takenBack", directory));
    put(json, days);
    NamedFiles.commit(MANIFEST, run.fileSystem(), file(run), json);
  }

  /**
   * Names the days in both files, where a command ended before it had done so. The run's record
   * never has a day that the published model lacks.
   */
  public void complete(RunDirectory run) throws IOException {
    if (!days.isEmpty() && !run.fileSystem().exists(file(run))) {
      writeCurrent(run);
    }
    record(run, days);
  }

  private static List<Update> recorded(RunDirectory run) throws IOException {
    return run.read().map(RunRecord::days).orElse(List.of());
  }

  private static void record(RunDirectory run, List<Update> days) throws IOException {
    Optional<RunRecord> record = run.read();
    if (record.isPresent() && !record.get().days().equals(days)) {
      run.write(record.get().withDays(days));
    }
  }

  /** The last in the model; there must be one. */
  public Update latest() {
    return days.get(days.size() - 1);
  }

  /** Directory of the published model. */
  public Path model(RunDirectory run) {
    return days.isEmpty() ? run.model() : of(run, latest()).model();
  }

  /**
   * The run of an update.
   *
   * @throws RunDirectoryException where it is a link, or one is in the place of a part of it
   */
  public static RunDirectory of(RunDirectory run, Update day) {
    Path path = new Path(directory(run), day.directory());
    if (HadoopFiles.isLink(run.fileSystem(), path)) {
      throw new RunDirectoryException(
          "run directory %s is unreadable: %s must be a directory, but is a link"
              .formatted(run.path(), path));
    }
    RunDirectory own = new RunDirectory(run.fileSystem(), path);
    own.requireOwnPlaces();
    return own;
  }

  /** The day whose data have a fingerprint. */
  public Optional<Update> find(String fingerprint) {
    return days.stream().filter(day -> day.fingerprint().equals(fingerprint)).findFirst();
  }

  /** The next day; the same data after the same days are the same directory. */
  public Update next(String fingerprint, String input) {
    return new Update(
        fingerprint,
        Quote.withoutPasswords(input),
        String.format(Locale.ROOT, "%06d-%s", begun + 1, fingerprint.substring(0, 12)));
  }

  /** With a day that was fitted. */
  public RunUpdates with(Update day) {
    List<Update> more = new ArrayList<>(days);
    more.add(day);
    return new RunUpdates(begun + 1, more);
  }

  /** Without the latest day, which may then be fed again; the rollback is not finished. */
  public RunUpdates withoutLatest() {
    return new RunUpdates(
        begun, days.subList(0, days.size() - 1), Optional.of(latest().directory()));
  }

  /**
   * Ends a rollback well. What says so is the last that is written: where anything before fails,
   * the repetition takes back no other update.
   */
  public void endRollBack(RunDirectory run) throws IOException {
    complete(run);
    new RunUpdates(begun, days).writeCurrent(run);
  }
}
