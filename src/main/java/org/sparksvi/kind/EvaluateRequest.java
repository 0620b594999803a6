package org.sparksvi.kind;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What {@code evaluate} was asked.
 *
 * @param input path of the rows, or of their scored halves
 * @param observed path of the observed halves, where rows come split
 * @param vocabulary file of the words of docword ids, where they are not the model's
 * @param splitSeed names the split of rows in two, where given
 * @param draws of models that are scored by samples
 */
public record EvaluateRequest(
    String input,
    Optional<String> observed,
    Optional<String> vocabulary,
    OptionalLong splitSeed,
    Draws draws) {

  /**
   * Draws of models that are scored by samples.
   *
   * @param samples of the latent variables a row, where given
   * @param seed names the draws, where given
   */
  public record Draws(OptionalInt samples, OptionalLong seed) {
    private static final int USUAL_SAMPLES = 1000;
    private static final long USUAL_SEED = 1;

    /** As many as were asked for, or as usual. */
    public int count() {
      return samples.orElse(USUAL_SAMPLES);
    }

    /** The one that was asked for, or the usual one. */
    public long name() {
      return seed.orElse(USUAL_SEED);
    }
  }

  /** Refuses what only models that are scored by samples have. */
  public void requireNoDraws(String kind) {
    String which = "that are scored by samples";
    Requests.require(draws.samples().isEmpty(), "--samples", which, kind);
    Requests.require(draws.seed().isEmpty(), "--seed", which, kind);
  }

  /** Refuses what only rows that are scored by halves have. */
  public void requireNoHalves(String kind) {
    String which = "that complete documents";
    Requests.require(observed.isEmpty(), "--observed", which, kind);
    Requests.require(splitSeed.isEmpty(), "--split-seed", which, kind);
  }

  /** Refuses what only rows of counts have. */
  public void requireRowsOnly(String kind) {
    Requests.require(observed.isEmpty(), "--observed", kind);
    Requests.require(vocabulary.isEmpty(), "--vocabulary", kind);
    Requests.require(splitSeed.isEmpty(), "--split-seed", kind);
  }
}
