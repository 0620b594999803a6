package org.sparksvi.job;

import java.util.Map;
import java.util.Optional;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.Prepared;
import org.sparksvi.kind.Trainable;

/** What a training begins with: nothing, or what earlier rows have left. */
interface StartingPoint {

  /** Columns that there are already. */
  Optional<Vocabulary> columns();

  /** The model for some data. */
  Trainable trainable(Prepared data);

  /** What the run's record says of it, by name. */
  Map<String, String> facts();

  /** A model of the settings' own. */
  static StartingPoint fresh(JobSettings settings) {
    return new StartingPoint() {
      @Override
      public Optional<Vocabulary> columns() {
        return Optional.empty();
      }

      @Override
      public Trainable trainable(Prepared data) {
        return settings.model().trainable(data);
      }

      @Override
      public Map<String, String> facts() {
        return Map.of();
      }
    };
  }
}
