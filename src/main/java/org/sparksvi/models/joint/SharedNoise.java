package org.sparksvi.models.joint;

import org.sparksvi.model.Round;
import org.sparksvi.models.joint.JointSettings.Method;
import org.sparksvi.random.Streams;

/** The noise that all blocks of a round share; what is the same in all rounds is made once. */
final class SharedNoise {
  private final Method method;
  private final int draws;
  private final int size;
  private final int factors;
  private volatile Fixed fixed; // null before its first use

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Fixed(Streams streams, double[][] noises) {}

  /** Of so many numbers, and of factors behind them. */
  SharedNoise(Method method, int draws, int size, int factors) {
    this.method = method;
    this.draws = draws;
    this.size = size;
    this.factors = factors;
  }

  /** Draws × numbers; read only. */
  double[][] of(Round round) {
    if (method != Method.DETERMINISTIC) {
      return Noise.of(round.streams(), round.number(), draws, size + factors);
    }
    Fixed known = fixed;
    if (known == null || !known.streams().equals(round.streams())) {
      known = new Fixed(round.streams(), Noise.whitened(round.streams(), draws, size, factors));
      fixed = known;
    }
    return known.noises();
  }
}
