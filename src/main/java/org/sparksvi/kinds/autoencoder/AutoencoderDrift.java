package org.sparksvi.kinds.autoencoder;

import java.util.ArrayList;
import java.util.List;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Geometry;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.kind.Drift;
import org.sparksvi.models.autoencoder.AutoencoderSummary;

/** How far autoencoders have moved that were trained on from earlier weights. */
final class AutoencoderDrift {
  private AutoencoderDrift() {}

  static void requireMemory(double memory) {
    if (memory != 1) {
      throw new ConfigurationException(
          "--forgetting must be 1 for an autoencoder, which keeps no sums over earlier rows, but was %s; the rate and the epochs of an update say how much it forgets"
              .formatted(memory));
    }
  }

  /**
   * Of latent units and of fields.
   *
   * @param after with the fields of {@code before}, which may have grown
   */
  static Drift of(Bundle before, Bundle after) {
    AutoencoderSummary old = AutoencoderSummary.of(before);
    AutoencoderSummary now = AutoencoderSummary.of(after);
    double[] shifts = new double[old.mean().length];
    for (int j = 0; j < shifts.length; j++) {
      double shift = now.mean()[j] - old.mean()[j];
      shifts[j] = 0.5 * shift * shift;
    }
    List<Drift.FieldChange> changes = new ArrayList<>();
    for (Field field : before.layout().fields()) {
      if (field.geometry() == Geometry.ASCENDED) {
        changes.add(new Drift.FieldChange(field.name(), change(field, before, after)));
      }
    }
    return Drift.of(
            "nats, of unit normals at a latent unit's mean; shares of the KL of all units",
            shifts,
            old.divergence(),
            now.divergence())
        .with(changes);
  }

  private static double change(Field field, Bundle before, Bundle after) {
    double[] old = before.copyOf(field.name());
    double[] now = after.copyOf(field.name());
    int columns = after.layout().field(after.layout().index(field.name())).columns();
    double oldSquares = 0;
    double nowSquares = 0;
    double squares = 0;
    for (int i = 0; i < old.length; i++) {
      double a = old[i];
      double b = now[i / field.columns() * columns + i % field.columns()];
      oldSquares += a * a;
      nowSquares += b * b;
      squares += (a - b) * (a - b);
    }
    double longer = Math.max(oldSquares, nowSquares);
    return longer == 0 ? 0 : Math.sqrt(squares / longer);
  }
}
