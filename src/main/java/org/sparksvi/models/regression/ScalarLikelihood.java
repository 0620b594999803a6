package org.sparksvi.models.regression;

import java.util.List;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.model.Column;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Transforms;
import org.sparksvi.random.RandomStream;

/** A likelihood of one linear predictor f, with l(f) = log p(y | f). */
public interface ScalarLikelihood extends Likelihood, ScalarSites {

  @Override
  default int predictors() {
    return 1;
  }

  /** log p(y | f). */
  double log(double y, double f);

  @Override
  default double log(double y, double[] f) {
    return log(y, f[0]);
  }

  /** Its derivative by f. */
  double slope(double y, double f);

  /** Less its second derivative by f. */
  double curvature(double y, double f);

  /** Slope of a first step. */
  default double firstSlope(double y, double f) {
    return slope(y, f);
  }

  /** Curvature of a first step far from where the response is, positive. */
  default double firstCurvature(double y, double f) {
    return curvature(y, f);
  }

  @Override
  default void first(double y, double[] f, double[] out) {
    out[0] = log(y, f[0]);
    out[1] = firstSlope(y, f[0]);
    out[2] = firstCurvature(y, f[0]);
  }

  /** E[y | f]. */
  double mean(double f);

  /** Var[y | f]. */
  double variance(double f);

  /** P(response ≤ y | f). */
  double cumulative(double y, double f);

  /** Whether responses are whole numbers. */
  default boolean whole() {
    return false;
  }

  @Override
  default ScalarLikelihood with(double[] values) {
    return this;
  }

  /** The distribution of new responses. */
  default Predictive predictive(Noise noise) {
    return new Predictive.Mixed(this);
  }

  @Override
  default void expect(double y, double mean, double variance, double[] out) {
    Quadrature.expect(this, y, mean, variance, out);
  }

  /** Mean and variance of the response over f ~ N(mean, variance), into {@code out}. */
  default void predict(double mean, double variance, double[] out) {
    Quadrature.predict(this, mean, variance, out);
  }

  @Override
  default double draw(double[] f, double precision, RandomStream stream) {
    return noise().isPresent()
        ? f[0] + stream.normal() / Math.sqrt(precision)
        : predictive(Noise.NONE).draw(f[0], stream);
  }

  @Override
  default List<Column> output() {
    return RegressionTransform.columns();
  }

  @Override
  default Transforms.RowTransform<LabelledBlock> transform(RowFit rows) {
    return new RegressionTransform(rows, predictive(rows.posterior().q().noise()));
  }

  @Override
  default LocalStep<LabelledBlock> scorer(RowFit rows) {
    return new RegressionScorer(rows, predictive(rows.posterior().q().noise()));
  }
}
