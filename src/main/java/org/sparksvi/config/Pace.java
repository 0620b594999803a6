package org.sparksvi.config;

import org.sparksvi.engine.RoundPlan;

/** What `auto` stands for in the keys of inference, once it is known how many rows there are. */
public enum Pace {
  /**
   * A tenth of the rows per round: local steps say little before topics have left one another,
   * which takes rounds rather than rows, and the last rounds must not be noise.
   */
  TENTHS {
    @Override
    long rowsPerRound(long rows) {
      return Math.min(rows / 10, MOST_ROWS);
    }

    @Override
    long patience(long roundsOfScore) {
      return -Math.floorDiv(-ROUNDS, roundsOfScore);
    }

    @Override
    public boolean mayFall() {
      return true;
    }
  },
  /**
   * All rows where that is cheap: rounds at rate 1 are expectation maximisation, and the bound
   * rises without noise until there is nothing left to gain.
   */
  ALL_ROWS {
    @Override
    long rowsPerRound(long rows) {
      return rows <= CHEAP_ROWS ? rows : TENTHS.rowsPerRound(rows);
    }

    @Override
    long epochs(long roundsPerEpoch, boolean sweeps) {
      return sweeps ? MOST_SWEEPS : super.epochs(roundsPerEpoch, sweeps);
    }

    @Override
    double tolerance(boolean sweeps) {
      return sweeps ? NEGLIGIBLE : super.tolerance(sweeps);
    }
  },
  /**
   * All rows, however many: a few steps of Newton's method end where thousands of smaller ones
   * would. One that lowers the bound is halved.
   */
  NEWTON {
    @Override
    long rowsPerRound(long rows) {
      return rows;
    }

    @Override
    long epochs(long roundsPerEpoch, boolean sweeps) {
      return ALL_ROWS.epochs(roundsPerEpoch, sweeps);
    }

    @Override
    double tolerance(boolean sweeps) {
      return ALL_ROWS.tolerance(sweeps);
    }

    @Override
    RoundPlan rounds(RoundPlan configured, boolean sweeps) {
      return sweeps ? RoundPlan.GUARDED : configured;
    }
  },
  /** All rows, however many, by L-BFGS, which knows itself when nothing is left to gain. */
  SEARCH {
    @Override
    long rowsPerRound(long rows) {
      return rows;
    }

    @Override
    long epochs(long roundsPerEpoch, boolean sweeps) {
      return MOST_SWEEPS;
    }

    @Override
    RoundPlan rounds(RoundPlan configured, boolean sweeps) {
      return RoundPlan.quasiNewton(PAIRS);
    }
  },
  /**
   * Small minibatches for networks, which learn by steps rather than by rows: three thousand of
   * them, or ten visits of every row where these are more.
   */
  MINIBATCHES {
    @Override
    long rowsPerRound(long rows) {
      return Math.max(Math.min(rows, LEAST_ROWS), Math.min(rows / 100, 1024));
    }

    @Override
    long epochs(long roundsPerEpoch, boolean sweeps) {
      return Math.max(EPOCHS, -Math.floorDiv(-STEPS, roundsPerEpoch));
    }

    @Override
    public boolean mayFall() {
      return true;
    }

    @Override
    long patience(long roundsOfScore) {
      return -Math.floorDiv(-STEPS_WITHOUT_GAIN, roundsOfScore);
    }
  };

  /** Least epochs of networks, and where only the batch is given. */
  static final long EPOCHS = 10;

  private static final int PAIRS = 10; // that L-BFGS remembers
  private static final long ROUNDS = 100;
  private static final long STEPS = 3000; // of networks
  private static final long STEPS_WITHOUT_GAIN = 1000; // that end a training of networks
  private static final long LEAST_ROWS = 128; // of their minibatches
  private static final long MOST_SWEEPS = 1000;
  private static final double NEGLIGIBLE = 1e-4;
  private static final long MOST_ROWS = 1 << 14;
  private static final long CHEAP_ROWS = 1 << 17;

  /** Rows of a round, of so many in all; what is less than a block is one. */
  abstract long rowsPerRound(long rows);

  /**
   * Epochs that make a hundred rounds.
   *
   * @param sweeps whether rounds have all rows and rate 1
   */
  long epochs(long roundsPerEpoch, boolean sweeps) {
    return -Math.floorDiv(-ROUNDS, roundsPerEpoch);
  }

  /**
   * Held-out scores without a higher one that end a training; 0 for any number.
   *
   * @param roundsOfScore rounds from one score to the next
   */
  long patience(long roundsOfScore) {
    return 0;
  }

  /** Whether held-out scores fall where a training goes on for long: rows are learnt by heart. */
  public boolean mayFall() {
    return false;
  }

  /**
   * How rounds are made.
   *
   * @param configured as a configuration says
   * @param sweeps whether rounds have all rows and rate 1
   */
  RoundPlan rounds(RoundPlan configured, boolean sweeps) {
    return configured;
  }

  /**
   * Gain of the score that is worth going on for.
   *
   * @param sweeps whether rounds have all rows and rate 1
   */
  double tolerance(boolean sweeps) {
    return 0;
  }
}
