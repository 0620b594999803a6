package org.sparksvi.models.joint;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.sparksvi.data.Block;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;

/**
 * What blocks add to a round: the derivatives by q's parameters of log p of their rows, at draws
 * that all blocks share, or at a {@link DrawShare} of these.
 */
final class JointSteps<B extends Block> implements LocalStep<B> {
  private final JointModel<B> model;
  private final Gaussian q;
  private final double[][] noises;
  private final Drawn drawn;
  private final DrawShare share;

  private JointSteps(
      JointModel<B> model, Gaussian q, double[][] noises, Drawn drawn, DrawShare share) {
    this.model = model;
    this.q = q;
    this.noises = noises;
    this.drawn = drawn;
    this.share = share;
  }

  static <B extends Block> LocalSteps<B> of(JointModel<B> model, Round round, double[][] noises) {
    Gaussian q = model.q(round.parameters());
    Drawn drawn = Drawn.of(q, noises);
    Drawn placed = model.nodesStay() ? drawn.around(Reference.centre(round.parameters())) : drawn;
    // a draw costs many evaluations where units have numbers of their own
    DrawShare share =
        model.nodesStay() && model.settings().draws() == 0
            ? DrawShare.some(noises.length, round.totalWeight())
            : DrawShare.all(noises.length);
    return () -> new JointSteps<>(model, q, noises, placed, share);
  }

  @Override
  public void accumulate(B all, Contribution into) {
    UnitRows block = UnitRows.of(all).weighted();
    double sum = // no graph is of no rows
        block.units() == 0
            ? 0
            : model.scopes().with(block.size(), scope -> sum(scope, all, block, into));
    into.add(Term.EXPECTED_LOG_LIKELIHOOD, sum);
    into.add(Term.ROWS, all.weight());
    into.add(Term.UNITS, all.units());
  }

  private double sum(Scope scope, B all, UnitRows block, Contribution into) {
    if (model.nodesStay()) {
      scope.setRows(block);
      model.places().place(scope, block, drawn.centre());
    } else {
      drawn.begin(scope, block);
    }
    double[] factors = block.factors();
    boolean[] far = new boolean[block.units()];
    if (scope.integral() != null) {
      into.add(Term.UNSETTLED, scope.integral().unsettled(factors));
    }
    double[] logs = new double[block.units()];
    double[] derivative = new double[model.size()];
    int[] some = share.of(all.id(), all.weight(), block.real());
    double part = 1.0 / some.length;
    double total = 0;
    for (int s : some) {
      scope.setParameters(drawn.each()[s]);
      scope.forwardRows(logs);
      if (scope.integral() != null) {
        scope.integral().markFar(far);
      }
      Arrays.fill(derivative, 0);
      scope.backwardRows(factors, derivative);
      q.add(noises[s], derivative, part, into.statistics());
      total += part * JointModel.dot(logs, factors);
    }
    into.add(
        Term.FAR, IntStream.range(0, far.length).map(u -> far[u] && factors[u] > 0 ? 1 : 0).sum());
    return total;
  }
}
