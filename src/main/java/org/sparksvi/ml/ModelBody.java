package org.sparksvi.ml;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.slf4j.LoggerFactory;
import org.sparksvi.bundle.Field;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.RowForm;
import org.sparksvi.kind.RowPosteriors;
import org.sparksvi.kind.RowScorer;
import org.sparksvi.kind.RowType;
import org.sparksvi.kind.Trained;
import org.sparksvi.rows.CountInputs;
import org.sparksvi.rows.CountSettings;
import org.sparksvi.rows.RowBounds;
import org.sparksvi.rows.RowScores;
import org.sparksvi.rows.RowValue;
import org.sparksvi.spark.input.Columns;
import org.sparksvi.spark.input.RoleSettings;
import org.sparksvi.spark.input.VectorRows;
import org.sparksvi.spark.wire.Sent;

/**
 * What a model does, whatever Spark takes it for.
 *
 * @param <M> the model
 */
public final class ModelBody<M> {
  private static final String SAID = "_svi_said";
  private static final String GROUP = "group"; // vectors have none
  private static final int SCORE_SAMPLES = 100; // per row, of kinds that are scored by samples

  private final Face face;
  private final Model<?> stage;
  private final Learnt learnt;
  private final ModelMaker<M> maker;
  private Sent<RowPosteriors<?>> sent;
  private final ClassCode code;

  /**
   * Of a model.
   *
   * @param stage whose Params say how
   * @param maker of models of its class
   */
  ModelBody(Face face, Model<?> stage, Learnt learnt, ModelMaker<M> maker) {
    this.face = face;
    this.stage = stage;
    this.learnt = learnt;
    this.maker = maker;
    this.code = new ClassCode(face, stage);
  }

  Learnt learnt() {
    return learnt;
  }

  /** With the code of a class that the stage names, where it does. */
  Trained<?, ?, ?> trained() {
    return code.of(learnt.trained());
  }

  /** Remembers the jar of the model's class, so that another is refused. */
  void bind() {
    code.bind();
  }

  /** Takes what a run recorded of its rows. */
  void recorded(ObjectNode configuration) {
    RecordedParams.set(face, stage, configuration);
  }

  List<Face.Output> outputs() {
    return face.outputs();
  }

  /** The value of {@code model.kind}. */
  String kind() {
    return face.kind();
  }

  int numFeatures() {
    return trained().names().size();
  }

  private Object value(String name) {
    return stage.getOrDefault(stage.getParam(name));
  }

  private FrameColumns columns() {
    return FrameColumns.of(face, stage);
  }

  StructType added(StructType schema) {
    StructType all = columns().added(schema, wanted());
    for (org.sparksvi.model.Column own : locals()) {
      all = all.add(own.name(), Shown.CELL.type(own.type()), true, Metadata.empty());
    }
    return all;
  }

  /**
   * The names of what is wanted; what the model does not say is left out unless it is asked for.
   */
  private Map<Face.Output, String> wanted() {
    Map<Face.Output, String> names = columns().outputs();
    if (face.byName()) {
      List<String> known =
          trained().model().output().stream().map(org.sparksvi.model.Column::name).toList();
      names.keySet().removeIf(output -> !known.contains(output.column()) && !isAskedFor(output));
    }
    return names;
  }

  private boolean isAskedFor(Face.Output output) {
    if (stage.isSet(stage.getParam(output.param()))) {
      throw new IllegalArgumentException(
          "%s, param %s: must be empty, as the model says no '%s'"
              .formatted(stage.uid(), output.param(), output.column()));
    }
    return false;
  }

  /** What is said besides of rows that have numbers of their own, where it is wanted. */
  private List<org.sparksvi.model.Column> locals() {
    if (!stage.hasParam(JointPosterior.LOCALS) || !(boolean) value(JointPosterior.LOCALS)) {
      return List.of();
    }
    List<String> others = face.outputs().stream().map(Face.Output::column).toList();
    return trained().model().output().stream()
        .filter(column -> !others.contains(column.name()))
        .toList();
  }

  M updated(Dataset<?> dataset, double memory) {
    if (!(memory >= 0 && memory <= 1)) {
      throw new IllegalArgumentException(
          "%s: memory must be in [0, 1], but was %s".formatted(stage.uid(), memory));
    }
    FrameFit.Update update = new FrameFit.Update(trained(), memory);
    Learnt more =
        new FrameFit(face, stage, dataset, Optional.of(update), this::log, line -> {}).fit();
    return same(more, ParamMap.empty());
  }

  M copy(ParamMap extra) {
    return same(learnt, extra);
  }

  /** A model with these Params that has learnt something. */
  @SuppressWarnings("unchecked") // a model of the stage's class
  private M same(Learnt other, ParamMap extra) {
    Model<?> model = stage.copyValues((Model<?>) maker.of(stage.uid(), other), extra);
    setParent(model, stage);
    return (M) model;
  }

  @SuppressWarnings("unchecked") // both are of one class
  private static <A extends Model<A>> void setParent(Model<?> model, Model<?> like) {
    ((A) model).setParent(((A) like).parent());
  }

  Dataset<Row> transformed(Dataset<?> dataset) {
    Map<Face.Output, String> names = wanted();
    Dataset<Row> rows = dataset.toDF();
    if (face.byName()) {
      return new NamedTransform(face, stage, this::log).of(trained(), rows, names, locals());
    }
    Dataset<Row> said = names.isEmpty() ? rows : said(rows, names);
    return columns().score().isEmpty() ? said : scored(said, columns().score().get());
  }

  private void log(String line) {
    LoggerFactory.getLogger(stage.getClass()).info(line);
  }

  private Dataset<Row> scored(Dataset<Row> rows, String name) {
    Dataset<Row> all = rows.withColumn(name, valued(rows, scores(rows)));
    return skips() ? all.filter(Columns.named(name).isNotNull()) : all;
  }

  private Column valued(Dataset<Row> rows, Sent<? extends RowValue> values) {
    ScoreFunction function = new ScoreFunction(values, vectors(rows.schema()), fails());
    return udf(function, FrameColumns.SCORE_TYPE).apply(cells(rows));
  }

  /** The ELBO of rows, in nats, and their units of observation. */
  double[] bound(Dataset<?> dataset) {
    columns().added(dataset.schema());
    Dataset<Row> rows = dataset.toDF();
    RowBounds<?> bounds = RowBounds.of(trained(), (long) value("seed"));
    Sent<RowBounds<?>> sent = Sent.of(context(rows), bounds);
    try {
      Row sums =
          rows.select(valued(rows, sent).as("bound"))
              .agg(sum("bound.logProbability"), sum("bound.units"))
              .head();
      double units = sums.isNullAt(1) ? 0 : sums.getDouble(1);
      if (!(units > 0)) {
        throw new IllegalArgumentException(
            "%s: the rows must have a unit that counts, such as a token, but none has one"
                .formatted(stage.uid()));
      }
      return new double[] {sums.getDouble(0) + bounds.globalElbo(), units};
    } finally {
      sent.destroy();
    }
  }

  /** The column of the rows: texts as counts of the model's words, numbers with their roles. */
  private Column cells(Dataset<Row> rows) {
    Column column = Columns.named(FrameColumns.text(stage, face.features()).orElseThrow());
    if (!trained().rows().words()) {
      List<Column> cells = new ArrayList<>(List.of(column));
      for (String param : List.of(Face.WEIGHT, Face.LABEL, Face.OFFSET, GROUP, Face.TRIALS)) {
        cells.add(
            role(rows.schema(), param)
                .map(Columns::named)
                .orElse(lit(null).cast(DataTypes.DoubleType))
                .as(param));
      }
      return struct(cells.toArray(Column[]::new));
    }
    if (!(rows.select(column).schema().fields()[0].dataType() instanceof StringType)) {
      return column;
    }
    CountSettings settings = (CountSettings) FrameSettings.of(face, stage).training().rows();
    return CountInputs.whole(rows.sparkSession(), settings, trained().rows().values())
        .tables()
        .counts(column, trained().names());
  }

  /** The column of a role, where rows to transform have it. */
  private Optional<String> role(StructType schema, String param) {
    return FrameColumns.text(stage, param)
        .filter(name -> FrameColumns.find(schema, name).isPresent());
  }

  private boolean fails() {
    return FrameColumns.text(stage, Face.INVALID).orElse("error").equals("error");
  }

  private boolean skips() {
    return FrameColumns.text(stage, Face.INVALID).orElse("error").equals("skip");
  }

  private Dataset<Row> said(Dataset<Row> rows, Map<Face.Output, String> names) {
    Sent<RowPosteriors<?>> posteriors = posteriors(rows);
    List<org.sparksvi.model.Column> model = posteriors.value().columns();
    List<String> known = model.stream().map(org.sparksvi.model.Column::name).toList();
    List<Face.Output> wanted = List.copyOf(names.keySet());
    int[] places = wanted.stream().mapToInt(output -> known.indexOf(output.column())).toArray();
    StructType type = new StructType();
    for (Face.Output output : wanted) {
      type =
          type.add(
              output.param(),
              output.shown().type(output.type()),
              output.type() == org.sparksvi.model.Column.Type.NUMBER_OR_NONE,
              Metadata.empty());
    }
    Shown[] shown = wanted.stream().map(Face.Output::shown).toArray(Shown[]::new);
    RowFunction function =
        new RowFunction(posteriors, vectors(rows.schema()), places, shown, threshold(), fails());
    Dataset<Row> all = rows.withColumn(SAID, udf(function, type).apply(cells(rows)));
    if (skips()) {
      all = all.filter(Columns.named(SAID).isNotNull());
    }
    List<Column> columns = new ArrayList<>();
    for (String name : rows.columns()) {
      columns.add(Columns.named(name));
    }
    for (int c = 0; c < places.length; c++) {
      Face.Output output = wanted.get(c);
      String name = names.get(output);
      Column cell = Columns.named(SAID).getField(output.param());
      columns.add(cell.as(name, output.shown().metadata(name, model.get(places[c]))));
    }
    return all.select(columns.toArray(Column[]::new));
  }

  /** Above which the probability of 1 makes a row of that class. */
  double threshold() {
    return stage.hasParam(Face.THRESHOLD) ? (double) value(Face.THRESHOLD) : Double.NaN;
  }

  /** Reads the cells of rows with a schema. */
  private VectorRows vectors(StructType schema) {
    RowType<?, ?> type = trained().rows();
    RowForm form = trained().form();
    String place = stage.uid() + ".transform";
    List<String> names = trained().names().words();
    if (type.words()) {
      return VectorRows.counts(place, numFeatures(), type.values());
    }
    List<String> missing = List.of((String[]) value("missing"));
    Optional<RoleSettings> roles =
        Optional.of(
                new RoleSettings(
                    role(schema, Face.LABEL).orElse(""),
                    role(schema, Face.TRIALS).orElse(""),
                    role(schema, Face.OFFSET).orElse(""),
                    "",
                    "",
                    false,
                    true,
                    type.responses()))
            .filter(given -> type.labelled());
    return VectorRows.numbers(
        place,
        names,
        type.missing(),
        type.values(),
        form.scale(),
        missing,
        role(schema, Face.WEIGHT).orElse(""),
        roles);
  }

  /** What the model says of one row, without Spark. */
  RowScorer.Scores said(Vector features) {
    DataRow row = vectors(new StructType()).row(features);
    RowPosteriors<?> posteriors = trained().posteriors();
    return new RowScorer.Scores(
        posteriors.columns(), Arrays.asList(posteriors.of(List.of(row), stage.uid()).get(0)));
  }

  private static JavaSparkContext context(Dataset<Row> rows) {
    return JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext());
  }

  private synchronized Sent<RowPosteriors<?>> posteriors(Dataset<Row> rows) {
    if (sent == null || !sent.isValid()) {
      sent = Sent.of(context(rows), trained().posteriors());
    }
    return sent;
  }

  private Sent<RowScores<?>> scores(Dataset<Row> rows) {
    long seed = (long) value("seed");
    long splitSeed = stage.hasParam("splitSeed") ? (long) value("splitSeed") : 0;
    return Sent.of(context(rows), RowScores.of(trained(), SCORE_SAMPLES, seed, splitSeed));
  }

  /** Of the parameters, about. */
  long bytes() {
    long numbers = 0;
    for (Field field : trained().parameters().layout().fields()) {
      numbers += field.size();
    }
    return numbers * Double.BYTES;
  }

  String text() {
    return "%s: uid=%s, %s"
        .formatted(stage.getClass().getSimpleName(), stage.uid(), trained().readOut(0).headline());
  }
}
