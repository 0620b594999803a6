package org.sparksvi.kinds.countmixture;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparksvi.data.CountBlock;
import org.sparksvi.kind.TransformRequest;
import org.sparksvi.kind.Transformed;
import org.sparksvi.models.mixture.MixtureModel;
import org.sparksvi.rows.CountInputs;
import org.sparksvi.rows.CountModel;
import org.sparksvi.rows.CountTables;
import org.sparksvi.rows.CountedRows;

/** Adds responsibilities, log probability and component to each document. */
record CountMixtureTransform(SparkSession spark, TrainedCountMixture trained) {
  private static final String ALL = "_svi_model_output";
  private static final StructType ADDED =
      new StructType()
          .add("responsibilities", SQLDataTypes.VectorType(), false)
          .add("logProbability", DataTypes.DoubleType, false)
          .add("component", DataTypes.IntegerType, false);

  Transformed of(TransformRequest request) {
    List<String> added = List.of(ADDED.fieldNames());
    Dataset<Row> rows =
        new CountedRows(spark, CountInputs.whole(spark, trained.rows()), trained.words())
            .of(request, added);
    Broadcast<CountModel<MixtureModel<CountBlock>>> model =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new CountModel<>(trained.model(), trained.parameters()));
    int components = trained.settings().components();
    UDF1<Vector, Row> posterior = counts -> row(model.value().of(counts), components);
    rows = rows.withColumn(ALL, udf(posterior, ADDED).apply(col(CountTables.COUNTS)));
    for (String name : added) {
      rows = rows.withColumn(name, col(ALL + "." + name));
    }
    return new Transformed(rows.drop(ALL, CountTables.COUNTS), added, model);
  }

  private static Row row(double[] output, int components) {
    return RowFactory.create(
        Vectors.dense(Arrays.copyOf(output, components)),
        output[components],
        (int) output[components + 1]);
  }
}
