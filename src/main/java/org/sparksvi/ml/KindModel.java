package org.sparksvi.ml;

import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A model that Spark knows nothing else of.
 *
 * @param <M> the model itself
 */
public abstract class KindModel<M extends KindModel<M>> extends Model<M> implements SviModel<M> {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final Param<?>[] params;
  private final transient ModelBody<M> body;

  KindModel(Face face, String uid, Learnt learnt, ModelMaker<M> maker) {
    this.uid = uid; // Params ask for it
    this.params = face.params(this);
    this.body = new ModelBody<>(face, this, learnt, maker);
    face.setDefaults(this);
  }

  @Override
  public final ModelBody<M> body() {
    return body;
  }

  @Override
  public final String uid() {
    return uid;
  }

  @Override
  public final Param<?>[] params() {
    return params.clone();
  }

  /** Entries of the rows' vectors. */
  public final int numFeatures() {
    return body.numFeatures();
  }

  @Override
  public final StructType transformSchema(StructType schema) {
    return body.added(schema);
  }

  @Override
  public final Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema(), true);
    return body.transformed(dataset);
  }

  /** Bytes of the parameters, about, by which Spark Connect keeps or drops models. */
  @Override
  public final long estimatedSize() {
    return body.bytes();
  }

  @Override
  public M copy(ParamMap extra) {
    return body.copy(extra);
  }

  @Override
  public final MLWriter write() {
    return new ModelWriter(this);
  }

  @Override
  public final String toString() {
    return body.text();
  }
}
