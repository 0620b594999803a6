package org.sparksvi.run;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.Kinds;
import org.sparksvi.kind.Trainable;
import org.sparksvi.kind.Trained;
import org.sparksvi.rows.Prepared;

/**
 * What a training begins with: nothing, or what earlier rows have left.
 *
 * @param columns that there are already
 * @param trainable the model for some data
 * @param facts what the run's record says of it, by name
 * @param earlier rows that are fitted once more, where there may be some
 */
record StartingPoint(
    Optional<Vocabulary> columns,
    Function<Prepared, Trainable<?, ?, ?>> trainable,
    Map<String, String> facts,
    Optional<EarlierRows> earlier) {

  /** Without earlier rows. */
  StartingPoint(
      Optional<Vocabulary> columns,
      Function<Prepared, Trainable<?, ?, ?>> trainable,
      Map<String, String> facts) {
    this(columns, trainable, facts, Optional.empty());
  }

  /** A model of the settings' own, whose prior may be the posterior of an earlier run. */
  static StartingPoint fresh(Host host, TrainingSettings settings) {
    Optional<Trained<?, ?, ?>> earlier =
        settings
            .priorRun()
            .map(path -> RecordedRun.read(path, host.hadoop(), Kinds.installed()).model());
    return new StartingPoint(
        Optional.empty(),
        data ->
            earlier.isPresent() ? settings.beginAfter(earlier.get(), data) : settings.begin(data),
        Map.of());
  }

  /** A model of the settings' own that begins at the parameters of another one. */
  static StartingPoint at(Trained<?, ?, ?> other, TrainingSettings settings) {
    settings
        .priorRun()
        .ifPresent(
            path -> {
              throw new ConfigurationException(
                  "model.prior.run must not be given where training begins at another model, but is "
                      + path);
            });
    return new StartingPoint(
        Optional.of(other.names()), data -> settings.beginAt(other, data), Map.of());
  }
}
