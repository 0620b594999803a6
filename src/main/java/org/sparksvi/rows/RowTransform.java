package org.sparksvi.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
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
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.kind.Option;
import org.sparksvi.kind.RowPosteriors;
import org.sparksvi.kind.Trained;
import org.sparksvi.model.Column;
import org.sparksvi.spark.input.CountedTable;
import org.sparksvi.spark.input.DenseTable;
import org.sparksvi.spark.input.InputException;

/**
 * Rows with the posterior of a model as added columns.
 *
 * @param rows the user's columns and those added
 * @param added names of the added columns
 * @param model what executors hold until the rows are written
 */
public record RowTransform(Dataset<Row> rows, List<String> added, Broadcast<?> model)
    implements AutoCloseable {
  private static final int TOGETHER = 512; // rows said about at a time

  /**
   * What was asked.
   *
   * @param input path of the rows
   * @param vocabulary file of the words of docword ids, where they are not the model's
   * @param note says something on the screen
   */
  public record Request(String input, Optional<String> vocabulary, Consumer<String> note) {}

  /** Reads the rows and adds the columns, lazily. */
  public static <B extends Block> RowTransform of(
      SparkSession spark, Trained<B, ?, ?> trained, RowSettings settings, Request request) {
    trained.require(Option.VOCABULARY, request.vocabulary().isPresent());
    RowPosteriors<B> posteriors = trained.posteriors();
    Broadcast<RowPosteriors<B>> sent =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(posteriors);
    List<StructField> fields = posteriors.columns().stream().map(RowTransform::field).toList();
    RowSettings asked = settings.asked(trained.form(), request.vocabulary(), 0);
    Class<B> blocks = trained.rows().training();
    Dataset<Row> rows =
        asked.open(spark, trained.rows()) instanceof DenseInputs numbers
            ? numbers(numbers, trained, request, fields, blocks, sent)
            : counts(
                (CountInputs) asked.open(spark, trained.rows()),
                trained,
                request,
                fields,
                blocks,
                sent,
                spark);
    return new RowTransform(rows, fields.stream().map(StructField::name).toList(), sent);
  }

  private static StructField field(Column column) {
    DataType type =
        switch (column.type()) {
          case VECTOR, SYMMETRIC -> SQLDataTypes.VectorType();
          case NUMBER -> DataTypes.DoubleType;
          case WHOLE -> DataTypes.IntegerType;
        };
    return new StructField(column.name(), type, false, Metadata.empty());
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
      Class<B> blocks,
      Broadcast<RowPosteriors<B>> sent) {
    DenseTable table = inputs.reader(request.input(), trained.names()).table();
    if (table.tally().invalid().count() > 0) {
      request.note().accept("left out: %d invalid rows".formatted(table.tally().invalid().count()));
    }
    return table.with(
        fields,
        rows ->
            sent.value().of(blocks.cast(block(rows))).stream().map(RowTransform::values).toList());
  }

  private static DenseBlock block(List<DataRow> rows) {
    return DenseBlock.of(0, rows.get(0).size(), rows);
  }

  private static <B extends Block> Dataset<Row> counts(
      CountInputs inputs,
      Trained<?, ?, ?> trained,
      Request request,
      List<StructField> fields,
      Class<B> blocks,
      Broadcast<RowPosteriors<B>> sent,
      SparkSession spark) {
    Dataset<Row> counted = counted(inputs, trained, request, spark);
    StructType before = counted.schema();
    for (StructField field : fields) {
      if (Arrays.asList(before.fieldNames()).contains(field.name())) {
        throw new InputException(
            request.input(),
            "column '%s' is to be added and must not exist, but does".formatted(field.name()));
      }
    }
    int place = before.fieldIndex(CountTables.COUNTS);
    List<Integer> kept = new ArrayList<>();
    StructType schema = new StructType();
    for (int c = 0; c < before.size(); c++) {
      String name = before.fields()[c].name();
      if (!name.equals(CountTables.COUNTS)) {
        kept.add(c);
        schema = schema.add(before.fields()[c]);
      }
    }
    for (StructField field : fields) {
      schema = schema.add(field);
    }
    int width = trained.names().size();
    return spark.createDataFrame(
        counted
            .javaRDD()
            .mapPartitions(
                rows ->
                    new Answers(
                        rows,
                        some -> {
                          List<DataRow> all =
                              some.stream().map(row -> row((Vector) row.get(place))).toList();
                          return sent.value().of(blocks.cast(CountBlock.of(0, width, all)));
                        },
                        kept)),
        schema);
  }

  private static Dataset<Row> counted(
      CountInputs inputs, Trained<?, ?, ?> trained, Request request, SparkSession spark) {
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
    private final List<Integer> kept; // columns of the user's
    private Iterator<Row> ready = List.<Row>of().iterator();

    Answers(Iterator<Row> rows, Says says, List<Integer> kept) {
      this.rows = rows;
      this.says = says;
      this.kept = kept;
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
      Object[] all = new Object[kept.size() + added.length];
      for (int c = 0; c < kept.size(); c++) {
        all[c] = user.get(kept.get(c));
      }
      System.arraycopy(added, 0, all, kept.size(), added.length);
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
