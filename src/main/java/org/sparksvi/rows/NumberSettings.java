package org.sparksvi.rows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.config.Configuration;
import org.sparksvi.data.ImageShape;
import org.sparksvi.data.RowForm;
import org.sparksvi.kind.RowType;
import org.sparksvi.rows.InputSettings.Format;

/**
 * Where rows of numbers come from.
 *
 * @param vector column that holds all of a row's numbers, where given
 * @param columns to read; empty for all that are numbers
 * @param categories columns that are categories
 * @param oneHot whether all of their levels get a column, rather than all but one
 * @param weight column of weights, where given
 * @param missing what stands for missing values
 * @param scale what values are divided by; empty where the files say
 * @param image the shape of rows that are images, where given or known
 */
public record NumberSettings(
    InputSettings input,
    Optional<String> vector,
    List<String> columns,
    List<String> categories,
    boolean oneHot,
    Optional<String> weight,
    List<String> missing,
    Optional<Double> scale,
    Optional<ImageShape> image)
    implements RowSettings {

  private static final String CATEGORIES = "input.categories";
  private static final String CODING = "input.category-coding";
  private static final List<String> OF_TABLES =
      List.of("input.column", "input.columns", CATEGORIES, "input.weight-column");
  private static final String MISSING = "input.missing";
  private static final String SCALE = "input.scale";
  private static final String IMAGE = "input.image";

  public NumberSettings {
    columns = List.copyOf(columns);
    categories = List.copyOf(categories);
    missing = List.copyOf(missing);
  }

  /** Checks the keys. */
  public static NumberSettings of(Configuration c) {
    Format format = InputSettings.format(c, InputSettings.ofNumbers());
    for (String key : OF_TABLES) {
      if (!format.columns() && c.has(key)) {
        throw c.refuse(key, "not be given where input.format is " + c.show("input.format"));
      }
    }
    Optional<String> vector = c.optionalText("input.column");
    List<String> columns = c.texts("input.columns");
    if (vector.isPresent() && !columns.isEmpty()) {
      throw c.refuse("input.columns", "not be given where input.column is");
    }
    if (columns.stream().distinct().count() < columns.size()) {
      throw c.refuse("input.columns", "name every column once");
    }
    List<String> categories = c.texts(CATEGORIES);
    if (vector.isPresent() && !categories.isEmpty()) {
      throw c.refuse(CATEGORIES, "not be given where input.column is");
    }
    if (categories.stream().anyMatch(columns::contains)
        || categories.stream().distinct().count() < categories.size()) {
      throw c.refuse(CATEGORIES, "name every column once, and none of input.columns");
    }
    Optional<String> weight = c.optionalText("input.weight-column");
    if (weight.isPresent() && columns.contains(weight.get())) {
      throw c.refuse("input.weight-column", "not be among input.columns");
    }
    InputSettings input = InputSettings.of(c, InputSettings.ofNumbers());
    return new NumberSettings(
        input,
        vector,
        columns,
        categories,
        c.choice(CODING, Map.of("reference", false, "one-hot", true)),
        weight,
        c.texts(MISSING),
        scale(c),
        image(c, format));
  }

  private static Optional<Double> scale(Configuration c) {
    return c.number(SCALE).isEmpty() && c.says(SCALE, "auto")
        ? Optional.empty()
        : Optional.of(c.real(SCALE, v -> v > 0, "be a positive number, or `auto`"));
  }

  private static Optional<ImageShape> image(Configuration c, Format format) {
    if (!c.has(IMAGE)) {
      return Optional.empty();
    }
    if (format.pixels()) {
      throw c.refuse(IMAGE, "not be given where input.format is " + c.show("input.format"));
    }
    try {
      List<Integer> sides = c.texts(IMAGE).stream().map(Integer::valueOf).toList();
      if (sides.size() == 2 || sides.size() == 3) {
        return Optional.of(
            new ImageShape(sides.get(0), sides.get(1), sides.size() == 2 ? 1 : sides.get(2)));
      }
    } catch (IllegalArgumentException e) {
      // falls through to the refusal below
    }
    throw c.refuse(IMAGE, "be [height, width], or [height, width, 3] where there are colours");
  }

  @Override
  public List<String> paths() {
    return input.paths();
  }

  @Override
  public RowInput open(SparkSession spark, RowType<?, ?> type) {
    return new DenseInputs(spark, this, type.missing(), type.values(), type.optional());
  }

  @Override
  public NumberSettings given(Map<String, Dataset<Row>> tables) {
    return new NumberSettings(
        input.given(tables), vector, columns, categories, oneHot, weight, missing, scale, image);
  }

  @Override
  public NumberSettings asked(RowForm form, Optional<String> vocabulary, long splitSeed) {
    return new NumberSettings(
        input,
        vector,
        columns,
        categories,
        oneHot,
        weight,
        missing,
        Optional.of(scale.orElse(form.scale())),
        image.or(form::image));
  }
}
