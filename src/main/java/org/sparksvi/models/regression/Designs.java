package org.sparksvi.models.regression;

import java.util.function.Supplier;
import org.sparksvi.data.LabelledBlock;

/** The designs of one task, made where a block asks for them. */
final class Designs {
  private final Units units;
  private final int p;
  private final Supplier<double[]> covariance;
  private Design dense;
  private Design sparse;

  /** Of p coefficients of a predictor. */
  Designs(Units units, int p, Supplier<double[]> covariance) {
    this.units = units;
    this.p = p;
    this.covariance = covariance;
  }

  /** The design that suits a block: a sparse one where its rows stay sparse in the units. */
  Design of(LabelledBlock block) {
    if (block.sparse().isPresent() && units.keepsZeros()) {
      sparse = sparse == null ? new SparseDesign(units, p, covariance.get()) : sparse;
      return sparse;
    }
    dense = dense == null ? new DenseDesign(units, p) : dense;
    return dense;
  }
}
