package org.sparksvi.models.autoencoder;

import org.sparksvi.data.Block;
import org.sparksvi.model.Round;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;

/**
 * Some rows of a block as networks read them. Scratch of one thread.
 *
 * @param <B> the blocks
 */
final class Batch<B extends Block> {
  private final AutoencoderSettings settings;
  private final Observations<B> observations;
  private final CheckedRows<B> checked;
  private final int columns;
  private B block;
  private int from;
  private int rows;
  private double[] values = {}; // rows × D, as the likelihood sees them
  private double[] inputs = {}; // rows × D, as the encoder sees them
  private double[] constants = {}; // of the log density, by row
  private double[] weights = {};
  private double[] logTotals = {};

  Batch(AutoencoderSettings settings, Observations<B> observations) {
    this.settings = settings;
    this.observations = observations;
    this.checked = new CheckedRows<>(settings, observations);
    this.columns = settings.columns();
  }

  /**
   * Reads rows.
   *
   * @param data units of the arithmetic
   * @param training whether draws are those of the round; else they are the same in every round
   */
  void load(B source, int first, int count, Round round, Standardisation data, boolean training) {
    checked.check(source);
    reserve(count);
    block = source;
    from = first;
    rows = count;
    double jacobian = data.logJacobian();
    for (int r = 0; r < rows; r++) {
      int at = r * columns;
      checked.read(block, from + r, values, at);
      binarise(r, round, training);
      weights[r] = observations.weight(block, from + r);
      logTotals[r] = logTotal(at);
      constants[r] = settings.likelihood().constant(values, at, columns) + jacobian;
      data.apply(values, at);
      System.arraycopy(values, at, inputs, at, columns);
      settings.likelihood().encode(inputs, at, columns);
      if (training && settings.dropout() > 0) {
        drop(at, round.streams().stream(Purpose.DROPOUT, round.number(), block.id(), from + r));
      }
    }
  }

  private void reserve(int count) {
    if (weights.length < count) {
      values = new double[count * columns];
      inputs = new double[count * columns];
      constants = new double[count];
      weights = new double[count];
      logTotals = new double[count];
    }
  }

  private void binarise(int r, Round round, boolean training) {
    if (settings.binarisation() == Binarisation.NONE) {
      return;
    }
    boolean anew = training && settings.binarisation() == Binarisation.STOCHASTIC;
    RandomStream stream =
        anew
            ? round.streams().stream(Purpose.BINARISE, round.number(), block.id(), from + r)
            : round.streams().stream(Purpose.BINARISE, 0, observations.key(block, from + r));
    for (int at = r * columns; at < (r + 1) * columns; at++) {
      values[at] = stream.uniform() < values[at] ? 1 : 0;
    }
  }

  private double logTotal(int at) {
    if (!settings.likelihood().readsTotals()) {
      return 0;
    }
    double total = 0;
    for (int d = at; d < at + columns; d++) {
      total += values[d];
    }
    return StrictMath.log(Math.max(1, total)); // an empty row's rates are those of a single event
  }

  private void drop(int at, RandomStream stream) {
    double keep = 1 - settings.dropout();
    for (int d = at; d < at + columns; d++) {
      inputs[d] = stream.uniform() < keep ? inputs[d] / keep : 0;
    }
  }

  int rows() {
    return rows;
  }

  double[] values() {
    return values;
  }

  double[] inputs() {
    return inputs;
  }

  double[] logTotals() {
    return logTotals;
  }

  double constant(int row) {
    return constants[row];
  }

  double weight(int row) {
    return weights[row];
  }

  /**
   * A row's stream of latent draws.
   *
   * @param step a number of the draw among those of the row and round; not negative
   */
  RandomStream training(Round round, int row, int step) {
    return round.streams().stream(Purpose.LATENT, round.number(), block.id(), from + row, step);
  }

  /** Standard normal draws of the round, rows · samples × J. */
  double[] noise(Round round, int samples) {
    int each = samples * settings.latent();
    double[] noise = new double[rows * each];
    for (int r = 0; r < rows; r++) {
      RandomStream stream = training(round, r, 0);
      for (int i = r * each; i < (r + 1) * each; i++) {
        noise[i] = stream.normal();
      }
    }
    return noise;
  }

  /** The same for scores, which are the same whatever blocks rows lie in. */
  RandomStream scoring(Round round, int row, int step) {
    return round.streams().stream(Purpose.LATENT, 0, observations.key(block, from + row), step);
  }
}
