package org.sparksvi.rows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.config.Configuration;
import org.sparksvi.data.RowForm;
import org.sparksvi.format.Formula;
import org.sparksvi.kind.RowType;
import org.sparksvi.rows.InputSettings.Format;

/**
 * Where rows of numbers with responses come from.
 *
 * @param rows features and weights
 * @param response column of responses, where given
 * @param trials column of numbers of trials, where given
 * @param offset column of offsets, where given
 * @param group column of groups, where given
 * @param subgroup column of parts of groups, where given
 * @param formula what it depends on, where given
 */
public record LabelledSettings(
    NumberSettings rows,
    Optional<String> response,
    Optional<String> trials,
    Optional<String> offset,
    Optional<String> group,
    Optional<String> subgroup,
    Optional<Formula> formula)
    implements RowSettings {
  private static final String RESPONSE = "input.response-column";
  private static final String TRIALS = "input.trials-column";
  private static final String OFFSET = "input.offset-column";
  private static final String GROUP = "input.group-column";

  private static final String FORMULA = "model.formula";

  private static final List<String> OWN = List.of(RESPONSE, TRIALS, OFFSET, GROUP);

  /** Checks the keys. The response of libsvm is the label. */
  public static LabelledSettings of(Configuration c, RowType<?, ?> type) {
    if (type.grouped() && !c.has(GROUP)) {
      throw c.refuse(GROUP, "be given, since the model is one of groups of rows");
    }
    NumberSettings rows = NumberSettings.of(c);
    Format format = rows.input().format();
    for (String key : OWN) {
      if (!format.columns() && c.has(key)) {
        throw c.refuse(key, "not be given where input.format is " + c.show("input.format"));
      }
      if (c.has(key)
          && (rows.columns().contains(c.text(key)) || rows.categories().contains(c.text(key)))) {
        throw c.refuse(key, "not be among input.columns or input.categories");
      }
    }
    Optional<String> response =
        format == Format.LIBSVM ? Optional.of("label") : c.optionalText(RESPONSE);
    if (type.formula().isPresent()) {
      requireNames(c, format);
      response = type.formula().map(Formula::response);
    }
    return new LabelledSettings(
        rows,
        response,
        c.optionalText(TRIALS),
        c.optionalText(OFFSET),
        c.optionalText(GROUP),
        type.subgroup(),
        type.formula());
  }

  /** A formula says which columns there are, by name. */
  private static void requireNames(Configuration c, Format format) {
    if (!format.columns()) {
      throw c.refuse(FORMULA, "not be given where input.format is " + c.show("input.format"));
    }
    for (String key : List.of("input.columns", "input.column", RESPONSE)) {
      if (c.has(key)) {
        throw c.refuse(key, "not be given where %s is".formatted(FORMULA));
      }
    }
  }

  /** Whether rows keep only what is not 0: libsvm and vectors. */
  public boolean sparse() {
    return rows.input().format() == Format.LIBSVM || rows.vector().isPresent();
  }

  @Override
  public InputSettings input() {
    return rows.input();
  }

  @Override
  public List<String> paths() {
    return rows.paths();
  }

  @Override
  public RowInput open(SparkSession spark, RowType<?, ?> type) {
    return DenseInputs.labelled(spark, this, type);
  }

  @Override
  public LabelledSettings given(Map<String, Dataset<Row>> tables) {
    return new LabelledSettings(
        rows.given(tables), response, trials, offset, group, subgroup, formula);
  }

  @Override
  public LabelledSettings asked(RowForm form, Optional<String> vocabulary, long splitSeed) {
    return new LabelledSettings(
        rows.asked(form, vocabulary, splitSeed),
        response,
        trials,
        offset,
        group,
        subgroup,
        formula);
  }
}
