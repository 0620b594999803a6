package org.sparksvi.models.factor;

import java.util.Arrays;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Term;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/**
 * Log densities of rows, and how well values that are hidden from the model are found again.
 *
 * <p>Each observed value is hidden with the same probability, by a stream named by its row's key.
 */
final class ImputationScorer implements LocalStep<DenseBlock> {
  private final DensityScorer densities;
  private final FactorTransform transform;
  private final FactorOutput output;
  private final FactorSettings settings;
  private final double[] means; // μ in the data's units, columns
  private final Streams streams;

  ImputationScorer(FactorSteps shared, Streams streams) {
    Loadings loadings = shared.loadings();
    this.densities = new DensityScorer(shared);
    this.transform = new FactorTransform(shared);
    this.settings = loadings.settings();
    this.output = FactorOutput.of(settings);
    this.means = new double[settings.columns()];
    for (int d = 0; d < means.length; d++) {
      means[d] = loadings.centre()[d] + loadings.scale() * loadings.offsets()[d];
    }
    this.streams = streams;
  }

  @Override
  public void accumulate(DenseBlock block, Contribution into) {
    densities.accumulate(block, into);
    double[] values = block.values();
    double[] rest = masked(block);
    double[] found = new double[block.rows() * output.width()];
    transform.transform(
        new DenseBlock(block.id(), block.columns(), block.keys(), block.weights(), rest), found);
    double cells = 0;
    double errors = 0;
    double deviations = 0;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(rest[i]) && !Double.isNaN(values[i])) {
        int row = i / means.length;
        int column = i % means.length;
        double weight = block.weights()[row];
        double error = values[i] - found[row * output.width() + output.imputed() + column];
        double deviation = values[i] - means[column];
        cells += weight;
        errors += weight * error * error;
        deviations += weight * deviation * deviation;
      }
    }
    into.add(Term.HELD_OUT_CELLS, cells);
    into.add(Term.HELD_OUT_SQUARED_ERROR, errors);
    into.add(Term.HELD_OUT_SQUARED_DEVIATION, deviations);
  }

  /** The values with those missing that are hidden. */
  private double[] masked(DenseBlock block) {
    double[] rest = Arrays.copyOf(block.values(), block.values().length);
    for (int r = 0; r < block.rows(); r++) {
      RandomStream stream = streams.stream(Purpose.MASK, block.key(r));
      for (int d = 0; d < means.length; d++) {
        if (stream.uniform() < settings.masked()) {
          rest[r * means.length + d] = Double.NaN;
        }
      }
    }
    return rest;
  }
}
