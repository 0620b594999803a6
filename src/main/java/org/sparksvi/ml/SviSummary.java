package org.sparksvi.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.spark.ml.classification.TrainingSummary;
import org.apache.spark.ml.util.Summary;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparksvi.engine.TraceLine;

/** How a training went. */
public final class SviSummary implements Summary, TrainingSummary {
  private final List<TraceLine> trace;
  private final String outcome;
  private final String reason;

  SviSummary(List<TraceLine> trace, String outcome, String reason) {
    this.trace = List.copyOf(trace);
    this.outcome = outcome;
    this.reason = reason;
  }

  /** One line for each round. */
  public List<TraceLine> trace() {
    return trace;
  }

  /** The same as a table. */
  public Dataset<Row> toDF() {
    return toDF(SparkSession.active());
  }

  Dataset<Row> toDF(SparkSession spark) {
    StructType type =
        new StructType().add("round", DataTypes.LongType).add("epoch", DataTypes.LongType);
    for (String name : List.of("seconds", "rate", "elbo", "elboPerRow", "elboPerUnit", "heldOut")) {
      type = type.add(name, DataTypes.DoubleType);
    }
    List<Row> rows = new ArrayList<>();
    for (TraceLine line : trace) {
      rows.add(
          RowFactory.create(
              line.round(),
              line.epoch(),
              line.seconds(),
              orNull(line.rate()),
              orNull(line.elbo()),
              orNull(line.elboPerRow()),
              orNull(line.elboPerUnit()),
              orNull(line.heldOut())));
    }
    return spark.createDataFrame(rows, type);
  }

  private static Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  /** Rounds that were done. */
  @Override
  public int totalIterations() {
    return trace.size();
  }

  /**
   * The evidence lower bound per row, in nats, of the rounds in which it was evaluated, in their
   * order; estimates from minibatches.
   */
  @Override
  public double[] objectiveHistory() {
    return present(TraceLine::elboPerRow);
  }

  /** Mean log predictive probability per held-out unit, in nats, whenever it was evaluated. */
  public double[] heldOutHistory() {
    return present(TraceLine::heldOut);
  }

  private double[] present(Function<TraceLine, OptionalDouble> of) {
    return trace.stream().map(of).flatMapToDouble(OptionalDouble::stream).toArray();
  }

  /** Why the training ended: converged, limit reached, diverging or stopped. */
  public String verdict() {
    return outcome;
  }

  /** The verdict's reason, in words. */
  public String reason() {
    return reason;
  }
}
