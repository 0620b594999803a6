package org.sparksvi.ml;

import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.sparksvi.model.Column;

/** How a cell of a model becomes one of a DataFrame. */
enum Shown {
  /** As it is. */
  CELL,
  /** P(1) as the probabilities of 0 and 1. */
  PROBABILITIES,
  /** P(1) as its logit, with the opposite sign before it. */
  LOGITS,
  /** P(1) as the class: 1 where it is above a threshold, else 0. */
  CLASS;

  private static final int CLASSES = 2;

  /** The type of cells of a model's type. */
  DataType type(Column.Type type) {
    return switch (this) {
      case CELL ->
          switch (type) {
            case VECTOR, SYMMETRIC -> SQLDataTypes.VectorType();
            case NUMBER, NUMBER_OR_NONE -> DataTypes.DoubleType;
            case WHOLE -> DataTypes.IntegerType;
          };
      case PROBABILITIES, LOGITS -> SQLDataTypes.VectorType();
      case CLASS -> DataTypes.DoubleType;
    };
  }

  /** What is known of a column. */
  Metadata metadata(String name, Column column) {
    return switch (this) {
      case CELL ->
          switch (column.type()) {
            case VECTOR -> new AttributeGroup(name, column.size()).toMetadata();
            case SYMMETRIC -> new AttributeGroup(name, column.size() * column.size()).toMetadata();
            case NUMBER, NUMBER_OR_NONE, WHOLE -> Metadata.empty();
          };
      case PROBABILITIES, LOGITS -> new AttributeGroup(name, CLASSES).toMetadata();
      case CLASS -> Metadata.empty();
    };
  }

  /**
   * A model's cell as this.
   *
   * @param threshold of classes
   */
  Object of(Object cell, double threshold) {
    return switch (this) {
      case CELL -> cell instanceof double[] vector ? Vectors.dense(vector) : cell;
      case PROBABILITIES -> Vectors.dense(new double[] {1 - (double) cell, (double) cell});
      case LOGITS -> {
        double one = (double) cell;
        double logit = StrictMath.log(one) - StrictMath.log1p(-one);
        yield Vectors.dense(new double[] {-logit, logit});
      }
      case CLASS -> (double) cell > threshold ? 1.0 : 0.0;
    };
  }
}
