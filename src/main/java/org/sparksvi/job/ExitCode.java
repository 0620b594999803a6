package org.sparksvi.job;

/** What a process says by the way it ends. Other programs rely on the numbers. */
public enum ExitCode {
  /** Done: converged, or a limit reached. */
  DONE(0),
  /** Something that nobody expected. */
  UNEXPECTED(1),
  /** The command line or the configuration is wrong. */
  CONFIGURATION(2),
  /** The input cannot be read, or is not acceptable. */
  INPUT(3),
  /** Inference met a number that it cannot go on from. */
  NUMERICAL(4),
  /** The run directory holds something else. */
  RUN_DIRECTORY(5),
  /** A limit was reached before convergence, and convergence was required. */
  NOT_CONVERGED(6),
  /** A live run uses the run directory. */
  IN_USE(7),
  /** Stopped by a signal: after a checkpoint, or while the input was read. */
  STOPPED(8),
  /** The approximation is not as good as was required. */
  NOT_GOOD(9);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
