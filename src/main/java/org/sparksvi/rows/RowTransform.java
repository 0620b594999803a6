package org.sparksvi.rows;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.sparksvi.data.Block;
import org.sparksvi.data.DataRow;
import org.sparksvi.kind.Option;
import org.sparksvi.kind.RowPosteriors;
import org.sparksvi.kind.Trained;
import org.sparksvi.model.Column;
import org.sparksvi.spark.input.Columns;
import org.sparksvi.spark.input.CountedTable;
import org.sparksvi.spark.input.DenseTable;
import org.sparksvi.spark.wire.Sent;

/**
 * Rows with the posterior of a model as added columns.
 *
 * @param rows the user's columns and those added
 * @param added names of the added columns
 * @param model what executors hold until the rows are written
 */
public record RowTransform(Dataset<Row> rows, List<String> added, Sent<?> model)
    implements AutoCloseable {
  private static final int TOGETHER = 512; // rows said about at a time

  /**
   * What was asked.
   *
   * @param input path of the rows
   * @param vocabulary file of the words of docword ids, where they are not the model's
   * @param note says something on the screen
   * @param prefix of the names of the added columns
   */
  public record Request(
      String input, Optional<String> vocabulary, Consumer<String> note, String prefix) {

    /** By the names that the model has. */
    public Request(String input, Optional<String> vocabulary, Consumer<String> note) {
      this(input, vocabulary, note, "");
    }
  }

  /** Reads the rows and adds the columns, lazily. */
  public static <B extends Block> RowTransform of(
      SparkSession spark, Trained<B, ?, ?> trained, RowSettings settings, Request request) {
    trained.require(Option.VOCABULARY, request.vocabulary().isPresent());
    return of(spark, trained, trained.posteriors(), settings, request);
  }

  /** The same of what is said of rows besides their posterior. */
  public static <B extends Block> RowTransform of(
      SparkSession spark,
      Trained<B, ?, ?> trained,
      RowPosteriors<B> posteriors,
      RowSettings settings,
      Request request) {
    Sent<RowPosteriors<B>> sent =
        Sent.of(JavaSparkContext.fromSparkContext(spark.sparkContext()), posteriors);
    List<StructField> fields =
        posteriors.columns().stream().map(column -> field(request, column)).toList();
    RowSettings asked = settings.asked(trained.form(), request.vocabulary(), 0);
    RowInput inputs = asked.open(spark, trained.rows());
    Dataset<Row> rows =
        inputs instanceof CountInputs counts
            ? counts(spark, counts, trained, request, fields, sent)
            : numbers((DenseInputs) inputs, trained, request, fields, sent);
    return new RowTransform(rows, fields.stream().map(StructField::name).toList(), sent);
  }

  private static StructField field(Request request, Column column) {
    DataType type =
        switch (column.type()) {
          case VECTOR, SYMMETRIC -> SQLDataTypes.VectorType();
          case NUMBER, NUMBER_OR_NONE -> DataTypes.DoubleType;
          case WHOLE -> DataTypes.IntegerType;
        };
    boolean mayLack = column.type() == Column.Type.NUMBER_OR_NONE;
    return new StructField(request.prefix() + column.name(), type, mayLack, Metadata.empty());
  }

  private static Object[] values(Object[] cells) {
    Object[] values = cells.clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] instanceof double[] vector ? Vectors.dense(vector) : values[i];
    }
    return values;
  }

  private static <B extends Block> Dataset<Row> numbers(
      DenseInputs inputs,
      Trained<?, ?, ?> trained,
      Request request,
      List<StructField> fields,
      Sent<RowPosteriors<B>> sent) {
    DenseTable table = inputs.reader(request.input(), trained.names()).table();
    String place = request.input();
    long invalid = table.tally().invalid().count();
    if (invalid > 0) {
      request.note().accept("left out: %d invalid rows".formatted(invalid));
    }
    DenseTable.Says says =
        rows -> sent.value().of(rows, place).stream().map(RowTransform::values).toList();
    return trained.rows().grouped() ? table.withGroups(fields, says) : table.with(fields, says);
  }

  private static <B extends Block> Dataset<Row> counts(
      SparkSession spark,
      CountInputs inputs,
      Trained<?, ?, ?> trained,
      Request request,
      List<StructField> fields,
      Sent<RowPosteriors<B>> sent) {
    Dataset<Row> counted = counted(spark, inputs, trained, request);
    StructType before = counted.schema();
    for (StructField field : fields) {
      Columns.requireNew(request.input(), before, field.name());
    }
    int place = before.fieldIndex(CountTables.COUNTS);
    String input = request.input();
    StructType schema = new StructType();
    for (StructField field : before.fields()) {
      schema = field.name().equals(CountTables.COUNTS) ? schema : schema.add(field);
    }
    for (StructField field : fields) {
      schema = schema.add(field);
    }
    return spark.createDataFrame(
        counted
            .javaRDD()
            .mapPartitions(
                rows ->
                    new Answers(
                        rows,
                        some ->
                            sent.value()
                                .of(
                                    some.stream().map(r -> row((Vector) r.get(place))).toList(),
                                    input),
                        place)),
        schema);
  }

  private static Dataset<Row> counted(
      SparkSession spark, CountInputs inputs, Trained<?, ?, ?> trained, Request request) {
    if (inputs.isDocword()) {
      return new DocwordTable(spark)
          .read(inputs.counted(request.input(), request.vocabulary(), trained.names()));
    }
    CountedTable counted = inputs.tables().withCounts(request.input(), trained.names());
    request
        .note()
        .accept(
            "left out: %d invalid rows, %.0f tokens outside the vocabulary"
                .formatted(counted.tally().invalid().count(), counted.tally().unseenTokens()));
    return counted.rows();
  }

  private static DataRow row(Vector counts) {
    int entries = counts.numNonzeros();
    int[] columns = new int[entries];
    double[] values = new double[entries];
    int[] size = {0};
    counts.foreachActive(
        (column, value) -> {
          if ((double) value != 0) {
            columns[size[0]] = (int) column;
            values[size[0]++] = (double) value;
          }
          return null;
        });
    return RowPosteriors.counts(columns, values);
  }

  /** What is said of some rows; sent to executors. */
  @FunctionalInterface
  private interface Says {
    List<Object[]> of(List<Row> rows);
  }

  /** Rows with their added columns, a few at a time. */
  private static final class Answers implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final Says says;
    private final int left; // place of the column that is left out
    private Iterator<Row> ready = List.<Row>of().iterator();

    Answers(Iterator<Row> rows, Says says, int left) {
      this.rows = rows;
      this.says = says;
      this.left = left;
    }

    @Override
    public boolean hasNext() {
      if (!ready.hasNext() && rows.hasNext()) {
        List<Row> some = new ArrayList<>();
        while (rows.hasNext() && some.size() < TOGETHER) {
          some.add(rows.next());
        }
        List<Object[]> cells = says.of(some);
        List<Row> answered = new ArrayList<>();
        for (int r = 0; r < some.size(); r++) {
          answered.add(joined(some.get(r), values(cells.get(r))));
        }
        ready = answered.iterator();
      }
      return ready.hasNext();
    }

    private Row joined(Row user, Object[] added) {
      Object[] all = new Object[user.size() - 1 + added.length];
      int at = 0;
      for (int c = 0; c < user.size(); c++) {
        if (c != left) {
          all[at++] = user.get(c);
        }
      }
      System.arraycopy(added, 0, all, at, added.length);
      return RowFactory.create(all);
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException("after the last row");
      }
      return ready.next();
    }
  }

  @Override
  public void close() {
    model.destroy();
  }
}
