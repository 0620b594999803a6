package org.sparksvi.rows;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.hadoop.fs.Path;
import org.sparksvi.kind.Option;
import org.sparksvi.kind.Trained;

/**
 * What {@code evaluate} was asked.
 *
 * @param input path of the rows, or of their scored halves
 * @param observed path of the observed halves, where rows come split
 * @param vocabulary file of the words of docword ids, where they are not the model's
 * @param splitSeed of the split of rows in two halves, where given
 * @param samples of the latent variables per row, where given
 * @param seed of these samples, or of what is masked, where given
 * @param masked share of the values that are hidden and imputed; 0 for none
 * @param labels column of the input that names the component of a row, where given
 * @param evidence whether the posterior is compared with the exact one
 * @param training where the blocks are that the globals were trained on, if they are kept
 */
public record EvaluateRequest(
    String input,
    Optional<String> observed,
    Optional<String> vocabulary,
    OptionalLong splitSeed,
    OptionalInt samples,
    OptionalLong seed,
    double masked,
    Optional<String> labels,
    boolean evidence,
    Optional<Path> training) {
  private static final long SEED = 1;
  private static final int SAMPLES = 1000;

  /** Refuses options that the kind of a model does not accept. */
  public void require(Trained<?, ?, ?> trained) {
    trained.require(Option.OBSERVED, observed.isPresent());
    trained.require(Option.VOCABULARY, vocabulary.isPresent());
    trained.require(Option.SPLIT_SEED, splitSeed.isPresent());
    trained.require(Option.SAMPLES, samples.isPresent());
    trained.require(Option.SEED, seed.isPresent());
    trained.require(Option.MASKED, masked > 0);
    trained.require(Option.LABELS, labels.isPresent());
    trained.require(Option.EVIDENCE, evidence);
  }

  long splitSeedOrDefault() {
    return splitSeed.orElse(SEED);
  }

  int samplesOrDefault() {
    return samples.orElse(SAMPLES);
  }

  long seedOrDefault() {
    return seed.orElse(SEED);
  }
}
