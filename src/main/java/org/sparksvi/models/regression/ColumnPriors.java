package org.sparksvi.models.regression;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which coefficients have which prior. That of the intercept is apart.
 *
 * @param usual prior of columns that no group names
 * @param groups columns with a prior of their own
 * @param factors columns with a normal prior whose deviation is found
 * @param given whether the prior of all coefficients, intercepts as well, is a Gaussian that is
 *     given where training begins; nothing else is looked at
 */
public record ColumnPriors(Prior usual, List<Group> groups, List<Factor> factors, boolean given)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Columns with a prior of their own. */
  public record Group(List<Integer> columns, Prior prior) implements Serializable {
    private static final long serialVersionUID = 1L;

    public Group {
      columns = List.copyOf(columns);
    }
  }

  /**
   * Columns of 0 and 1, one for each level of a factor, whose coefficients are exchangeable.
   *
   * <pre>
   *   w_l ~ N(0, t²)       t ~ a half of {@code deviation}
   * </pre>
   *
   * <p>in the unit of the predictor, and where normal noise is found in units of its deviation
   * besides. These columns stay as they are, neither centred nor scaled.
   *
   * @param columns one for each level
   * @param deviation prior of t
   */
  public record Factor(List<Integer> columns, Prior deviation) implements Serializable {
    private static final long serialVersionUID = 1L;

    public Factor {
      columns = List.copyOf(columns);
      if (columns.size() < 2) {
        throw new IllegalArgumentException(
            "a factor must have at least 2 levels, but has " + columns.size());
      }
    }
  }

  public ColumnPriors {
    groups = List.copyOf(groups);
    factors = List.copyOf(factors);
    Set<Integer> seen = new HashSet<>();
    Stream.concat(groups.stream().map(Group::columns), factors.stream().map(Factor::columns))
        .flatMap(List::stream)
        .forEach(
            column -> {
              if (!seen.add(column)) {
                throw new IllegalArgumentException(
                    "column %d must have one prior, but has two".formatted(column));
              }
            });
  }

  /** One for all. */
  public static ColumnPriors of(Prior usual) {
    return new ColumnPriors(usual, List.of(), List.of(), false);
  }

  /** A Gaussian that is given where training begins. */
  public static ColumnPriors ofGiven() {
    return new ColumnPriors(new FlatPrior(), List.of(), List.of(), true);
  }

  /** The same with factors. */
  public ColumnPriors with(List<Factor> more) {
    return new ColumnPriors(usual, groups, more, given);
  }

  /** Whether some prior depends on the square of its coefficient. */
  boolean adapts() {
    return usual.adapts() || groups.stream().anyMatch(group -> group.prior().adapts());
  }

  boolean isProper() {
    return given
        || (usual.isProper() && groups.stream().allMatch(group -> group.prior().isProper()));
  }

  /** Of so many columns, the prior of each; that of a factor's is flat but for the factor. */
  Prior[] byColumn(int columns) {
    Prior[] all = new Prior[columns];
    Arrays.fill(all, usual);
    groups.forEach(group -> group.columns().forEach(c -> all[c] = group.prior()));
    factors.forEach(factor -> factor.columns().forEach(c -> all[c] = new FlatPrior()));
    return all;
  }

  /** Of so many columns, those whose prior is flat. */
  public int flat(int columns) {
    int[] factors = factorOf(columns);
    Prior[] priors = byColumn(columns);
    return given
        ? 0
        : (int)
            IntStream.range(0, columns)
                .filter(c -> factors[c] < 0 && priors[c] instanceof FlatPrior)
                .count();
  }

  /** Of so many columns, the factor of each; −1 where it has none. */
  int[] factorOf(int columns) {
    int[] all = new int[columns];
    Arrays.fill(all, -1);
    for (int k = 0; k < factors.size(); k++) {
      for (int column : factors.get(k).columns()) {
        all[column] = k;
      }
    }
    return all;
  }
}
