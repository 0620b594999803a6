package org.sparksvi.spark.input;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sparksvi.data.ValueRule;
import org.sparksvi.format.Formula;
import org.sparksvi.format.OnInvalid;

/**
 * How rows of numbers are read.
 *
 * @param vector column that holds all of a row's numbers; else each has a column of its own
 * @param columns columns to read, or the names of the vector's entries; empty for all that are
 *     numbers, or for what is found in the data
 * @param weight column of weights; where there is none, every row has the weight 1
 * @param allowMissing whether null and NaN stand for missing values, rather than being refused
 * @param rule what values must be
 * @param scale what values are divided by
 * @param firstEntry the number that entries of a vector without names are counted from
 * @param cells how cells become numbers
 * @param categories columns that are categories, whatever their cells are
 * @param oneHot whether all of their levels get a column, rather than all but one
 * @param formula which columns and interactions of columns there are, and that it has made the
 *     columns where these have names; empty where each column is one
 * @param optional columns that may be missing, or have missing values, whatever else may not
 * @param roles columns of responses, offsets and groups; empty where rows have none
 */
public record DenseSettings(
    Optional<String> vector,
    List<String> columns,
    Optional<String> weight,
    boolean allowMissing,
    ValueRule rule,
    double scale,
    int firstEntry,
    OnInvalid onInvalid,
    NumberCells cells,
    List<String> categories,
    boolean oneHot,
    Optional<Formula> formula,
    List<String> optional,
    Optional<RoleSettings> roles) {

  public DenseSettings {
    columns = List.copyOf(columns);
    categories = List.copyOf(categories);
    optional = List.copyOf(optional);
  }

  /** Rows of any numbers, without roles. */
  public DenseSettings(
      Optional<String> vector,
      List<String> columns,
      Optional<String> weight,
      boolean allowMissing,
      double scale,
      int firstEntry,
      OnInvalid onInvalid) {
    this(
        vector,
        columns,
        weight,
        allowMissing,
        ValueRule.ANY,
        scale,
        firstEntry,
        onInvalid,
        NumberCells.of(List.of("NA"), Map.of()),
        List.of(),
        false,
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /** Names of columns that are no features. */
  List<String> apart() {
    return Stream.concat(
            weight.stream(),
            roles.stream()
                .flatMap(
                    of ->
                        Stream.of(
                            of.response(), of.offset(), of.group(), of.trials(), of.subgroup())))
        .toList();
  }
}
