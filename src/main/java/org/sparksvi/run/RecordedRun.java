package org.sparksvi.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.config.Configuration;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.PublishedModel;
import org.sparksvi.kind.Kinds;
import org.sparksvi.kind.Trained;
import org.sparksvi.store.BlockIndex;
import org.sparksvi.store.HadoopFiles;
import org.sparksvi.store.ModelFiles;
import org.sparksvi.store.Replacement;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunDirectoryException;
import org.sparksvi.store.RunInUseException;
import org.sparksvi.store.RunLock;
import org.sparksvi.store.RunRecord;
import org.sparksvi.store.RunUpdates;
import org.sparksvi.store.TraceFile;

/**
 * A run that is there: its settings and its model.
 *
 * @param kinds of models that there are
 */
public record RecordedRun(RunDirectory directory, Kinds kinds) {

  /**
   * Opens a run's directory.
   *
   * @param text its path, as people write it
   */
  public static RecordedRun open(
      String text, org.apache.hadoop.conf.Configuration hadoop, Kinds kinds) {
    Path path = ConfiguredPath.of("RUN", text);
    try {
      return new RecordedRun(RunDirectory.open(HadoopFiles.of(path, hadoop), path), kinds);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + text, e);
    }
  }

  /** Opens a run to read it only: while another takes its place, the one that has a model. */
  public static RecordedRun read(
      String text, org.apache.hadoop.conf.Configuration hadoop, Kinds kinds) {
    Path path = ConfiguredPath.of("RUN", text);
    try {
      FileSystem fs = HadoopFiles.of(path, hadoop);
      RunDirectory readable = new Replacement(new RunDirectory(fs, path)).readable();
      return new RecordedRun(RunDirectory.open(readable.fileSystem(), readable.path()), kinds);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + text, e);
    }
  }

  /** The same run, in a directory that only the owner of its lock changes. */
  RecordedRun in(RunDirectory guarded) {
    return new RecordedRun(guarded, kinds);
  }

  public String name() {
    return directory.path().getName();
  }

  /** What the run is and how it stands. */
  public RunRecord record() {
    try {
      return directory
          .read()
          .orElseThrow(
              () ->
                  new RunDirectoryException("run directory " + directory.path() + " holds no run"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + directory.path(), e);
    }
  }

  /** How the training ended that the published model is of: that of the last update, if any. */
  public RunRecord latest() {
    try {
      List<RunUpdates.Update> days = RunUpdates.read(directory).days();
      return days.isEmpty()
          ? record()
          : RunUpdates.of(directory, days.get(days.size() - 1)).read().orElseGet(this::record);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the updates of " + directory.path(), e);
    }
  }

  /** Finished lines of the trace after a round. */
  public List<TraceLine> trace(long after) {
    List<TraceLine> lines = new ArrayList<>();
    try {
      TraceFile.read(
          directory.fileSystem(),
          directory.trace(),
          line -> {
            if (line.round() > after) {
              lines.add(line);
            }
          });
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the trace of " + directory.path(), e);
    }
  }

  /** Where the blocks of the training are, while they are kept. */
  public Optional<Path> keptRows() {
    try {
      Path blocks = directory.trainingBlocks();
      return BlockIndex.exists(directory.fileSystem(), blocks)
          ? Optional.of(blocks)
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + directory.path(), e);
    }
  }

  /** The settings that the run was trained with, but for some keys. */
  public TrainingSettings settings(List<String> overrides) {
    List<String> all = new ArrayList<>();
    all.add("run.directory=" + directory.path());
    all.addAll(overrides);
    String place = new Path(directory.path(), RunDirectory.RUN_FILE).toString();
    return TrainingSettings.of(Configuration.recorded(record().configuration(), place, all), kinds);
  }

  /** The published model, as the kind that the settings name. */
  public Trained<?, ?, ?> model(TrainingSettings settings) {
    try {
      return model(RunUpdates.read(directory).model(directory), settings);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the updates of " + directory.path(), e);
    }
  }

  /** The published model, as it was trained. */
  Trained<?, ?, ?> model() {
    return model(settings(List.of()));
  }

  /** The model that a directory below the run's holds. */
  Trained<?, ?, ?> model(Path model, TrainingSettings settings) {
    String place = model.toString();
    try {
      if (!ModelFiles.exists(directory.fileSystem(), model)) {
        throw new RunDirectoryException(
            "run directory %s has no model yet; its training has not ended"
                .formatted(directory.path()));
      }
      PublishedModel published = ModelFiles.read(directory.fileSystem(), model);
      if (!published.kind().equals(settings.kind().name())) {
        throw new RunDirectoryException(
            "%s must be a model of the kind %s, but is of the kind %s"
                .formatted(place, settings.kind().name(), published.kind()));
      }
      return Trained.of(published, kinds, place).configured(settings.model());
    } catch (FormatException | IllegalArgumentException e) {
      throw new RunDirectoryException("the model is unreadable: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + place, e);
    }
  }

  /**
   * Publishes the model before the latest update again, and returns its directory. Where an earlier
   * call did so, and {@link #endRollBack} was not called, it finishes that one.
   *
   * @param number of the update to take back, which is the latest one, or was taken back before;
   *     without it the latest
   * @param note told what people should know
   */
  public Path rollBack(OptionalInt number, Consumer<String> note) {
    try (RunLock lock = lock(note)) {
      RunDirectory ours = lock.guarded();
      RunUpdates updates = RunUpdates.read(ours);
      Optional<String> done = takenBack(updates, number);
      if (done.isPresent()) {
        note.accept("update %s is taken back already".formatted(done.get()));
        updates.complete(ours);
        return updates.model(ours);
      }
      RunUpdates before = updates.withoutLatest();
      Path model = before.model(ours);
      if (!ModelFiles.exists(ours.fileSystem(), model)) {
        throw new RunDirectoryException(
            "run directory %s has not kept the model before its latest update, %s"
                .formatted(directory.path(), model));
      }
      note.accept("taking back update " + updates.latest().directory());
      before.write(ours);
      return model;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot work in run directory " + directory.path(), e);
    }
  }

  /** The update that is to be taken back, where that was done; empty where it is the latest one. */
  private Optional<String> takenBack(RunUpdates updates, OptionalInt number) {
    if (number.isEmpty()) {
      if (updates.takenBack().isEmpty() && updates.days().isEmpty()) {
        throw new RunDirectoryException(
            "run directory %s must have an update to go back behind, but has none"
                .formatted(directory.path()));
      }
      return updates.takenBack();
    }
    int wanted = number.getAsInt();
    if (!updates.days().isEmpty() && updates.latest().number() == wanted) {
      return Optional.empty();
    }
    boolean isEarlier = updates.days().stream().anyMatch(day -> day.number() == wanted);
    if (isEarlier || wanted < 1 || wanted > updates.begun()) {
      throw new ConfigurationException(
          "--update must name the latest update, %s, or one that was taken back, but was %d"
              .formatted(
                  updates.days().isEmpty()
                      ? "of which there is none"
                      : updates.latest().directory(),
                  wanted));
    }
    return Optional.of(Integer.toString(wanted));
  }

  /** Writes the report of a run that has a model, anew; returns where it is. */
  public Path report(Consumer<String> note) {
    TrainingSettings settings = settings(List.of());
    Trained<?, ?, ?> trained = model(settings);
    try (RunLock lock = lock(note)) {
      new RunReport(lock.guarded(), latest(), trained, settings.wording()).write();
      return directory.report();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report of " + directory.path(), e);
    }
  }

  /** Told once people know what {@link #rollBack} did: the next one is another. */
  public void endRollBack(Consumer<String> note) {
    try (RunLock lock = lock(note)) {
      RunDirectory ours = lock.guarded();
      RunUpdates updates = RunUpdates.read(ours);
      if (updates.takenBack().isPresent()) {
        updates.endRollBack(ours);
      }
    } catch (RunInUseException e) {
      note.accept("a rollback before the next update changes nothing: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot work in run directory " + directory.path(), e);
    }
  }

  private RunLock lock(Consumer<String> note) throws IOException {
    return RunLock.take(directory, settings(List.of()).run().heartbeatSeconds(), note);
  }
}
