package org.sparksvi.spark.input;

import static java.util.stream.Collectors.joining;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.sparksvi.data.RowForm;

/**
 * Rows of numbers in a table: a column each, or all in a column of vectors or arrays.
 *
 * <p>The key of a row is that of the table, such as an image's number, or else a hash of its values
 * and weight: equal rows are interchangeable.
 */
public final class DenseReader {
  private static final String NUMBERS = "_svi_numbers";

  private final InputTable table;
  private final DenseSettings settings;
  private final TableRows rows;
  private final List<String> named; // columns to read, or none for a vector's

  private DenseReader(InputTable table, DenseSettings settings) {
    this.table = table;
    this.settings = settings;
    this.named = settings.vector().isPresent() ? List.of() : columns(table, settings);
    String place =
        settings.vector().map(v -> table.place() + ", column '" + v + "'").orElse(table.place());
    this.rows = new TableRows(table, place, struct(columns()), settings.onInvalid());
  }

  /** Ready to read a table. */
  public static DenseReader of(InputTable table, DenseSettings settings) {
    return new DenseReader(table, settings);
  }

  private static List<String> columns(InputTable table, DenseSettings settings) {
    List<String> all = List.of(table.plain().schema().fieldNames());
    if (!settings.columns().isEmpty()) {
      return settings.columns().stream().flatMap(name -> named(name, all)).distinct().toList();
    }
    List<String> numbers =
        Arrays.stream(table.plain().schema().fields())
            .filter(field -> field.dataType() instanceof NumericType)
            .map(StructField::name)
            .filter(name -> !settings.apart().contains(name))
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

  /** The values of a row, its weight behind them, then its roles and its key where it has them. */
  private Column[] columns() {
    Columns of = Columns.of(table);
    List<Column> all = new ArrayList<>();
    settings.vector().ifPresent(name -> all.add(of.vector(name)));
    named.forEach(name -> all.add(of.number(name)));
    all.add(settings.weight().map(of::number).orElse(lit(1.0)));
    if (settings.roles().isPresent()) {
      RoleSettings roles = settings.roles().get();
      boolean asked = roles.needed() || table.has(roles.response()); // not of rows to score
      all.add(role(of, asked ? roles.response() : ""));
      all.add(role(of, roles.offset()));
      all.add(role(of, roles.group()));
    }
    if (table.has(InputTable.KEY)) {
      all.add(col(InputTable.KEY));
    }
    return all.toArray(Column[]::new);
  }

  private static Column role(Columns of, String name) {
    return name.isEmpty() ? lit(null) : of.number(name);
  }

  /** Columns of the table that are neither features nor anything else of a row. */
  public List<String> unused() {
    return Arrays.stream(table.plain().schema().fieldNames())
        .filter(name -> !named.contains(name))
        .filter(name -> settings.vector().isEmpty())
        .filter(name -> !settings.apart().contains(name))
        .toList();
  }

  /**
   * The rows as a source; nothing is read but what finds the number of columns.
   *
   * @param form what the files say of the rows
   */
  public RowSource source(RowForm form) {
    DenseParser parser = parser(names(settings.columns().size()));
    if (parser.names().isEmpty()) {
      parser = parser(names(table.width() > 0 ? table.width() : rows.commonWidth(parser)));
    }
    return rows.source(parser, parser.names(), parser.names().size(), form, "rows of numbers");
  }

  /** The user's rows in the columns of a model; refuses what the policy does not allow. */
  public DenseTable table() {
    DenseParser parser = parser(names(settings.columns().size()));
    IngestTally tally = rows.survey(parser);
    Dataset<Row> numbers =
        RowPlaces.of(table, table.place())
            .valid(table.rows())
            .withColumn(NUMBERS, struct(columns()));
    return new DenseTable(
        new InputTable(numbers, table.place()).plain(), parser, table.place(), tally);
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
        settings.roles().orElse(null),
        settings.allowMissing(),
        settings.rule(),
        settings.scale(),
        table.has(InputTable.KEY),
        settings.firstEntry());
  }
}
