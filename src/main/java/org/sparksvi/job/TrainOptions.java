package org.sparksvi.job;

import java.util.Optional;
import org.sparksvi.diagnose.Verdict;

/**
 * What the command line says about a training, beside its configuration.
 *
 * @param resume what to do about a run that is there
 * @param requireConverged whether a limit is a failure
 * @param master of Spark, where given
 */
record TrainOptions(Resume resume, boolean requireConverged, Optional<String> master) {

  /** How the process ends. */
  ExitCode exitCode(Verdict.Outcome outcome) {
    return switch (outcome) {
      case CONVERGED -> ExitCode.DONE;
      case LIMIT_REACHED -> requireConverged ? ExitCode.NOT_CONVERGED : ExitCode.DONE;
      case DIVERGING -> ExitCode.NUMERICAL;
      case STOPPED -> ExitCode.STOPPED;
    };
  }
}
