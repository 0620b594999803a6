package org.sparksvi.job;

import java.util.Locale;
import org.sparksvi.report.ProgressLine;
import org.sparksvi.report.Wording;
import org.sparksvi.run.Run;
import org.sparksvi.store.RunRecord;
import org.sparksvi.store.RunTrust;

/** Numbers of a run as text. */
final class RunText {
  private static final int WORDS = 8; // of a component, at the end of a training
  private static final int ROWS = 40; // of a table, likewise

  private RunText() {}

  /** What a training has learnt, and how it ended. */
  static String outcome(Run.Outcome outcome, Wording wording) {
    return "%s\n%s%srun: %s\n"
        .formatted(
            outcome.trained().readOut(WORDS, ROWS).brief(),
            trust(outcome.recorded()),
            result(outcome.result(), wording),
            outcome.directory().path());
  }

  /** A line for each finding, and what to change. */
  static String trust(RunTrust trust) {
    StringBuilder text = new StringBuilder();
    trust
        .findings()
        .forEach(
            (name, finding) -> {
              text.append("%s: %s; %s".formatted(name, finding.word(), finding.reason()));
              text.append(finding.knob().isEmpty() ? "\n" : " (%s)\n".formatted(finding.knob()));
            });
    return text.toString();
  }

  /** Rounds, time, bound and held-out score, each on a line of its own. */
  static String result(RunRecord.Result result, Wording wording) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d rounds, %d epochs, %s of training\n"
            .formatted(result.rounds(), result.epochs(), ProgressLine.duration(result.seconds())));
    result
        .elboPerUnit()
        .ifPresent(
            v -> text.append(String.format(Locale.ROOT, "ELBO per %s: %.4f\n", wording.unit(), v)));
    result.heldOut().ifPresent(v -> text.append(wording.heldOut(v)).append('\n'));
    result
        .best()
        .filter(best -> best.heldOut() != result.heldOut().orElse(best.heldOut()))
        .ifPresent(
            best ->
                text.append(
                    "best after round %d: %s\n"
                        .formatted(best.round(), wording.heldOut(best.heldOut()))));
    return text.toString();
  }
}
