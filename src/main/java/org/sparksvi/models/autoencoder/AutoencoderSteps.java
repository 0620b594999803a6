package org.sparksvi.models.autoencoder;

import java.util.Queue;
import java.util.function.Consumer;
import org.sparksvi.data.Block;
import org.sparksvi.model.Round;

/**
 * What the tasks of an executor share in a round.
 *
 * @param <B> the blocks
 */
final class AutoencoderSteps<B extends Block> {
  /** Draws of z that one graph holds at most. */
  private static final int MOST_DRAWS = 1024;

  /** Values of draws that one graph holds at most, where rows are wide. */
  private static final int MOST_VALUES = 1 << 22;

  private final Network network;
  private final Observations<B> observations;
  private final Queue<Workspace<B>> spare;
  private final Round round;
  private final Standardisation data;

  AutoencoderSteps(
      Network network, Observations<B> observations, Queue<Workspace<B>> spare, Round round) {
    this.network = network;
    this.observations = observations;
    this.spare = spare;
    this.round = round;
    this.data = Standardisation.read(round.parameters());
  }

  AutoencoderSettings settings() {
    return network.settings();
  }

  Round round() {
    return round;
  }

  Standardisation data() {
    return data;
  }

  /** Draws of z that are decoded together: so many, or fewer of wide rows. */
  int together(int most) {
    return Math.max(1, Math.min(most, MOST_VALUES / settings().columns()));
  }

  /** Works on a block's rows, some at a time; the rows are loaded. */
  void forEachBatch(B block, boolean training, int samples, Consumer<Workspace<B>> work) {
    Workspace<B> spared = spare.poll();
    Workspace<B> workspace = spared == null ? new Workspace<>(network, observations) : spared;
    int most = Math.max(1, together(MOST_DRAWS) / samples);
    for (int from = 0; from < block.rows(); from += most) {
      int rows = Math.min(most, block.rows() - from);
      workspace.batch().load(block, from, rows, round, data, training);
      work.accept(workspace);
    }
    spare.add(workspace);
  }
}
