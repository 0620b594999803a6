package org.sparksvi.ml;

import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * {@link SviStream} for clients of Spark Connect, which can call nothing but {@code fit}: it brings
 * a batch into the model of a run, whose tables are what it returns.
 */
public final class RunUpdate extends Estimator<ModelTables> {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final Param<String> run;
  private final Param<String> stream;
  private final LongParam batch;
  private final DoubleParam forgetting;
  private final IntParam keep;

  public RunUpdate() {
    this(Identifiable$.MODULE$.randomUID("runUpdate"));
  }

  public RunUpdate(String uid) {
    this.uid = uid; // Params ask for it
    this.run = new Param<>(uid, "run", "directory of a run");
    this.stream = new Param<>(uid, "stream", "name of the stream");
    this.batch = new LongParam(uid, "batch", "number of the batch");
    this.forgetting =
        new DoubleParam(uid, "forgetting", "what the sums over earlier rows are multiplied by");
    this.keep = new IntParam(uid, "keep", "models that stay");
  }

  @Override
  public String uid() {
    return uid;
  }

  /** Directory of the run. */
  public Param<String> run() {
    return run;
  }

  /** Name of the stream. */
  public Param<String> stream() {
    return stream;
  }

  /** Number of the batch in the stream. */
  public LongParam batch() {
    return batch;
  }

  /** What the sums over earlier rows are multiplied by, in (0, 1]. */
  public DoubleParam forgetting() {
    return forgetting;
  }

  /** Models that stay. */
  public IntParam keep() {
    return keep;
  }

  /**
   * Brings a batch into the model; one without rows, or that is in it already, changes nothing.
   *
   * @throws IllegalArgumentException where the rows or the run are not acceptable
   */
  @Override
  public ModelTables fit(Dataset<?> dataset) {
    SviStream into =
        new SviStream(
            getOrDefault(run),
            getOrDefault(stream),
            (double) getOrDefault(forgetting),
            (int) getOrDefault(keep));
    into.update(dataset.toDF(), (long) getOrDefault(batch));
    return new ModelTables().setPath(getOrDefault(run));
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return schema;
  }

  @Override
  public RunUpdate copy(ParamMap extra) {
    return this.<RunUpdate>defaultCopy(extra);
  }
}
