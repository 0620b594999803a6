package org.sparksvi.models.autoencoder;

import org.sparksvi.data.Block;

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
        throw new IllegalArgumentException(
            "values must be %s for the likelihood %s, but the row with key %d has %s in column %d"
                .formatted(
                    rule,
                    settings.likelihood().name(),
                    observations.key(block, row),
                    out[from + d],
                    d));
      }
    }
  }
}
