package org.sparksvi.ml;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns that a stage reads and adds.
 *
 * @param face of the stage
 * @param stage whose Params name them
 */
record FrameColumns(Face face, PipelineStage stage) {
  private static final String FORMULA = "formula";
  static final String COLUMNS = "inputCols";
  static final String CATEGORIES = "categoricalCols";
  static final String GROUP = "groupCol";

  /** The fields of scores. */
  static final StructType SCORE_TYPE =
      new StructType()
          .add("logProbability", DataTypes.DoubleType, false)
          .add("units", DataTypes.DoubleType, false);

  static FrameColumns of(Face face, PipelineStage stage) {
    return new FrameColumns(face, stage);
  }

  /** The text of a Param; empty where it is unset or empty. */
  static Optional<String> text(PipelineStage stage, String name) {
    if (!stage.hasParam(name)) {
      return Optional.empty();
    }
    Param<Object> param = stage.getParam(name);
    return stage.isDefined(param)
        ? Optional.of(String.valueOf(stage.getOrDefault(param))).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  /** Names for users of the model's columns that are wanted, in the order of the face. */
  Map<Face.Output, String> outputs() {
    Map<Face.Output, String> names = new LinkedHashMap<>();
    for (Face.Output output : face.outputs()) {
      text(stage, output.param()).ifPresent(name -> names.put(output, name));
    }
    return names;
  }

  /** The name of the column of scores, where it is wanted. */
  Optional<String> score() {
    return text(stage, Face.SCORE);
  }

  /**
   * A schema with the added columns.
   *
   * @throws IllegalArgumentException where a column is missing, of another type, or there already
   */
  StructType added(StructType schema) {
    return added(schema, outputs());
  }

  /** The same with some of the outputs. */
  StructType added(StructType schema, Map<Face.Output, String> outputs) {
    if (face.byName()) {
      requireNamed(schema);
    } else {
      require(
          schema,
          face.features(),
          type ->
              type.equals(SQLDataTypes.VectorType())
                  || (type instanceof ArrayType array && array.elementType() instanceof NumericType)
                  || (type instanceof StringType && face.words()),
          face.words()
              ? "a vector, an array of numbers, or text"
              : "a vector or an array of numbers");
    }
    require(schema, Face.WEIGHT, NumericType.class::isInstance, "a number");
    require(schema, Face.VALIDATION, BooleanType.class::isInstance, "a boolean");
    requireKnown(schema);
    require(schema, Face.OFFSET, NumericType.class::isInstance, "a number");
    StructType all = schema;
    for (Map.Entry<Face.Output, String> named : outputs.entrySet()) {
      Face.Output output = named.getKey();
      DataType type = output.shown().type(output.type());
      all = with(all, new StructField(named.getValue(), type, true, Metadata.empty()));
    }
    return score().isPresent()
        ? with(all, new StructField(score().get(), SCORE_TYPE, true, Metadata.empty()))
        : all;
  }

  /** The name of the column of responses; none where a formula says it. */
  Optional<String> label() {
    return text(stage, FORMULA).isPresent() ? Optional.empty() : text(stage, Face.LABEL);
  }

  /** Rows to transform may lack what is to be predicted. */
  private void requireKnown(StructType schema) {
    boolean classes = face.byName(); // which may be texts
    if (label().isPresent() && wanted(schema, Face.LABEL)) {
      require(
          schema,
          Face.LABEL,
          type -> type instanceof NumericType || (classes && type instanceof StringType),
          classes ? "a number or a text" : "a number");
    }
    if (wanted(schema, Face.TRIALS)) {
      require(schema, Face.TRIALS, NumericType.class::isInstance, "a number");
    }
  }

  private boolean wanted(StructType schema, String param) {
    return stage instanceof Estimator
        || text(stage, param).filter(name -> find(schema, name).isPresent()).isPresent();
  }

  private void requireNamed(StructType schema) {
    for (String param : List.of(COLUMNS, CATEGORIES)) {
      Param<Object> names = stage.getParam(param);
      if (stage.isDefined(names)) {
        for (String name : (String[]) stage.getOrDefault(names)) {
          require(schema, name, param, type -> true, "");
        }
      }
    }
    require(schema, GROUP, type -> true, "");
  }

  /** A column by its name, as Spark compares names. */
  static Optional<StructField> find(StructType schema, String name) {
    return Arrays.stream(schema.fields())
        .filter(field -> field.name().equalsIgnoreCase(name))
        .findFirst();
  }

  private static StructType with(StructType schema, StructField field) {
    if (find(schema, field.name()).isPresent()) {
      throw new IllegalArgumentException(
          "Output column %s already exists.".formatted(field.name()));
    }
    return schema.add(field);
  }

  private interface Accepts {
    boolean type(DataType type);
  }

  private void require(StructType schema, String param, Accepts accepts, String rule) {
    text(stage, param).ifPresent(name -> require(schema, name, param, accepts, rule));
  }

  private void require(StructType schema, String name, String param, Accepts accepts, String rule) {
    StructField field =
        find(schema, name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s: column '%s' (%s) must exist, but the columns are %s"
                            .formatted(
                                stage.uid(), name, param, String.join(", ", schema.fieldNames()))));
    if (!accepts.type(field.dataType())) {
      throw new IllegalArgumentException(
          "%s: column '%s' (%s) must be %s, but is %s"
              .formatted(stage.uid(), name, param, rule, field.dataType().catalogString()));
    }
  }
}
