package org.sparksvi.kind;

import java.util.Set;
import org.sparksvi.config.ConfigurationException;

/** An option of a command that not every kind of models accepts. */
public enum Option {
  WORDS("--words", "whose components are described by words"),
  VOCABULARY("--vocabulary", "over words"),
  OBSERVED("--observed", "that complete documents"),
  SPLIT_SEED("--split-seed", "that complete documents"),
  SAMPLES("--samples", "that are scored by samples"),
  SEED("--seed", "that are scored by samples or impute values"),
  LABELS("--labels", "that give every row a component"),
  MASKED("--masked", "that impute values"),
  EVIDENCE("--evidence", "whose posterior can be compared with the exact one"),
  TOKENS("--tokens", "that draw documents of a given length"),
  EXPECTED("--expected", "with a decoder of numbers"),
  PREDICTED(
      "--input",
      "of regression, mixed ones, and those that users write with a column that they observe");

  private final String name;
  private final String which;

  Option(String name, String which) {
    this.name = name;
    this.which = which;
  }

  /**
   * Refuses an option that a kind does not accept.
   *
   * @param given whether the command line has it
   * @param accepted by the kind
   * @param kind what messages call it
   */
  public void require(boolean given, Set<Option> accepted, String kind) {
    if (given && !accepted.contains(this)) {
      throw new ConfigurationException(
          "%s is for models %s, but the run's is of the kind %s".formatted(name, which, kind));
    }
  }
}
