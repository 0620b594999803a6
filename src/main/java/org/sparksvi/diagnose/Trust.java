package org.sparksvi.diagnose;

import java.util.Locale;

/**
 * What may be believed of a training's answer: the one place that decides.
 *
 * @param convergence converged, plateau, budget or diverged
 * @param approximation good, usable, poor or unknown: of q as a stand-in for the posterior
 * @param stability stable, partly, unstable or unknown: of parts in trainings of other seeds
 */
public record Trust(Finding convergence, Finding approximation, Finding stability) {
  /**
   * Nats of KL(q || posterior) up to which it is good: by Pinsker's inequality no probability is
   * off by more than √(KL/2) = 0.22.
   */
  public static final double GOOD = 0.1;

  /** Up to which it is usable: about e of q's draws stand for one of the posterior's. */
  public static final double USABLE = 1;

  /** Share of draws that are effective where χ² of their weights is 0.02. */
  private static final double ALL = 0.98;

  /** Rows that may have estimates that are not reliable, as a share of all. */
  public static final double UNRELIABLE = 0.05;

  /** Similarity from which on two parts are the same. */
  public static final double SAME = 0.9;

  /** Share of the parts that are found again where a model is stable. */
  public static final double MOST_AGAIN = 0.9;

  private static final double HALF = 0.5;

  private static final String KHAT_KNOB =
      "read the corrected moments of svi evaluate --evidence, or change the prior: model.prior, or what a class of one's own declares";
  private static final String ROWS_KNOB =
      "more flexible local posteriors; for autoencoders a larger encoder or more training";
  private static final String EVIDENCE_KNOB = "svi evaluate RUN --input ROWS --evidence";

  /** Of a training that ended so, whose approximation and stability were judged. */
  public static Trust of(Verdict verdict, Finding approximation, Finding stability) {
    return new Trust(convergence(verdict), approximation, stability);
  }

  /**
   * Of parts such as topics, by how similar those are that other trainings have in their place.
   *
   * @param called what they are called
   * @param similarities of each part in use, from 0 to 1
   * @param others trainings that were compared
   */
  public static Finding ofReplicates(String called, double[] similarities, int others) {
    if (similarities.length == 0) {
      return new Finding("unknown", "no %s are in use".formatted(called), "");
    }
    double sum = 0;
    int again = 0;
    for (double similarity : similarities) {
      sum += similarity;
      again += similarity >= SAME ? 1 : 0;
    }
    String figures =
        String.format(
            Locale.ROOT,
            "%d of %d %s are found again (similarity of at least %.1f) in %d trainings of other seeds; mean similarity %.2f",
            again,
            similarities.length,
            called,
            SAME,
            others,
            sum / similarities.length);
    if (again >= MOST_AGAIN * similarities.length) {
      return new Finding("stable", figures, "");
    }
    return new Finding(
        again >= HALF * similarities.length ? "partly" : "unstable",
        figures,
        "more of inference.epochs, or fewer %s: svi select".formatted(called));
  }

  private static Finding convergence(Verdict verdict) {
    return switch (verdict.outcome()) {
      case CONVERGED -> new Finding("converged", verdict.reason(), "");
      case PLATEAU ->
          new Finding(
              "plateau", verdict.reason(), "another step size, or more of inference.patience");
      case LIMIT_REACHED ->
          new Finding(
              "budget", verdict.reason(), "more of inference.epochs or inference.max-seconds");
      case STOPPED -> new Finding("budget", verdict.reason(), "the same command goes on");
      case DIVERGING ->
          new Finding(
              "diverged", verdict.reason(), "smaller steps: inference.rate or gradient.rate");
    };
  }

  /** Where nothing was compared. */
  public static Finding unknown(String reason) {
    return new Finding("unknown", reason, EVIDENCE_KNOB);
  }

  /**
   * Of globals whose posterior was compared by importance weights. Draws that happen to miss a
   * heavy tail give a shape that is too small, so its own error counts: three of them for a good
   * word, one for a usable one.
   *
   * @param shape k-hat
   * @param draws from q
   * @param effective number of them
   * @param divergence KL(q || posterior), estimated, in nats
   * @param error its standard error
   */
  public static Finding ofGlobals(
      double shape, int draws, double effective, double divergence, double error) {
    String figures =
        String.format(
            Locale.ROOT,
            "k-hat is %.2f and KL(q || posterior) %.3g nats, by %d importance weights",
            shape,
            divergence,
            draws);
    if (draws < ParetoSmoothed.LEAST_TAIL * ParetoSmoothed.LEAST_TAIL) {
      return unknown(draws + " draws are too few to compare by");
    }
    double room = ParetoSmoothed.limit(draws) - shape;
    double each = ParetoSmoothed.shapeError(shape, draws);
    double share = effective / draws;
    if ((room >= 3 * each || share >= ALL) && divergence + 2 * error <= GOOD) {
      return new Finding("good", figures, "");
    }
    if (!(room >= each || share >= ParetoSmoothed.NEARLY_ALL)) {
      return new Finding("poor", figures + ", which are too uneven to rely on", KHAT_KNOB);
    }
    return divergence + 2 * error <= USABLE
        ? new Finding("usable", figures, KHAT_KNOB)
        : new Finding("poor", figures, KHAT_KNOB);
  }

  /**
   * Of posteriors of rows.
   *
   * @param points whether the globals are estimates, so that these posteriors are all there is
   * @param divergence KL(q(z) || p(z | x)) a row, in nats
   * @param error its standard error
   * @param unreliable share of the rows whose estimate is not reliable
   */
  public static Finding ofRows(boolean points, double divergence, double error, double unreliable) {
    String figures =
        String.format(
            Locale.ROOT, "KL(q(z) || p(z | x)) is %.3g nats a row, given the globals", divergence);
    if (unreliable > UNRELIABLE) {
      return unknown(
          String.format(
              Locale.ROOT,
              "%s, but the estimates of %.0f %% of the rows are not reliable",
              figures,
              100 * unreliable));
    }
    Finding found = graded(figures, divergence + 2 * error, ROWS_KNOB);
    return points || found.word().equals("poor")
        ? found
        : new Finding(
            "unknown", figures + "; the posterior of the globals themselves was not compared", "");
  }

  private static Finding graded(String figures, double most, String knob) {
    if (most <= GOOD) {
      return new Finding("good", figures, "");
    }
    return new Finding(most <= USABLE ? "usable" : "poor", figures, knob);
  }

  /** What a training may be required to be; a better word does as well. */
  public enum Requirement {
    CONVERGED,
    PLATEAU,
    GOOD,
    USABLE;

    /** Whether it is of convergence, rather than of the approximation. */
    public boolean ofConvergence() {
      return this == CONVERGED || this == PLATEAU;
    }

    /** Whether an answer meets it. */
    public boolean isMet(Trust trust) {
      String word = (ofConvergence() ? trust.convergence() : trust.approximation()).word();
      return switch (this) {
        case CONVERGED -> word.equals("converged");
        case PLATEAU -> word.equals("converged") || word.equals("plateau");
        case GOOD -> word.equals("good");
        case USABLE -> word.equals("good") || word.equals("usable");
      };
    }
  }
}
