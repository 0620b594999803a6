package org.sparksvi.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparksvi.kind.Draws;
import org.sparksvi.models.regression.Regression;
import org.sparksvi.models.regression.RegressionSummary;
import org.sparksvi.models.regression.RegressionSummary.Coefficient;
import org.sparksvi.random.Streams;

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
    Draws.Parameters of = (Draws.Parameters) trained().draws(new Draws.Request(0, false));
    int width = of.names().size();
    double[] all = new double[Math.multiplyExact(draws, width)];
    of.source().open().draw(new Streams(seed), 0, draws, all);
    StructType type = new StructType();
    for (String name : of.names()) {
      type = type.add(name, DataTypes.DoubleType, false);
    }
    List<Row> rows = new ArrayList<>();
    for (int r = 0; r < draws; r++) {
      rows.add(
          RowFactory.create(
              Arrays.stream(all, r * width, (r + 1) * width).boxed().toArray(Object[]::new)));
    }
    return SparkSession.active().createDataFrame(rows, type);
  }

  /** A row for each coefficient: mean, deviation, quantiles, P(b &gt; 0) and name. */
  default Dataset<Row> coefficientsDF() {
    return LearntTables.of(SparkSession.active(), body().learnt(), "coefficients");
  }
}
