package org.sparksvi.models.factor;

import java.util.stream.IntStream;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.numeric.Blas;

/** What an executor derives from a round's parameters: loadings, and what complete rows share. */
final class FactorSteps implements LocalSteps<DenseBlock> {
  private final Loadings loadings;
  private final PatternPosterior complete;

  FactorSteps(Loadings loadings) {
    this.loadings = loadings;
    int[] all = IntStream.range(0, loadings.settings().columns()).toArray();
    this.complete = new PatternPosterior(loadings, all);
  }

  Loadings loadings() {
    return loadings;
  }

  @Override
  public LocalStep<DenseBlock> create() {
    return new FactorStep(this);
  }

  /** Scratch for one thread. */
  RowFits fits() {
    return new RowFits(loadings, blas());
  }

  /** Products for one thread. */
  Blas blas() {
    return Blas.best();
  }

  /** What the rows of a pattern share. */
  PatternPosterior posterior(MissingPattern pattern) {
    return pattern.complete(loadings.settings().columns())
        ? complete
        : new PatternPosterior(loadings, pattern.columns());
  }

  /** Refuses a block that the model was not made for. */
  void check(DenseBlock block) {
    FactorSettings settings = loadings.settings();
    if (block.columns() != settings.columns()) {
      throw new IllegalArgumentException(
          "rows must have %d columns, but those of block %d have %d"
              .formatted(settings.columns(), block.id(), block.columns()));
    }
  }

  /** Refuses a missing value in training by a model of complete rows. */
  void checkComplete(DenseBlock block, MissingPattern pattern) {
    if (loadings.settings().missing() || pattern.complete(block.columns())) {
      return;
    }
    int d = 0;
    while (d < pattern.columns().length && pattern.columns()[d] == d) {
      d++;
    }
    throw new IllegalArgumentException(
        "values must not be missing where the model is of complete rows, but the row with key %d has none in column %d"
            .formatted(block.key(pattern.rows()[0]), d));
  }
}
