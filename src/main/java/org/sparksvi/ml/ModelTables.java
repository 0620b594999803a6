package org.sparksvi.ml;

import org.apache.spark.ml.Model;
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
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * What a model has learnt, as a table: such as its topics, components, loadings or coefficients, as
 * {@code svi describe} shows them, and the trace of its training. Any client of Spark Connect can
 * ask for it.
 *
 * <p>The rows that are transformed have no say: the table comes in their place.
 */
public final class ModelTables extends Model<ModelTables> implements MLWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final Param<String> path;
  private final Param<String> table;

  public ModelTables() {
    this(Identifiable$.MODULE$.randomUID("modelTables"));
  }

  public ModelTables(String uid) {
    this.uid = uid; // Params ask for it
    this.path = new Param<>(uid, "path", "directory of a saved model, or of a run");
    this.table =
        new Param<>(uid, "table", "name of the table, such as topics, coefficients or trace");
    setDefault(table, "trace");
  }

  @Override
  public String uid() {
    return uid;
  }

  /** Directory of a saved model, or of a run. */
  public Param<String> path() {
    return path;
  }

  /** Name of the table. */
  public Param<String> table() {
    return table;
  }

  public ModelTables setPath(String value) {
    set(path, value);
    return this;
  }

  public ModelTables setTable(String value) {
    set(table, value);
    return this;
  }

  private Dataset<Row> learnt() {
    SparkSession spark = SparkSession.active();
    return LearntTables.of(
        spark, ModelReader.learnt(getOrDefault(path), spark), getOrDefault(table));
  }

  /**
   * The table.
   *
   * @throws IllegalArgumentException where the model has no table of the name; the message names
   *     those that it has
   */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    return learnt();
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return learnt().schema();
  }

  @Override
  public ModelTables copy(ParamMap extra) {
    return this.<ModelTables>defaultCopy(extra);
  }

  @Override
  public MLWriter write() {
    return new DefaultParamsWriter(this);
  }

  public static MLReader<ModelTables> read() {
    return new DefaultParamsReader<>();
  }

  public static ModelTables load(String path) {
    return read().load(path);
  }
}
