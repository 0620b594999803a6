package org.sparksvi.models.autoencoder;

import org.sparksvi.data.Block;
import org.sparksvi.format.FormatException;

/**
 * Rows that the model was made for: of its columns, and with values that its likelihood has a
 * density for.
 *
 * @param <B> the blocks
 */
record CheckedRows<B extends Block>(AutoencoderSettings settings, Observations<B> observations) {

  /** Refuses a block of other columns. */
  void check(B block) {
    int columns = observations.columns(block);
    if (columns != settings.columns()) {
      throw new IllegalArgumentException(
          "rows must have %d columns, but those of block %d have %d"
              .formatted(settings.columns(), block.id(), columns));
    }
  }

  /** Writes a row's values. */
  void read(B block, int row, double[] out, int from) {
    observations.read(block, row, out, from);
    for (int d = 0; d < settings.columns(); d++) {
      String rule = settings.likelihood().broken(out[from + d]);
      if (!rule.isEmpty()) {
        throw new FormatException(
            "the row with key %d, column %d".formatted(observations.key(block, row), d),
            "values must be %s for the likelihood %s, but there is %s"
                .formatted(rule, settings.likelihood().name(), out[from + d]));
      }
    }
  }
}
