package org.sparksvi.job;

import java.util.Locale;
import org.sparksvi.report.ProgressLine;
import org.sparksvi.store.RunRecord;

/** Numbers of a run as text. */
final class RunText {
  private RunText() {}

  /** Rounds, time, bound and held-out score, each on a line of its own. */
  static String result(RunRecord.Result result) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d rounds, %d epochs, %s of training\n"
            .formatted(result.rounds(), result.epochs(), ProgressLine.duration(result.seconds())));
    result
        .elboPerUnit()
        .ifPresent(v -> text.append(String.format(Locale.ROOT, "ELBO a token: %.4f\n", v)));
    result
        .heldOut()
        .ifPresent(
            v ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "held-out log probability a token: %.4f (completion perplexity %.1f)\n",
                        v,
                        Math.exp(-v))));
    return text.toString();
  }
}
