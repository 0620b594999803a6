package org.sparksvi.rows;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.kind.TransformRequest;
import org.sparksvi.kind.Transformed;
import org.sparksvi.model.Model;
import org.sparksvi.model.Transforms;
import org.sparksvi.spark.input.DenseReader;
import org.sparksvi.spark.input.DenseTable;

/**
 * Columns that a model adds to rows of numbers.
 *
 * @param fields names and types
 * @param values of a row
 */
public record DenseTransform(List<StructField> fields, RowColumns values) {

  public DenseTransform {
    fields = List.copyOf(fields);
  }

  /** Adds them to the rows of a reader. */
  public <M extends Model<DenseBlock> & Transforms<DenseBlock>> Transformed of(
      SparkSession spark, TransformRequest request, DenseReader reader, RowModel<M> model) {
    DenseTable table = reader.table();
    if (table.tally().invalid().count() > 0) {
      request.note().accept("left out: %d invalid rows".formatted(table.tally().invalid().count()));
    }
    Broadcast<RowModel<M>> sent =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(model);
    RowColumns columns = values;
    return new Transformed(
        table.with(fields, rows -> sent.value().of(rows, columns)),
        fields.stream().map(StructField::name).toList(),
        sent);
  }
}
