package org.sparksvi.ml;

import java.util.Objects;
import java.util.Optional;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.models.joint.LogJoint;

/** The posterior of a model of your own. */
public final class JointPosteriorModel extends KindModel<JointPosteriorModel> implements WithCode {
  private static final long serialVersionUID = 1L;

  private transient LogJoint model; // null where none was given since the fit

  /** Nothing: Spark Connect finds out by it which classes there are. */
  public JointPosteriorModel() {
    this("", null);
  }

  JointPosteriorModel(String uid, Learnt learnt) {
    super(JointPosterior.FACE, uid, learnt, JointPosteriorModel::new);
  }

  public static MLReader<JointPosteriorModel> read() {
    return new ModelReader<>(JointPosteriorModel.class, JointPosteriorModel::new);
  }

  public static JointPosteriorModel load(String path) {
    return read().load(path);
  }

  /** The class of a model that was loaded: no file names code to run. */
  public JointPosteriorModel setModelClass(String value) {
    return with(JointPosterior.CLASS, value);
  }

  /** A row for each parameter and kept quantity: mean, deviation, quantiles and name. */
  public Dataset<Row> quantitiesDF() {
    return LearntTables.of(SparkSession.active(), body().learnt(), "quantities");
  }

  /** Draws of the parameters, a column each: those of {@code svi sample} with the same seed. */
  public Dataset<Row> drawsDF(int draws, long seed) {
    return ParameterDraws.of(trained(), draws, seed);
  }

  /** What the class is made with: texts such as {@code groups=85}. */
  public JointPosteriorModel setModelSettings(String... value) {
    return with(JointPosterior.SETTINGS, value);
  }

  /** The model itself, such as a lambda, of a model that was loaded. */
  public JointPosteriorModel setModel(LogJoint value) {
    model = Objects.requireNonNull(value);
    return this;
  }

  /** Code that was given since; that of the fit the model has. */
  @Override
  public Optional<Object> code() {
    return Optional.ofNullable(model);
  }

  @Override
  public JointPosteriorModel copy(ParamMap extra) {
    JointPosteriorModel copy = super.copy(extra);
    copy.model = model;
    return copy;
  }
}
