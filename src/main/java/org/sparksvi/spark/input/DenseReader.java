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
import org.sparksvi.format.Formula;

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
  private final Features features; // none where all numbers are in a vector
  private final List<String> texts = new ArrayList<>(); // columns left out as such
  private final List<String> left = new ArrayList<>(); // columns a star matches that are no numbers

  private DenseReader(InputTable table, DenseSettings settings) {
    this.table = table;
    this.settings = settings;
    this.features = settings.vector().isPresent() ? Features.numbers(List.of()) : features();
    String place =
        settings.vector().map(v -> table.place() + ", column '" + v + "'").orElse(table.place());
    this.rows = new TableRows(table, place, columns(), settings.onInvalid());
  }

  /** Ready to read a table. */
  public static DenseReader of(InputTable table, DenseSettings settings) {
    return new DenseReader(table, settings);
  }

  /** Numbers, then categories; or what has the names that a model knows them by. */
  private Features features() {
    Columns of = Columns.of(table);
    List<String> categories = settings.categories().stream().map(of::category).toList();
    if (settings.formula().isPresent() && settings.columns().isEmpty()) {
      return multiplied(settings.formula().get(), categories);
    }
    List<String> numbers = settings.columns().isEmpty() ? found(categories) : given();
    texts.removeAll(categories);
    left.removeAll(categories);
    Features named =
        Features.named(
            numbers.stream().filter(name -> !categories.contains(name)).toList(),
            List.of(table.columns().fieldNames()),
            settings.formula().isPresent());
    if (settings.formula().isPresent() && !named.names().equals(numbers)) {
      throw new InputException(
          table.place(),
          "the columns that model.formula made in the training must be read back by their names, but another column makes one of these ambiguous: %s"
              .formatted(String.join(", ", numbers)));
    }
    boolean known = named.parts().stream().anyMatch(Features.Part::isCategory); // by a model
    if (categories.isEmpty() || known) {
      return named;
    }
    return named.and(Levels.of(table, categories, settings.cells(), settings.oneHot()));
  }

  /** What a formula makes of columns: those of texts and flags are categories, too. */
  private Features multiplied(Formula formula, List<String> given) {
    List<StructField> free = candidates().toList();
    FormulaColumns made =
        new FormulaColumns(table, formula, free.stream().map(StructField::name).toList());
    List<String> columns =
        Stream.concat(made.columns().stream(), given.stream()).distinct().toList();
    if (columns.size() > made.columns().size()
        && settings.roles().filter(roles -> !roles.group().isEmpty()).isEmpty()) {
      throw new InputException(
          table.place(),
          "input.categories must name columns of model.formula, but are %s"
              .formatted(String.join(", ", given)));
    }
    List<String> numbers =
        numbers(
            free.stream()
                .filter(field -> columns.contains(field.name()) && !given.contains(field.name()))
                .toList());
    texts.removeAll(given); // the others are categories, if they are of texts to their end
    List<String> categories = columns.stream().filter(name -> !numbers.contains(name)).toList();
    Columns of = Columns.of(table);
    List<Category> found =
        Levels.of(
            table,
            categories.stream().map(of::category).toList(),
            settings.cells(),
            settings.oneHot());
    List<Category> behind =
        found.stream().filter(category -> !made.columns().contains(category.column())).toList();
    return made.features(found, List.of(table.columns().fieldNames())).and(behind);
  }

  /** The columns of the settings' names; of those that match a star, the ones of numbers. */
  private List<String> given() {
    List<String> all = List.of(table.columns().fieldNames());
    List<String> given = new ArrayList<>();
    for (String name : settings.columns()) {
      List<StructField> matching = all.contains(name) ? List.of() : matching(name);
      if (matching.isEmpty()) {
        given.add(name);
        continue;
      }
      List<String> numbers = numbers(matching);
      if (numbers.isEmpty()) {
        throw new InputException(
            table.place(),
            "input.columns must name columns of numbers, but '%s' matches none that is: %s"
                .formatted(name, names(matching)));
      }
      given.addAll(numbers);
      matching.stream().map(StructField::name).forEach(left::add);
    }
    texts.removeAll(given);
    left.removeAll(given);
    return given.stream().distinct().toList();
  }

  /** The columns that a name with stars matches. */
  private List<StructField> matching(String name) {
    if (name.indexOf('*') < 0) {
      return List.of();
    }
    Pattern pattern =
        Pattern.compile(
            Arrays.stream(name.split("[*]", -1)).map(Pattern::quote).collect(joining(".*")));
    return candidates().filter(field -> pattern.matcher(field.name()).matches()).toList();
  }

  /** Columns of a table that are read where none are named: all, which must be of numbers. */
  private List<String> found(List<String> categories) {
    List<StructField> candidates =
        candidates().filter(field -> !categories.contains(field.name())).toList();
    List<String> numbers = numbers(candidates);
    if (numbers.isEmpty() && categories.isEmpty()) {
      throw new InputException(
          table.place(),
          "at least one column must be of numbers, but the columns are %s%s"
              .formatted(names(candidates), hint(candidates)));
    }
    List<StructField> others =
        candidates.stream().filter(field -> !numbers.contains(field.name())).toList();
    if (!others.isEmpty()) {
      throw new InputException(
          table.place(),
          "all columns must be of numbers, but these are not: %s; input.columns says which to read, [\"*\"] those of numbers, and input.categories which are categories"
              .formatted(names(others)));
    }
    return numbers;
  }

  /** Columns that may be read without being named. */
  private Stream<StructField> candidates() {
    List<String> apart =
        Stream.concat(settings.apart().stream(), table.directories().stream()).toList();
    return Arrays.stream(table.columns().fields())
        .filter(field -> apart.stream().noneMatch(field.name()::equalsIgnoreCase));
  }

  private static String names(List<StructField> fields) {
    return fields.stream().map(field -> "'" + field.name() + "'").collect(joining(", "));
  }

  /** Those of some columns that are of numbers; those that are of texts are remembered. */
  private List<String> numbers(List<StructField> fields) {
    List<String> open = new ArrayList<>();
    Set<String> numbers = new HashSet<>();
    for (StructField field : fields) {
      DataType type = table.types().getOrDefault(field.name(), field.dataType());
      if (type instanceof NumericType) {
        numbers.add(field.name());
      } else if (type instanceof StringType && !table.types().containsKey(field.name())) {
        open.add(field.name());
      }
    }
    numbers.addAll(CellKinds.numbers(table, open, settings.cells()));
    open.stream().filter(column -> !numbers.contains(column)).forEach(texts::add);
    return fields.stream().map(StructField::name).filter(numbers::contains).toList();
  }

  /** What may be wrong where no column is of numbers. */
  private String hint(List<StructField> columns) {
    Dataset<Row> all = table.rows();
    if (!table.hint().isEmpty() || columns.isEmpty()) {
      return table.hint();
    }
    if (table.has(InputTable.PROBLEM)) {
      Column problem = col(InputTable.PROBLEM);
      for (Row row : all.filter(problem.isNotNull()).select(problem).takeAsList(1)) {
        return "; " + row.getString(0);
      }
    }
    List<Row> first = all.select(Columns.named(columns.get(0).name())).takeAsList(1);
    return first.isEmpty()
        ? ", and there are no rows"
        : settings.cells().hint(first.get(0).isNullAt(0) ? "" : first.get(0).get(0).toString());
  }

  /** The values of a row, its weight behind them, then its roles and its key where it has them. */
  private List<String> columns() {
    Columns of = Columns.of(table);
    List<String> all = new ArrayList<>();
    settings.vector().ifPresent(name -> all.add(of.vector(name)));
    for (Features.Part part : features.parts()) {
      String name = part.column();
      all.add(part.isCategory() ? name : isLacking(name) ? "" : of.number(name));
    }
    all.add(settings.weight().map(of::number).orElse(""));
    if (settings.roles().isPresent()) {
      RoleSettings roles = settings.roles().get();
      boolean asked = roles.needed() || isThere(roles.response()); // not of rows to score
      all.add(role(of, asked ? roles.response() : ""));
      all.add(role(of, roles.offset()));
      all.add(role(of, roles.group()));
      all.add(role(of, asked ? roles.trials() : ""));
      all.add(role(of, roles.subgroup()));
    }
    all.addAll(texts);
    if (table.has(InputTable.KEY)) {
      all.add(InputTable.KEY);
    }
    return all;
  }

  private boolean isLacking(String column) {
    return settings.optional().contains(column) && !isThere(column);
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
        .filter(name -> !features.columns().contains(name))
        .filter(name -> settings.vector().isEmpty())
        .filter(name -> !table.directories().contains(name))
        .filter(name -> settings.apart().stream().noneMatch(name::equalsIgnoreCase))
        .toList();
  }

  /** Columns that a star of the settings matches, and that are not read as they are no numbers. */
  public List<String> left() {
    return left.stream().distinct().toList();
  }

  /**
   * The rows as a source; nothing is read but what finds the number of columns.
   *
   * @param form what the files say of the rows
   */
  public RowSource source(RowForm form) {
    DenseParser parser = parser(names(settings.columns().size()));
    if (parser.names().isEmpty()) {
      int known = table.width(Columns.of(table).vector(settings.vector().orElseThrow()));
      parser = parser(names(known > 0 ? known : rows.commonWidth(parser)));
    }
    RowSource source =
        rows.source(parser, parser.names(), parser.names().size(), form, "rows of numbers");
    Map<String, String> facts = new TreeMap<>(source.facts());
    if (!unused().isEmpty()) {
      facts.put("columnsLeftOut", String.join(", ", unused()));
    }
    List<String> others = List.copyOf(texts);
    String place = table.place();
    return source.with(facts).checked(met -> CellCounts.requireTexts(met, others, place));
  }

  /** The user's rows in the columns of a model; refuses what the policy does not allow. */
  public DenseTable table() {
    DenseParser parser = parser(names(settings.columns().size()));
    IngestTally tally = CellCounts.requireTexts(rows.survey(parser), texts, table.place());
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
      return features.names();
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
        features,
        settings.weight().orElse(""),
        settings.roles().orElse(null),
        settings.allowMissing(),
        settings.optional(),
        settings.rule(),
        settings.scale(),
        settings.cells(),
        List.copyOf(texts),
        table.has(InputTable.KEY),
        settings.firstEntry());
  }
}
