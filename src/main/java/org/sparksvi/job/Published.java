package org.sparksvi.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.PublishedModel;
import org.sparksvi.kind.TrainedModel;
import org.sparksvi.store.ModelFiles;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunDirectoryException;
import org.sparksvi.store.RunUpdates;

/** The model that a run has published. */
final class Published {
  private Published() {}

  /** Reads it as the kind that the run's settings name. */
  static TrainedModel read(RunDirectory run, JobSettings settings) {
    try {
      return read(run, RunUpdates.read(run).model(run), settings);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the updates of " + run.path(), e);
    }
  }

  /** Reads the model that one of its directories holds. */
  static TrainedModel read(RunDirectory run, Path model, JobSettings settings) {
    String place = model.toString();
    try {
      if (!ModelFiles.exists(run.fileSystem(), model)) {
        throw new RunDirectoryException(
            "run directory %s has no model yet; its training has not ended".formatted(run.path()));
      }
      PublishedModel published = ModelFiles.read(run.fileSystem(), model);
      if (!published.kind().equals(settings.kind())) {
        throw new RunDirectoryException(
            "%s must be a model of the kind %s, but is of the kind %s"
                .formatted(place, settings.kind(), published.kind()));
      }
      TrainedModel trained = settings.model().read(published, place);
      if (!trained.stored().layout().equals(published.parameters().layout())) {
        throw new RunDirectoryException(
            "%s: parameters must have the fields of the settings, %s, but have %s"
                .formatted(place, trained.stored().layout(), published.parameters().layout()));
      }
      return trained;
    } catch (FormatException | IllegalArgumentException e) {
      throw new RunDirectoryException("the model is unreadable: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + place, e);
    }
  }
}
