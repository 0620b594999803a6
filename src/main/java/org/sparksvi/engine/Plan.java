package org.sparksvi.engine;

/**
 * How a run is made, and how long.
 *
 * @param blocksPerRound blocks of a minibatch: of a round, or of each small step of local rounds
 * @param epochs maximum number of visits of every row, at least 1
 * @param maxSeconds maximum seconds of training, over all sessions; infinite for no limit
 * @param tolerance improvement per epoch below which the run has converged; 0 never converges
 * @param patience held-out scores in a row that may bring nothing higher; 0 for any number
 * @param boundEvery rounds between exact evaluations of the global bound, at least 1; the first
 *     round and the last of every epoch have one in any case
 * @param heldOutEvery rounds between held-out scores; 0 is once per epoch
 * @param seed random seed
 * @param rounds how rounds are made
 */
public record Plan(
    int blocksPerRound,
    long epochs,
    double maxSeconds,
    double tolerance,
    long patience,
    long boundEvery,
    long heldOutEvery,
    long seed,
    RoundPlan rounds) {

  public Plan {
    require(blocksPerRound >= 1, "blocks per round", "at least 1", blocksPerRound);
    require(epochs >= 1, "epochs", "at least 1", epochs);
    require(maxSeconds > 0, "seconds", "positive", maxSeconds);
    require(tolerance >= 0, "tolerance", "at least 0", tolerance);
    require(patience >= 0, "patience", "at least 0", patience);
    require(boundEvery >= 1, "bound-every", "at least 1", boundEvery);
    require(heldOutEvery >= 0, "held-out-every", "at least 0", heldOutEvery);
  }

  /** With synchronous rounds, and any patience. */
  public Plan(
      int blocksPerRound,
      long epochs,
      double maxSeconds,
      double tolerance,
      long boundEvery,
      long heldOutEvery,
      long seed) {
    this(
        blocksPerRound,
        epochs,
        maxSeconds,
        tolerance,
        0,
        boundEvery,
        heldOutEvery,
        seed,
        RoundPlan.SYNCHRONOUS);
  }

  /** The same with at most so many epochs. */
  public Plan upTo(long most) {
    return new Plan(
        blocksPerRound,
        Math.min(epochs, most),
        maxSeconds,
        tolerance,
        patience,
        boundEvery,
        heldOutEvery,
        seed,
        rounds);
  }

  /** Epochs of a batch size, with everything else at its default. */
  public static Plan of(int blocksPerRound, long epochs, long seed) {
    return new Plan(blocksPerRound, epochs, Double.POSITIVE_INFINITY, 0, 10, 0, seed);
  }

  private static void require(boolean holds, String quantity, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s must be %s, but was %s".formatted(quantity, rule, value));
    }
  }
}
