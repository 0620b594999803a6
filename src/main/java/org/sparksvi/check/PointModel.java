package org.sparksvi.check;

import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.Block;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.LogDensity;
import org.sparksvi.model.Model;
import org.sparksvi.model.Round;
import org.sparksvi.model.Start;
import org.sparksvi.model.Term;

/**
 * A log joint density as a bound: of a q that is a point, so that climbing it ends where the
 * density of unconstrained numbers is highest. It stays in this process.
 *
 * @param size unconstrained numbers
 */
record PointModel<B extends Block>(LogDensity<B> density, int size) implements Model<B> {
  static final String POINT = "point";

  @Override
  public Layout layout() {
    return Layout.of(Field.ascended(POINT, 1, size));
  }

  @Override
  public Bundle initial(Start<B> start) {
    return Bundle.zeros(layout());
  }

  @Override
  public LocalSteps<B> localSteps(Round round) {
    double[] at = round.parameters().copyOf(POINT);
    LocalStep<B> step =
        (block, into) -> {
          double[] prior = new double[size];
          double[] all = new double[size];
          double logPrior = density.logPrior(at, prior);
          double log = density.logJoint(block, at, all) - logPrior;
          double[] sums = into.statistics().values(POINT);
          for (int i = 0; i < size; i++) {
            sums[i] += all[i] - prior[i];
          }
          into.add(Term.EXPECTED_LOG_LIKELIHOOD, log);
          into.add(Term.ROWS, block.weight());
          into.add(Term.UNITS, block.units());
        };
    return () -> step;
  }

  @Override
  public void target(Round round, Contribution total, Direction out) {
    out.take(POINT, total.statistics());
    density.logPrior(round.parameters().copyOf(POINT), out.values(POINT));
  }

  @Override
  public double globalElbo(Round round) {
    return density.logPrior(round.parameters().copyOf(POINT), new double[size]);
  }
}
