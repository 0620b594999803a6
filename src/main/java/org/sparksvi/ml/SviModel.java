package org.sparksvi.ml;

import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.sparksvi.bundle.Field;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.RowForm;
import org.sparksvi.kind.RowPosteriors;
import org.sparksvi.kind.RowScorer;
import org.sparksvi.kind.RowType;
import org.sparksvi.kind.Trained;
import org.sparksvi.rows.CountInputs;
import org.sparksvi.rows.CountSettings;
import org.sparksvi.rows.RowScores;
import org.sparksvi.spark.input.Columns;
import org.sparksvi.spark.input.VectorRows;
import org.sparksvi.spark.wire.Sent;

/**
 * A trained model of some kind.
 *
 * @param <M> the model itself
 */
public abstract class SviModel<M extends SviModel<M>> extends Model<M> implements MLWritable {
  private static final long serialVersionUID = 1L;
  private static final String SAID = "_svi_said";
  private static final int SCORE_SAMPLES = 100; // per row, of kinds that are scored by samples

  private final String uid;
  private final transient Face face;
  private final Param<?>[] params;
  private final transient Learnt learnt;
  private transient Sent<RowPosteriors<?>> sent;

  SviModel(Face face, String uid, Learnt learnt) {
    this.uid = uid; // Params ask for it
    this.face = face;
    this.learnt = learnt;
    this.params = face.params(this);
    face.setDefaults(this);
  }

  abstract M model(String modelUid, Learnt same);

  @Override
  public final String uid() {
    return uid;
  }

  @Override
  public final Param<?>[] params() {
    return params.clone();
  }

  /**
   * Sets a Param by its name.
   *
   * @throws IllegalArgumentException where there is none, or the value breaks its rule
   */
  @SuppressWarnings("unchecked") // the only class of this type
  public final M with(String name, Object value) {
    set(name, value);
    return (M) this;
  }

  /** The value of a Param that is set or has a default. */
  final Object value(String name) {
    return getOrDefault(getParam(name));
  }

  /** What was learnt, without Spark. */
  public final Trained<?, ?, ?> trained() {
    return learnt.trained();
  }

  final Learnt learnt() {
    return learnt;
  }

  /** How the training went. */
  public final SviSummary summary() {
    return learnt.summary();
  }

  public final boolean hasSummary() {
    return true;
  }

  final List<Face.Output> outputs() {
    return face.outputs();
  }

  /** Entries of the rows' vectors. */
  public final int numFeatures() {
    return trained().names().size();
  }

  private FrameColumns columns() {
    return FrameColumns.of(face, this);
  }

  /**
   * The columns after {@link #transform}.
   *
   * @throws IllegalArgumentException where a column is missing, of another type, or there already
   */
  @Override
  public final StructType transformSchema(StructType schema) {
    return columns().added(schema);
  }

  /** The model after more rows; see {@link #update(Dataset, double)}. */
  public final M update(Dataset<?> dataset) {
    return update(dataset, 1);
  }

  /**
   * The model after more rows, as {@code svi update} makes it: the posterior of earlier rows is the
   * prior of these.
   *
   * @param memory what the sums over earlier rows are multiplied by, in [0, 1]; 1 forgets nothing
   * @throws IllegalArgumentException where the rows are not acceptable
   */
  public final M update(Dataset<?> dataset, double memory) {
    if (!(memory >= 0 && memory <= 1)) {
      throw new IllegalArgumentException(
          "%s: memory must be in [0, 1], but was %s".formatted(uid, memory));
    }
    FrameFit.Update update = new FrameFit.Update(trained(), memory);
    Learnt more =
        new FrameFit(face, this, dataset, Optional.of(update), line -> log().info(line)).fit();
    return copyValues(model(uid, more), ParamMap.empty()).setParent(parent());
  }

  /** The rows with what the model says of them, row by row when they are needed. */
  @Override
  public final Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema(), true);
    Map<String, String> names = columns().outputs();
    Dataset<Row> rows = dataset.toDF();
    Dataset<Row> said = names.isEmpty() ? rows : said(rows, names);
    return columns().score().isEmpty() ? said : scored(said, columns().score().get());
  }

  private Dataset<Row> scored(Dataset<Row> rows, String name) {
    ScoreFunction function = new ScoreFunction(scores(rows), vectors(), fails());
    Dataset<Row> all =
        rows.withColumn(name, udf(function, FrameColumns.SCORE_TYPE).apply(features(rows)));
    return skips() ? all.filter(Columns.named(name).isNotNull()) : all;
  }

  /** The column of the rows; texts as counts of the model's words. */
  private Column features(Dataset<Row> rows) {
    String name = FrameColumns.text(this, face.features()).orElseThrow();
    Column column = Columns.named(name);
    if (!(rows.select(column).schema().fields()[0].dataType() instanceof StringType)) {
      return column;
    }
    CountSettings settings = (CountSettings) FrameSettings.of(face, this).training().rows();
    return CountInputs.whole(rows.sparkSession(), settings, trained().rows().values())
        .tables()
        .counts(column, trained().names());
  }

  private boolean fails() {
    return FrameColumns.text(this, Face.INVALID).orElse("error").equals("error");
  }

  private boolean skips() {
    return FrameColumns.text(this, Face.INVALID).orElse("error").equals("skip");
  }

  private Dataset<Row> said(Dataset<Row> rows, Map<String, String> names) {
    Sent<RowPosteriors<?>> posteriors = posteriors(rows);
    List<org.sparksvi.model.Column> model = posteriors.value().columns();
    List<String> said = model.stream().map(org.sparksvi.model.Column::name).toList();
    int[] wanted = names.keySet().stream().mapToInt(said::indexOf).toArray();
    StructType type = new StructType();
    for (int c : wanted) {
      type =
          type.add(
              model.get(c).name(),
              FrameColumns.type(model.get(c).type()),
              model.get(c).type() == org.sparksvi.model.Column.Type.NUMBER_OR_NONE,
              Metadata.empty());
    }
    RowFunction function = new RowFunction(posteriors, vectors(), wanted, fails());
    Dataset<Row> all = rows.withColumn(SAID, udf(function, type).apply(features(rows)));
    if (skips()) {
      all = all.filter(Columns.named(SAID).isNotNull());
    }
    List<Column> columns = new ArrayList<>();
    for (String name : rows.columns()) {
      columns.add(Columns.named(name));
    }
    for (int c : wanted) {
      org.sparksvi.model.Column column = model.get(c);
      String name = names.get(column.name());
      Column cell = Columns.named(SAID).getField(column.name());
      columns.add(cell.as(name, metadata(name, column)));
    }
    return all.select(columns.toArray(Column[]::new));
  }

  private static Metadata metadata(String name, org.sparksvi.model.Column column) {
    return switch (column.type()) {
      case VECTOR -> new AttributeGroup(name, column.size()).toMetadata();
      case SYMMETRIC -> new AttributeGroup(name, column.size() * column.size()).toMetadata();
      case NUMBER, NUMBER_OR_NONE, WHOLE -> Metadata.empty();
    };
  }

  private VectorRows vectors() {
    RowType<?, ?> type = trained().rows();
    RowForm form = trained().form();
    String place = uid + ".transform";
    return type.words()
        ? VectorRows.counts(place, numFeatures(), type.values())
        : VectorRows.numbers(
            place,
            trained().names().words(),
            type.missing(),
            type.values(),
            form.scale(),
            List.of((String[]) value("missing")));
  }

  /** What the model says of one row, without Spark. */
  final RowScorer.Scores said(Vector features) {
    DataRow row = vectors().row(features);
    RowPosteriors<?> posteriors = trained().posteriors();
    return new RowScorer.Scores(
        posteriors.columns(), List.of(posteriors.of(List.of(row), uid).get(0)));
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
    long splitSeed = hasParam("splitSeed") ? (long) value("splitSeed") : 0;
    return Sent.of(context(rows), RowScores.of(trained(), SCORE_SAMPLES, seed, splitSeed));
  }

  /** Bytes of the parameters, about, by which Spark Connect keeps or drops models. */
  @Override
  public final long estimatedSize() {
    long numbers = 0;
    for (Field field : trained().parameters().layout().fields()) {
      numbers += field.size();
    }
    return numbers * Double.BYTES;
  }

  @Override
  public final M copy(ParamMap extra) {
    return copyValues(model(uid, learnt), extra).setParent(parent());
  }

  @Override
  public final MLWriter write() {
    return new ModelWriter(this);
  }

  @Override
  public final String toString() {
    return "%s: uid=%s, %s"
        .formatted(getClass().getSimpleName(), uid, trained().readOut(0).headline());
  }
}
