package org.sparksvi.spark.input;

import static java.util.stream.Collectors.joining;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
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
  private final List<String> texts = new ArrayList<>(); // columns left out that hold no number

  private DenseReader(InputTable table, DenseSettings settings) {
    this.table = table;
    this.settings = settings;
    this.named =
        settings.vector().isPresent()
            ? List.of()
            : settings.columns().isEmpty() ? found() : given(table, settings);
    String place =
        settings.vector().map(v -> table.place() + ", column '" + v + "'").orElse(table.place());
    this.rows = new TableRows(table, place, columns(), settings.onInvalid());
  }

  /** Ready to read a table. */
  public static DenseReader of(InputTable table, DenseSettings settings) {
    return new DenseReader(table, settings);
  }

  private static List<String> given(InputTable table, DenseSettings settings) {
    List<String> all = List.of(table.columns().fieldNames());
    return settings.columns().stream().flatMap(name -> named(name, all)).distinct().toList();
  }

  /** Columns of a table that are read where none are named: those with a number in some row. */
  private List<String> found() {
    StructField[] fields = table.columns().fields();
    List<String> apart =
        Stream.concat(settings.apart().stream(), table.directories().stream()).toList();
    List<String> open = new ArrayList<>();
    Set<String> numbers = new HashSet<>();
    for (StructField field : fields) {
      DataType type = table.types().getOrDefault(field.name(), field.dataType());
      if (apart.stream().anyMatch(field.name()::equalsIgnoreCase)) {
        continue;
      }
      if (type instanceof NumericType) {
        numbers.add(field.name());
      } else if (type instanceof StringType && !table.types().containsKey(field.name())) {
        open.add(field.name());
      }
    }
    numbers.addAll(CellKinds.numbers(table, open, settings.cells()));
    open.stream().filter(column -> !numbers.contains(column)).forEach(texts::add);
    if (numbers.isEmpty()) {
      throw new InputException(
          table.place(),
          "at least one column must be of numbers, but the columns are %s%s"
              .formatted(table.columns().simpleString(), hint(open)));
    }
    return Arrays.stream(fields).map(StructField::name).filter(numbers::contains).toList();
  }

  /** What may be wrong where no column is of numbers. */
  private String hint(List<String> columns) {
    Dataset<Row> all = table.rows();
    if (table.has(InputTable.PROBLEM)) {
      Column problem = col(InputTable.PROBLEM);
      for (Row row : all.filter(problem.isNotNull()).select(problem).takeAsList(1)) {
        return "; " + row.getString(0);
      }
    }
    for (String column : columns.subList(0, Math.min(1, columns.size()))) {
      for (Row row : all.select(Columns.named(column)).takeAsList(1)) {
        return table.hint() + settings.cells().hint(row.isNullAt(0) ? "" : row.getString(0));
      }
    }
    return table.hint();
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
  private List<String> columns() {
    Columns of = Columns.of(table);
    List<String> all = new ArrayList<>();
    settings.vector().ifPresent(name -> all.add(of.vector(name)));
    named.forEach(name -> all.add(of.number(name)));
    all.add(settings.weight().map(of::number).orElse(""));
    if (settings.roles().isPresent()) {
      RoleSettings roles = settings.roles().get();
      boolean asked = roles.needed() || isThere(roles.response()); // not of rows to score
      all.add(role(of, asked ? roles.response() : ""));
      all.add(role(of, roles.offset()));
      all.add(role(of, roles.group()));
    }
    all.addAll(texts);
    if (table.has(InputTable.KEY)) {
      all.add(InputTable.KEY);
    }
    return all;
  }

  private boolean isThere(String column) {
    return table.find(column).isPresent();
  }

  private static String role(Columns of, String name) {
    return name.isEmpty() ? "" : of.number(name);
  }

  /** Columns of the table that are neither features nor anything else of a row. */
  public List<String> unused() {
    return Arrays.stream(table.columns().fieldNames())
        .filter(name -> !named.contains(name))
        .filter(name -> settings.vector().isEmpty())
        .filter(name -> !table.directories().contains(name))
        .filter(name -> settings.apart().stream().noneMatch(name::equalsIgnoreCase))
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
    RowSource source =
        rows.source(parser, parser.names(), parser.names().size(), form, "rows of numbers");
    Map<String, String> facts = new TreeMap<>(source.facts());
    if (!unused().isEmpty()) {
      facts.put("columnsLeftOut", String.join(", ", unused()));
    }
    return source.with(facts);
  }

  /** The user's rows in the columns of a model; refuses what the policy does not allow. */
  public DenseTable table() {
    DenseParser parser = parser(names(settings.columns().size()));
    IngestTally tally = rows.survey(parser);
    Dataset<Row> numbers =
        RowPlaces.of(table, table.place())
            .valid(table.rows())
            .withColumn(NUMBERS, struct(Columns.all(columns())));
    Map<String, Column> typed = new TreeMap<>();
    table.types().forEach((name, type) -> typed.put(name, Columns.named(name).cast(type)));
    numbers = numbers.withColumns(typed);
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
        settings.cells(),
        List.copyOf(texts),
        table.has(InputTable.KEY),
        settings.firstEntry());
  }
}
