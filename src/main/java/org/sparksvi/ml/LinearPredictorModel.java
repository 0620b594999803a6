package org.sparksvi.ml;

import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.models.regression.Regression;
import org.sparksvi.models.regression.RegressionSummary;
import org.sparksvi.models.regression.RegressionSummary.Coefficient;

/**
 * A posterior of the coefficients of a linear predictor, in the units of the rows.
 *
 * @param <M> the model itself
 */
public interface LinearPredictorModel<M extends SviModel<M>> extends SviModel<M> {

  private RegressionSummary regression() {
    return ((Regression) trained().model()).summary(trained().parameters());
  }

  private List<Coefficient> ofColumns() {
    return regression().coefficients().subList(0, trained().names().size());
  }

  /** The posterior means of the columns' coefficients. */
  default Vector coefficients() {
    return Vectors.dense(ofColumns().stream().mapToDouble(Coefficient::mean).toArray());
  }

  /** The posterior standard deviations of the columns' coefficients. */
  default Vector coefficientDeviations() {
    return Vectors.dense(ofColumns().stream().mapToDouble(Coefficient::deviation).toArray());
  }

  /** The posterior mean of the intercept, at columns of 0; 0 where there is none. */
  default double intercept() {
    List<Coefficient> all = regression().coefficients();
    int columns = trained().names().size();
    return all.size() > columns ? all.get(columns).mean() : 0;
  }

  /**
   * The log evidence in nats, or a bound of it; NaN where a prior is flat: {@link
   * RegressionSummary}.
   */
  default double logEvidence() {
    return regression().evidence().orElse(Double.NaN);
  }

  /**
   * Draws of the coefficients from their posterior, a column each, the intercept last: those of
   * {@code svi sample} with the same seed.
   */
  default Dataset<Row> drawsDF(int draws, long seed) {
    return ParameterDraws.of(trained(), draws, seed);
  }

  /** A row for each coefficient: mean, deviation, quantiles, P(b &gt; 0) and name. */
  default Dataset<Row> coefficientsDF() {
    return LearntTables.of(SparkSession.active(), body().learnt(), "coefficients");
  }
}
