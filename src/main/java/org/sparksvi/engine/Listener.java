package org.sparksvi.engine;

/** Somebody who watches a run: progress, trace, checkpoints. */
public interface Listener {

  /** A listener that does nothing. */
  Listener NONE = new Listener() {};

  /**
   * After every round.
   *
   * @param state valid until this returns; keep a {@link State#snapshot()}
   */
  default void onRound(TraceLine line, State state) {}

  /**
   * Where a model moved its parameters after a round, before {@link #onRound} is told of it.
   *
   * @param what was done, for people
   */
  default void onSettlement(long round, String what) {}

  /**
   * Where a round met numbers that nothing can go on from and left the state as it was, before the
   * exception leaves the loop. Ascended fields move in slices while others are still looked at, so
   * with them nothing is told.
   *
   * @param lastGood the state before that round; valid until this returns
   */
  default void onFailure(State lastGood) {}

  /** Asked after every round; true ends the run with the verdict "stopped". */
  default boolean wantsStop() {
    return false;
  }

  /** This listener, then another. */
  default Listener and(Listener next) {
    Listener first = this;
    return new Listener() {
      @Override
      public void onRound(TraceLine line, State state) {
        first.onRound(line, state);
        next.onRound(line, state);
      }

      @Override
      public void onSettlement(long round, String what) {
        first.onSettlement(round, what);
        next.onSettlement(round, what);
      }

      @Override
      public void onFailure(State lastGood) {
        first.onFailure(lastGood);
        next.onFailure(lastGood);
      }

      @Override
      public boolean wantsStop() {
        return first.wantsStop() || next.wantsStop();
      }
    };
  }
}
