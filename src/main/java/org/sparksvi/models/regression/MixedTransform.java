package org.sparksvi.models.regression;

import java.util.ArrayList;
import java.util.List;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.model.Column;
import org.sparksvi.model.Transforms;

/**
 * What is said of rows, as the rows of their group that have responses tell it; of a group without
 * responses, as all groups do.
 */
final class MixedTransform implements Transforms.RowTransform<GroupedBlock> {
  private final MixedRows rows;
  private final GroupFit fit;
  private final Predictive predictive;
  private final OtherRows others = new OtherRows();
  private final double logScale;
  private final double[] inDataUnits; // of the effects: q × q
  private final int width;
  private final double[] moments = new double[2];

  MixedTransform(MixedRows rows) {
    this.rows = rows;
    this.fit = new GroupFit(rows);
    Posterior fixed = rows.posterior().fixed();
    this.predictive = rows.posterior().likelihood().predictive(fixed.q().noise());
    this.logScale = StrictMath.log(fixed.units().responseScale());
    this.inDataUnits = rows.posterior().spread().inDataUnits(fixed.units());
    this.width = Column.width(columns(rows.q()));
  }

  static List<Column> columns(int effects) {
    List<Column> columns = new ArrayList<>();
    for (Column column : RegressionTransform.columns()) {
      columns.add(
          column.name().equals("logDensity")
              ? Column.numberOrNone(
                  "logDensity",
                  "log density of the response in nats, as the other rows of its group tell it, where it is there")
              : column);
    }
    columns.add(
        Column.vector(
            "effects",
            effects,
            "posterior means of the effects of the row's group, and part of it, in data units"));
    columns.add(
        Column.vector("effectDeviations", effects, "posterior standard deviations of the same"));
    return columns;
  }

  /** One row of output for each row of each group. */
  @Override
  public void transform(GroupedBlock block, double[] out) {
    rows.load(block);
    for (int g = 0; g < block.rows(); g++) {
      int from = block.start(g);
      int to = block.start(g + 1);
      fit.fit(from, to, rows.local(g));
      for (int r = from; r < to; r++) {
        row(r, out, r * width);
        effects(r, out, (r + 1) * width - 2 * rows.q());
      }
    }
  }

  private void row(int r, double[] out, int at) {
    Units units = rows.posterior().fixed().units();
    double mean = fit.predictor(r);
    double variance = fit.variance(r);
    double y = rows.response(r);
    predictive.moments(mean, variance, moments);
    out[at] = units.responseCentre() + units.responseScale() * moments[0];
    out[at + 1] = units.responseScale() * Math.sqrt(moments[1]);
    out[at + 2] = responseAt(Predictive.TAIL, mean, variance);
    out[at + 3] = responseAt(1 - Predictive.TAIL, mean, variance);
    if (Double.isNaN(y)) {
      out[at + 4] = Double.NaN;
    } else {
      others.read(fit, r);
      out[at + 4] = predictive.log(y, others.mean(), others.variance()) - logScale;
    }
  }

  private double responseAt(double share, double mean, double variance) {
    Units units = rows.posterior().fixed().units();
    return units.responseCentre()
        + units.responseScale() * predictive.quantile(share, mean, variance);
  }

  private void effects(int row, double[] out, int at) {
    int q = rows.q();
    double noise = rows.posterior().fixed().q().noise().meanInverse();
    for (int i = 0; i < q; i++) {
      double mean = 0;
      double variance = 0;
      for (int j = 0; j < q; j++) {
        double by = inDataUnits[i * q + j];
        mean += by * fit.mean(rows.place(row, j));
        for (int k = 0; k < q; k++) {
          int one = rows.place(row, j);
          int other = rows.place(row, k);
          variance +=
              by * inDataUnits[i * q + k] * (fit.spread(one, other) + fit.sloped(one, other));
        }
      }
      out[at + i] = mean;
      out[at + q + i] = Math.sqrt(noise * variance);
    }
  }
}
