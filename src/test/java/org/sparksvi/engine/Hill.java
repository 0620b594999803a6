package org.sparksvi.engine;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Model;
import org.sparksvi.model.Round;
import org.sparksvi.model.Start;
import org.sparksvi.model.Term;

/**
 * A test model whose bound is a sum over rows of a function of a point.
 *
 * @param fields of the point, in the order of its coordinates
 * @param start the first point
 * @param height of one row
 */
@SuppressWarnings("ArrayRecordComponent")
record Hill(List<Field> fields, double[] start, Height height) implements Model<DenseBlock> {

  /** A row's height over a point, whose gradient it adds. */
  @FunctionalInterface
  interface Height extends Serializable {
    double at(double[] point, double[] row, double[] gradient);
  }

  @Override
  public Layout layout() {
    return Layout.of(fields);
  }

  @Override
  public Bundle initial(Start<DenseBlock> from) {
    Bundle initial = Bundle.zeros(layout());
    int at = 0;
    for (Field field : fields) {
      for (int i = 0; i < field.size(); i++) {
        initial.values(field.name())[i] = start[at++];
      }
    }
    return initial;
  }

  double[] point(Bundle parameters) {
    return fields.stream()
        .flatMapToDouble(f -> Arrays.stream(parameters.copyOf(f.name())))
        .toArray();
  }

  @Override
  public LocalSteps<DenseBlock> localSteps(Round round) {
    double[] point = point(round.parameters());
    LocalStep<DenseBlock> step =
        (block, into) -> {
          double[] gradient = new double[point.length];
          for (int r = 0; r < block.rows(); r++) {
            int from = r * block.columns();
            double[] row = Arrays.copyOfRange(block.values(), from, from + block.columns());
            into.add(Term.EXPECTED_LOG_LIKELIHOOD, height.at(point, row, gradient));
          }
          into.add(Term.ROWS, block.rows());
          int at = 0;
          for (Field field : fields) {
            double[] sums = into.statistics().values(field.name());
            for (int i = 0; i < sums.length; i++) {
              sums[i] += gradient[at++];
            }
          }
        };
    return () -> step;
  }

  @Override
  public void target(Round round, Contribution total, Direction out) {
    fields.forEach(field -> out.take(field.name(), total.statistics()));
  }

  @Override
  public double globalElbo(Round round) {
    return 0;
  }
}
