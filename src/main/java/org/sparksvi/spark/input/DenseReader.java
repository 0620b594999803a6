package org.sparksvi.spark.input;

import static java.util.stream.Collectors.joining;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.sparksvi.data.DenseRow;
import org.sparksvi.format.OnInvalid;

/**
 * Rows of numbers in a table: a column each, or all in a column of vectors or arrays.
 *
 * <p>The key of a row is that of the table, such as an image's number, or else a hash of its values
 * and weight: equal rows are interchangeable.
 */
public final class DenseReader {
  private static final String NUMBERS = "_svi_numbers";

  private final Table table;
  private final DenseSettings settings;
  private final String place;
  private final RowPlaces places;
  private final Dataset<Row> values;
  private final List<String> named; // columns to read, or none for a vector's

  private DenseReader(Table table, DenseSettings settings) {
    this.table = table;
    this.settings = settings;
    this.named = settings.vector().isPresent() ? List.of() : columns(table, settings);
    this.place =
        settings.vector().map(v -> table.place() + ", column '" + v + "'").orElse(table.place());
    this.places = RowPlaces.of(table, place);
    this.values = table.rows().select(places.select(struct(columns())));
  }

  /** Ready to read a table. */
  public static DenseReader of(Table table, DenseSettings settings) {
    return new DenseReader(table, settings);
  }

  private static List<String> columns(Table table, DenseSettings settings) {
    List<String> all = List.of(table.plain().schema().fieldNames());
    if (!settings.columns().isEmpty()) {
      return settings.columns().stream().flatMap(name -> named(name, all)).distinct().toList();
    }
    List<String> numbers =
        Arrays.stream(table.plain().schema().fields())
            .filter(field -> field.dataType() instanceof NumericType)
            .map(StructField::name)
            .filter(name -> !settings.weight().equals(Optional.of(name)))
            .toList();
    if (numbers.isEmpty()) {
      throw new InputException(
          table.place(),
          "at least one column must be of numbers, but the columns are %s"
              .formatted(table.plain().schema().simpleString()));
    }
    return numbers;
  }

  /** The column of a name; where there is none and the name has stars, those that match it. */
  private static Stream<String> named(String name, List<String> all) {
    if (all.contains(name) || name.indexOf('*') < 0) {
      return Stream.of(name);
    }
    Pattern pattern =
        Pattern.compile(
            Arrays.stream(name.split("[*]", -1)).map(Pattern::quote).collect(joining(".*")));
    List<String> matching = all.stream().filter(pattern.asMatchPredicate()).toList();
    return matching.isEmpty() ? Stream.of(name) : matching.stream();
  }

  /** The values of a row, and its weight behind them, and its key where it has one. */
  private Column[] columns() {
    List<Column> all = new ArrayList<>();
    if (settings.vector().isPresent()) {
      all.add(Columns.vector(table.rows(), table.place(), settings.vector().get()));
    }
    named.forEach(name -> all.add(Columns.number(table.rows(), table.place(), name)));
    all.add(
        settings
            .weight()
            .map(name -> Columns.number(table.rows(), table.place(), name))
            .orElse(lit(1.0)));
    if (table.has(Table.KEY)) {
      all.add(col(Table.KEY));
    }
    return all.toArray(Column[]::new);
  }

  /** Columns of the table that are neither read nor weights. */
  private List<String> unused() {
    return Arrays.stream(table.plain().schema().fieldNames())
        .filter(name -> !named.contains(name))
        .filter(name -> settings.vector().isEmpty())
        .filter(name -> !settings.weight().equals(Optional.of(name)))
        .toList();
  }

  /** Passes over the data once, and refuses what the policy does not allow. */
  public DenseInput read() {
    DenseParser parser = parser(names(settings.columns().size()));
    JavaRDD<Reading<DenseRow>> readings = readings(parser);
    Tally tally = tally(readings);
    if (parser.width() == 0) {
      parser = parser(names(tally.commonWidth()));
      if (!tally.isOneWidth()) {
        readings = readings(parser);
        tally = tally(readings);
      }
    }
    refuseInvalid(tally);
    if (tally.rows() == 0) {
      throw new InputException(
          place,
          "rows of numbers must be at least 1, but are 0 (%d invalid)"
              .formatted(tally.invalidRows()));
    }
    JavaRDD<DenseRow> rows = readings.filter(Reading::hasRow).map(Reading::row);
    return new DenseInput(rows, parser.names(), unused(), tally);
  }

  /** The user's rows in the columns of a model; refuses what the policy does not allow. */
  public DenseTable table() {
    DenseParser parser = parser(names(settings.columns().size()));
    Tally tally = tally(readings(parser));
    refuseInvalid(tally);
    Dataset<Row> numbers = places.valid(table.rows()).withColumn(NUMBERS, struct(columns()));
    return new DenseTable(new Table(numbers, place).plain(), parser, table.place(), tally);
  }

  private void refuseInvalid(Tally tally) {
    if (settings.onInvalid() == OnInvalid.FAIL && tally.invalidRows() > 0) {
      throw tally.firstInvalid().get(0).toException();
    }
  }

  private List<String> names(int entries) {
    if (settings.vector().isEmpty()) {
      return named;
    }
    return settings.columns().isEmpty()
        ? IntStream.range(0, entries)
            .mapToObj(c -> Integer.toString(c + settings.firstEntry()))
            .toList()
        : settings.columns();
  }

  private DenseParser parser(List<String> names) {
    return new DenseParser(
        settings.vector().isPresent(),
        names,
        settings.weight().orElse(""),
        settings.allowMissing(),
        settings.scale(),
        table.has(Table.KEY),
        settings.firstEntry());
  }

  private Tally tally(JavaRDD<Reading<DenseRow>> readings) {
    return Jobs.run(values.sparkSession(), "Counting rows", place, () -> Tally.of(readings, table));
  }

  private JavaRDD<Reading<DenseRow>> readings(DenseParser parser) {
    RowPlaces where = places;
    return values.javaRDD().mapPartitions(rows -> parseAll(rows, where, parser));
  }

  private static Iterator<Reading<DenseRow>> parseAll(
      Iterator<Row> rows, RowPlaces places, DenseParser parser) {
    Iterable<Row> all = () -> rows;
    return StreamSupport.stream(all.spliterator(), false)
        .map(
            row ->
                places.isInvalid(row) ? places.<DenseRow>invalid(row) : read(row, places, parser))
        .iterator();
  }

  private static Reading<DenseRow> read(Row row, RowPlaces places, DenseParser parser) {
    try {
      DenseRow dense = parser.parse(row.getStruct(0));
      return Reading.row(dense, dense.size(), 0);
    } catch (DenseParser.Refused e) {
      return places.invalid(row, parser.show(row.getStruct(0)), e.getMessage());
    }
  }
}
