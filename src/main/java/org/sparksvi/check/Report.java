package org.sparksvi.check;

import java.util.List;

/**
 * What a model was found to keep and to break.
 *
 * @param checks in the order in which they were made
 */
public record Report(List<Check> checks) {

  /** How a check ended. */
  public enum Outcome {
    KEPT("kept"),
    /** Perhaps what was meant. */
    NOTE("note"),
    BROKEN("BROKEN");

    private final String word;

    Outcome(String word) {
      this.word = word;
    }

    /** In reports. */
    public String word() {
      return word;
    }
  }

  /**
   * One law.
   *
   * @param law in a few words
   * @param found what was compared, with the numbers, or which parameter breaks it
   * @param advice what to try; empty where it is kept
   */
  public record Check(String law, Outcome outcome, String found, String advice) {
    static Check kept(String law, String found) {
      return new Check(law, Outcome.KEPT, found, "");
    }

    static Check broken(String law, String found, String advice) {
      return new Check(law, Outcome.BROKEN, found, advice);
    }

    static Check note(String law, String found, String advice) {
      return new Check(law, Outcome.NOTE, found, advice);
    }
  }

  public Report {
    checks = List.copyOf(checks);
  }

  /** Whether no law is broken. */
  public boolean holds() {
    return checks.stream().noneMatch(check -> check.outcome() == Outcome.BROKEN);
  }

  /** Of one law. */
  public List<Check> of(String law) {
    return checks.stream().filter(check -> check.law().equals(law)).toList();
  }

  /** A line for each check, and one of advice where there is some. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Check check : checks) {
      text.append("%-6s %s: %s\n".formatted(check.outcome().word(), check.law(), check.found()));
      if (!check.advice().isEmpty()) {
        text.append("       %s\n".formatted(check.advice()));
      }
    }
    return text.toString();
  }
}
