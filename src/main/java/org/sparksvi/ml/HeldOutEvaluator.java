package org.sparksvi.ml;

import static org.apache.spark.sql.functions.sum;

import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparksvi.spark.input.Columns;

/**
 * Judges models by rows that they have not seen, from the column of scores that a model adds where
 * its {@code scoreCol} is set.
 *
 * <pre>
 *   logProbability = Σ logProbability / Σ units       nats; larger is better
 *   perplexity     = exp(−logProbability)             smaller is better
 * </pre>
 */
public final class HeldOutEvaluator extends Evaluator implements MLWritable {
  private static final long serialVersionUID = 1L;
  private static final String PERPLEXITY = "perplexity";

  private final String uid;
  private final Param<String> scoreCol;
  private final Param<String> metricName;

  public HeldOutEvaluator() {
    this(Identifiable$.MODULE$.randomUID("heldOut"));
  }

  public HeldOutEvaluator(String uid) {
    this.uid = uid; // Params ask for it
    this.scoreCol = new Param<>(uid, "scoreCol", "column of scores, a model's scoreCol");
    this.metricName =
        new Param<>(
            uid,
            "metricName",
            "logProbability: mean per unit, in nats; perplexity: its exponential, of the negative",
            HeldOutEvaluator::isMetric);
    setDefault(scoreCol, "score");
    setDefault(metricName, "logProbability");
  }

  private static Object isMetric(String name) {
    return name.equals("logProbability") || name.equals(PERPLEXITY);
  }

  @Override
  public String uid() {
    return uid;
  }

  /** Column of scores. */
  public Param<String> scoreCol() {
    return scoreCol;
  }

  /** What is said of them. */
  public Param<String> metricName() {
    return metricName;
  }

  public HeldOutEvaluator setScoreCol(String value) {
    set(scoreCol, value);
    return this;
  }

  public HeldOutEvaluator setMetricName(String value) {
    set(metricName, value);
    return this;
  }

  public String getMetricName() {
    return getOrDefault(metricName);
  }

  /**
   * The metric.
   *
   * @throws IllegalArgumentException where no row has a unit that is scored
   */
  @Override
  public double evaluate(Dataset<?> dataset) {
    String name = getOrDefault(scoreCol);
    Row sums =
        dataset
            .select(Columns.named(name).as("score"))
            .agg(sum("score.logProbability"), sum("score.units"))
            .head();
    if (sums.isNullAt(1) || !(sums.getDouble(1) > 0)) {
      throw new IllegalArgumentException(
          "%s: column '%s' (scoreCol) must have a row with a scored unit, but none has one"
              .formatted(uid, name));
    }
    double mean = sums.getDouble(0) / sums.getDouble(1);
    return getMetricName().equals(PERPLEXITY) ? Math.exp(-mean) : mean;
  }

  @Override
  public boolean isLargerBetter() {
    return !getMetricName().equals(PERPLEXITY);
  }

  @Override
  public HeldOutEvaluator copy(ParamMap extra) {
    return this.<HeldOutEvaluator>defaultCopy(extra);
  }

  @Override
  public MLWriter write() {
    return new DefaultParamsWriter(this);
  }

  public static MLReader<HeldOutEvaluator> read() {
    return new DefaultParamsReader<>();
  }

  public static HeldOutEvaluator load(String path) {
    return read().load(path);
  }
}
