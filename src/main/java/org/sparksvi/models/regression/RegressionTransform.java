package org.sparksvi.models.regression;

import java.util.List;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.model.Column;
import org.sparksvi.model.Transforms;

/** What is said of rows: the expected response, and how far from it responses are. */
final class RegressionTransform implements Transforms.RowTransform<LabelledBlock> {
  private final RowFit rows;
  private final Predictive predictive;
  private final double logScale;
  private final double[] moments = new double[2];

  RegressionTransform(RowFit rows, Predictive predictive) {
    this.rows = rows;
    Posterior posterior = rows.posterior();
    this.predictive = predictive;
    this.logScale = StrictMath.log(posterior.units().responseScale());
  }

  static List<Column> columns() {
    return List.of(
        Column.number("expected", "E[response], or the probability of 1"),
        Column.number("deviation", "standard deviation of the response, in its unit"),
        Column.number(
            "lower", "2.5 % quantile of the response; of binary ones, of the probability"),
        Column.number("upper", "97.5 % quantile of the same"),
        Column.numberOrNone(
            "logDensity", "log predictive density of the response in nats, where it is there"));
  }

  @Override
  public void transform(LabelledBlock block, double[] out) {
    rows.fit(block);
    Units units = rows.posterior().units();
    int width = Column.width(columns());
    for (int r = 0; r < block.rows(); r++) {
      double mean = rows.mean(r);
      double variance = rows.variance(r);
      double y = rows.response(r);
      int at = r * width;
      predictive.moments(mean, variance, moments);
      out[at] = units.responseCentre() + units.responseScale() * moments[0];
      out[at + 1] = units.responseScale() * Math.sqrt(moments[1]);
      out[at + 2] = responseAt(Predictive.TAIL, mean, variance);
      out[at + 3] = responseAt(1 - Predictive.TAIL, mean, variance);
      out[at + 4] = Double.isNaN(y) ? Double.NaN : predictive.log(y, mean, variance) - logScale;
    }
  }

  private double responseAt(double share, double mean, double variance) {
    Units units = rows.posterior().units();
    return units.responseCentre()
        + units.responseScale() * predictive.quantile(share, mean, variance);
  }
}
