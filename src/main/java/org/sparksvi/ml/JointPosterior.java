package org.sparksvi.ml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.sparksvi.kind.Setting.Form;
import org.sparksvi.model.Column;
import org.sparksvi.models.joint.LogJoint;

/**
 * Models of your own: a class that says the log joint density of a row and the parameters. Rows are
 * columns of the DataFrame by their names.
 */
public final class JointPosterior extends KindEstimator<JointPosterior, JointPosteriorModel>
    implements WithCode {
  private static final long serialVersionUID = 1L;

  static final String CLASS = "modelClass";
  static final String LOCALS = "locals";
  private static final String CLASS_KEY = "model.class";
  static final String SETTINGS = "modelSettings";
  static final String DIGEST = "modelClassSha256";
  static final String DIGEST_KEY = "model.class-sha256";

  static final Face FACE =
      new Face(
          "joint",
          Map.of("inference.epochs", "maxIter", DIGEST_KEY, DIGEST),
          List.of(
              new Face.Output(
                  "expected", Column.Type.NUMBER_OR_NONE, "predictionCol", "prediction"),
              new Face.Output("deviation", Column.Type.NUMBER, "deviationCol", ""),
              new Face.Output("lower", Column.Type.NUMBER, "lowerCol", ""),
              new Face.Output("upper", Column.Type.NUMBER, "upperCol", ""),
              new Face.Output("logDensity", Column.Type.NUMBER_OR_NONE, "logDensityCol", "")),
          Map.of(CLASS_KEY, ""),
          List.of(
              new ParamRow(
                  CLASS,
                  CLASS_KEY,
                  Form.TEXT,
                  null,
                  "name of a class on the class path that is a LogJoint. It is not read from files:"
                      + " whoever loads an estimator or a model sets it again",
                  Optional.empty(),
                  ParamRow.AS_IT_IS),
              new ParamRow(
                  SETTINGS,
                  "model.settings",
                  Form.TEXTS,
                  null,
                  "what the class is made with: texts such as groups=85",
                  Optional.empty(),
                  JointPosterior::settings),
              ParamRow.own(
                  LOCALS,
                  Form.FLAG,
                  false,
                  "whether transform adds what it says of the row's, or its group's, own numbers:"
                      + " columns by their names")),
          true);

  private transient LogJoint model; // null where a class is named

  public JointPosterior() {
    this(Identifiable$.MODULE$.randomUID("jointPosterior"));
  }

  public JointPosterior(String uid) {
    super(FACE, uid, JointPosteriorModel::new);
  }

  private static Object settings(Object texts) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (String text : (String[]) texts) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "modelSettings must be texts such as groups=85, but one is '%s'".formatted(text));
      }
      String name = text.substring(0, equals).strip();
      if (settings.put(name, text.substring(equals + 1).strip()) != null) {
        throw new IllegalArgumentException("modelSettings must say '%s' once".formatted(name));
      }
    }
    return settings;
  }

  public static MLReader<JointPosterior> read() {
    return new DefaultParamsReader<>() {
      @Override
      public JointPosterior load(String path) {
        JointPosterior loaded = super.load(path);
        loaded.clear(loaded.getParam(CLASS)); // no file names code to run
        return loaded;
      }
    };
  }

  public static JointPosterior load(String path) {
    return read().load(path);
  }

  /** The model as a class on the class path. */
  public JointPosterior setModelClass(String value) {
    return with(CLASS, value);
  }

  /** What the class is made with: texts such as {@code groups=85}. */
  public JointPosterior setModelSettings(String... value) {
    return with(SETTINGS, value);
  }

  /** The model itself, such as a lambda. It is no Param and is not saved. */
  public JointPosterior setModel(LogJoint value) {
    model = Objects.requireNonNull(value);
    return this;
  }

  /** The column of groups that the class has local numbers of. */
  public JointPosterior setGroupCol(String value) {
    return with("groupCol", value);
  }

  /** Whether {@code transform} adds columns of rows', or groups', own numbers by their names. */
  public JointPosterior setLocals(boolean value) {
    return with(LOCALS, value);
  }

  @Override
  public Optional<Object> code() {
    boolean named = isSet(getParam(CLASS));
    if ((model == null) != named) {
      throw new IllegalArgumentException(
          "%s: modelClass must be set, or a model be given by setModel, but %s"
              .formatted(uid(), named ? "both are" : "neither is"));
    }
    return Optional.ofNullable(model);
  }

  @Override
  public JointPosterior copy(ParamMap extra) {
    JointPosterior copy = super.copy(extra);
    copy.model = model;
    return copy;
  }
}
