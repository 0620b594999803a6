package org.sparksvi.models.autoencoder;

import org.sparksvi.bundle.Bundle;
import org.sparksvi.model.Round;
import org.sparksvi.model.RowDraws;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/**
 * New rows: z from the prior, then x from p(x | z), or its mean. A row that is given its total
 * (counts) is drawn with the mean total of the data.
 */
final class AutoencoderDraws implements RowDraws {
  private static final int TOGETHER = 64;

  private final Network network;
  private final Bundle parameters;
  private final boolean expected;
  private final Standardisation data;
  private final ThreadLocal<DecoderGraph> decoders;

  /**
   * Draws of a model.
   *
   * @param expected whether rows are E[x | z] rather than drawn
   */
  AutoencoderDraws(Network network, Bundle parameters, boolean expected) {
    this.network = network;
    this.parameters = parameters;
    this.expected = expected;
    this.data = Standardisation.read(parameters);
    Round round = new Round(1, 1, parameters, new Streams(0));
    this.decoders = ThreadLocal.withInitial(() -> new DecoderGraph(network, TOGETHER).load(round));
  }

  @Override
  public void draw(Streams streams, long from, int rows, double[] out) {
    for (int done = 0; done < rows; done += TOGETHER) {
      some(streams, from + done, Math.min(TOGETHER, rows - done), out, done);
    }
  }

  private void some(Streams streams, long first, int rows, double[] out, int done) {
    AutoencoderSettings settings = network.settings();
    int latent = settings.latent();
    int columns = settings.columns();
    double[] z = new double[TOGETHER * latent];
    RandomStream[] streamOf = new RandomStream[rows];
    for (int r = 0; r < rows; r++) {
      streamOf[r] = streams.stream(Purpose.DRAW, first + r);
      for (int j = 0; j < latent; j++) {
        z[r * latent + j] = streamOf[r].normal();
      }
    }
    double[] outputs = decoders.get().decode(z);
    double[] row = new double[columns];
    double total = Math.max(1, Math.rint(data.total()));
    for (int r = 0; r < rows; r++) {
      System.arraycopy(outputs, r * columns, row, 0, columns);
      settings.likelihood().mean(row, 0, columns, total);
      if (!expected) {
        settings.likelihood().draw(row, 0, total, parameters, streamOf[r]);
      }
      data.invert(row, 0);
      System.arraycopy(row, 0, out, (done + r) * columns, columns);
    }
  }
}
