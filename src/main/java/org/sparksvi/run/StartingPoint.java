package org.sparksvi.run;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.Trainable;
import org.sparksvi.kind.Trained;
import org.sparksvi.rows.Prepared;

/**
 * What a training begins with: nothing, or what earlier rows have left.
 *
 * @param columns that there are already
 * @param trainable the model for some data
 * @param facts what the run's record says of it, by name
 */
record StartingPoint(
    Optional<Vocabulary> columns,
    Function<Prepared, Trainable<?, ?, ?>> trainable,
    Map<String, String> facts) {

  /** A model of the settings' own. */
  static StartingPoint fresh(TrainingSettings settings) {
    return new StartingPoint(Optional.empty(), settings::begin, Map.of());
  }

  /** A model of the settings' own that begins at the parameters of another one. */
  static StartingPoint at(Trained<?, ?, ?> other, TrainingSettings settings) {
    return new StartingPoint(
        Optional.of(other.names()), data -> settings.beginAt(other, data), Map.of());
  }
}
