package org.sparksvi.check;

import java.util.Arrays;
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
 * <pre>
 *   ζ = from + units ⊙ point,   which begins at 0
 * </pre>
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record PointModel<B extends Block>(LogDensity<B> density, double[] from, double[] units)
    implements Model<B> {
  static final String POINT = "point";

  @Override
  public Layout layout() {
    return Layout.of(Field.ascended(POINT, 1, from.length));
  }

  @Override
  public Bundle initial(Start<B> start) {
    return Bundle.zeros(layout());
  }

  /** ζ of parameters. */
  double[] place(Bundle parameters) {
    double[] at = parameters.copyOf(POINT);
    Arrays.setAll(at, i -> from[i] + units[i] * at[i]);
    return at;
  }

  @Override
  public LocalSteps<B> localSteps(Round round) {
    double[] at = place(round.parameters());
    LocalStep<B> step =
        (block, into) -> {
          double[] prior = new double[from.length];
          double[] all = new double[from.length];
          double logPrior = density.logPrior(at, prior);
          double log = density.logJoint(block, at, all) - logPrior;
          double[] sums = into.statistics().values(POINT);
          for (int i = 0; i < sums.length; i++) {
            sums[i] += units[i] * (all[i] - prior[i]);
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
    double[] prior = new double[from.length];
    density.logPrior(place(round.parameters()), prior);
    double[] sums = out.values(POINT);
    for (int i = 0; i < sums.length; i++) {
      sums[i] += units[i] * prior[i];
    }
  }

  @Override
  public double globalElbo(Round round) {
    return density.logPrior(place(round.parameters()), new double[from.length]);
  }
}
