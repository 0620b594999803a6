package org.sparksvi.kind;

import java.util.OptionalInt;

/**
 * What {@code sample} was asked, beside where rows go.
 *
 * @param tokens of a drawn document, where given
 * @param expected whether rows are expected ones given drawn latent variables
 */
public record SampleRequest(OptionalInt tokens, boolean expected) {

  private static final int TOKENS = 100;

  /** Refuses what only models with networks have. */
  public void requireDraws(String kind) {
    Requests.require(!expected, "--expected", "with a decoder", kind);
  }

  /** Refuses what only rows of numbers have: counts that are expected are none. */
  public void requireNumbers(String kind) {
    Requests.require(!expected, "--expected", "over rows of numbers", kind);
  }

  /** Refuses what only documents have. */
  public void requireRowsOnly(String kind) {
    Requests.require(tokens.isEmpty(), "--tokens", kind);
  }

  /**
   * Refuses what only documents of a length have.
   *
   * @param which models have them
   */
  public void requireNoTokens(String which, String kind) {
    Requests.require(tokens.isEmpty(), "--tokens", which, kind);
  }

  /** Tokens of a drawn document. */
  public int tokensOrDefault() {
    return tokens.orElse(TOKENS);
  }
}
