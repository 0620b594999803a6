package org.sparksvi.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.sparksvi.config.Configuration;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.PublishedModel;
import org.sparksvi.kind.Kinds;
import org.sparksvi.kind.Trained;
import org.sparksvi.store.HadoopFiles;
import org.sparksvi.store.ModelFiles;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunDirectoryException;
import org.sparksvi.store.RunLock;
import org.sparksvi.store.RunRecord;
import org.sparksvi.store.RunUpdates;

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
   * Publishes the model before the latest update again, and returns its directory.
   *
   * @param note told what people should know
   */
  public Path rollBack(Consumer<String> note) {
    double beat = settings(List.of()).run().heartbeatSeconds();
    try (RunLock lock = RunLock.take(directory, beat, note)) {
      RunDirectory ours = lock.guarded();
      RunUpdates updates = RunUpdates.read(ours);
      if (updates.days().isEmpty()) {
        throw new RunDirectoryException(
            "run directory %s must have an update to go back behind, but has none"
                .formatted(directory.path()));
      }
      RunUpdates before = updates.withoutLatest();
      Path model = before.model(ours);
      if (!ModelFiles.exists(ours.fileSystem(), model)) {
        throw new RunDirectoryException(
            "run directory %s has not kept the model before its latest update, %s"
                .formatted(directory.path(), model));
      }
      before.write(ours);
      return model;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot work in run directory " + directory.path(), e);
    }
  }
}
