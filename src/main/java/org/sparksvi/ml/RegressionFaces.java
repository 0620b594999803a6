package org.sparksvi.ml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.PredictorParams;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamPair;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.shared.HasProbabilityCol;
import org.apache.spark.ml.param.shared.HasRawPredictionCol;
import org.sparksvi.kind.Setting.Form;
import org.sparksvi.model.Column;
import scala.jdk.javaapi.CollectionConverters;

/** What the pairs for regression have in common. */
final class RegressionFaces {
  static final String KIND = "regression";
  static final String LIKELIHOOD = "model.likelihood";
  static final double HALF = 0.5;
  private static final String FORMULA = "model.formula"; // columns are vectors
  private static final String NONE = "";

  private static final Map<String, String> NAMES =
      Map.of(
          "model.intercept", "fitIntercept",
          "model.prior.standardised", "standardization",
          "inference.epochs", "maxIter");

  private static final ParamRow PRECISION =
      new ParamRow(
          "regParam",
          "model.prior.scale",
          Form.REAL,
          null,
          "precision of a coefficient's prior: 1 / priorScale², positive. Unset: priorScale says it.",
          Optional.empty(),
          RegressionFaces::scale);

  private static final ParamRow THRESHOLD =
      ParamRow.own(
          Face.THRESHOLD,
          Form.REAL,
          HALF,
          "above which the probability of 1 makes a row of class 1, from 0 to 1");

  private RegressionFaces() {}

  private static Object scale(Object precision) {
    double value = (double) precision;
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "regParam must be positive and finite, but is " + precision);
    }
    return 1 / Math.sqrt(value);
  }

  /** The threshold of the probability of 1 by thresholds of both classes. */
  static double threshold(double[] ofClasses) {
    if (ofClasses.length != 2) {
      throw new IllegalArgumentException(
          "thresholds must be two, of the classes 0 and 1, but are " + ofClasses.length);
    }
    return 1 / (1 + ofClasses[0] / ofClasses[1]);
  }

  /** The same of both classes. */
  static double[] thresholds(double threshold) {
    return new double[] {1 - threshold, threshold};
  }

  /** Of one likelihood with responses of any number. */
  static Face ofNumbers(String likelihood) {
    return new Face(
        KIND, NAMES, outputs(), Map.of(LIKELIHOOD, likelihood, FORMULA, NONE), List.of(PRECISION));
  }

  /** Of any likelihood. */
  static Face ofFamilies() {
    Map<String, String> names = new HashMap<>(NAMES);
    names.put(LIKELIHOOD, "family");
    return new Face(KIND, names, outputs(), Map.of(FORMULA, NONE), List.of(PRECISION));
  }

  /** Of any likelihood, with effects that vary by group; rows are columns by their names. */
  static Face ofGroups() {
    Map<String, String> names = new HashMap<>(NAMES);
    names.put(LIKELIHOOD, "family");
    List<Face.Output> outputs = new ArrayList<>(outputs());
    outputs.add(new Face.Output("effects", Column.Type.VECTOR, "effectsCol", ""));
    outputs.add(new Face.Output("effectDeviations", Column.Type.VECTOR, "effectDeviationsCol", ""));
    return new Face("mixed", names, outputs, Map.of(), List.of(PRECISION), true);
  }

  /** Of one likelihood with the responses 0 and 1. */
  static Face ofClasses(String likelihood) {
    List<Face.Output> outputs = new ArrayList<>();
    outputs.add(
        new Face.Output(
            "expected", Column.Type.NUMBER, "predictionCol", "prediction", Shown.CLASS));
    outputs.add(
        new Face.Output(
            "expected", Column.Type.NUMBER, "rawPredictionCol", "rawPrediction", Shown.LOGITS));
    outputs.add(
        new Face.Output(
            "expected", Column.Type.NUMBER, "probabilityCol", "probability", Shown.PROBABILITIES));
    outputs.addAll(outputs().subList(1, outputs().size()));
    return new Face(
        KIND,
        NAMES,
        outputs,
        Map.of(LIKELIHOOD, likelihood, FORMULA, NONE),
        List.of(PRECISION, THRESHOLD));
  }

  private static List<Face.Output> outputs() {
    return List.of(
        new Face.Output("expected", Column.Type.NUMBER, "predictionCol", "prediction"),
        new Face.Output("deviation", Column.Type.NUMBER, "deviationCol", ""),
        new Face.Output("lower", Column.Type.NUMBER, "lowerCol", ""),
        new Face.Output("upper", Column.Type.NUMBER, "upperCol", ""),
        new Face.Output("logDensity", Column.Type.NUMBER_OR_NONE, "logDensityCol", ""));
  }

  /**
   * Gives one of Spark's predictors the Params of its own table: those that Spark's constructors
   * made belong to nobody, since there was no uid yet.
   */
  static void adopt(PredictorParams stage) {
    for (ParamPair<?> pair : CollectionConverters.asJava(stage.defaultParamMap().toSeq())) {
      stage.defaultParamMap().remove(pair.param());
    }
    stage.org$apache$spark$ml$param$shared$HasLabelCol$_setter_$labelCol_$eq(
        param(stage, Face.LABEL));
    stage.org$apache$spark$ml$param$shared$HasFeaturesCol$_setter_$featuresCol_$eq(
        param(stage, "featuresCol"));
    stage.org$apache$spark$ml$param$shared$HasPredictionCol$_setter_$predictionCol_$eq(
        param(stage, "predictionCol"));
    if (stage instanceof HasRawPredictionCol raw) {
      raw.org$apache$spark$ml$param$shared$HasRawPredictionCol$_setter_$rawPredictionCol_$eq(
          param(stage, "rawPredictionCol"));
    }
    if (stage instanceof HasProbabilityCol probable) {
      probable.org$apache$spark$ml$param$shared$HasProbabilityCol$_setter_$probabilityCol_$eq(
          param(stage, "probabilityCol"));
    }
  }

  @SuppressWarnings("unchecked") // of texts
  private static Param<String> param(Params stage, String name) {
    return (Param<String>) (Param<?>) stage.getParam(name);
  }
}
