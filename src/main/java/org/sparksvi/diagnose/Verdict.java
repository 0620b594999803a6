package org.sparksvi.diagnose;

/**
 * How a run ended, with the numbers that say so.
 *
 * @param outcome what happened
 * @param reason one sentence with the numbers
 */
public record Verdict(Outcome outcome, String reason) {

  /** How a run can end. */
  public enum Outcome {
    /** The score stopped improving. */
    CONVERGED("converged"),
    /** The held-out score has not risen for a while, whatever the parameters do; as converged. */
    PLATEAU("converged"),
    /** Epochs or seconds were used up. */
    LIMIT_REACHED("limit reached"),
    /** The score fell, again and again. */
    DIVERGING("diverging"),
    /** Somebody asked the run to stop. */
    STOPPED("stopped");

    private final String text;

    Outcome(String text) {
      this.text = text;
    }

    /** As written in run.json. */
    public String text() {
      return text;
    }
  }
}
