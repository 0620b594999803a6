package org.sparksvi.models.regression;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.sparksvi.numeric.SpecialFunctions;

/**
 * What varies from group to group: coefficients u_g of some columns and of the intercept, beside
 * those that all groups share.
 *
 * <pre>
 *   f_i = x_i·β + z_i·u_g        u_g ~ N(0, D)     D = T Tᵀ, block diagonal by terms
 *   D = diag(s) R diag(s)        s_j ~ a half of {@code deviations}      p(R) ∝ |R|^(correlation − 1)
 * </pre>
 *
 * <p>Effects of parts of a group, the last ones, are of each part apart, with one deviation.
 *
 * <p>Where normal noise is found, u_g and s are in units of its deviation. The prior of
 * correlations is that of Lewandowski, Kurowicka and Joe (2009).
 *
 * @param terms of a formula, such as (1 + x | group)
 * @param deviations prior of each standard deviation s_j
 * @param correlation 1 where all matrices R are alike, more where R is nearer to the identity
 */
public record RandomEffects(List<Term> terms, Prior deviations, double correlation)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Stands for the intercept among columns. */
  public static final int INTERCEPT = -1;

  /** Stands for an intercept of each part of a group, such as the classes of a school. */
  public static final int PART = -2;

  /** Most effects of a group: what is kept of them grows by the fourth power. */
  public static final int MOST = 16;

  /**
   * Effects of a group that may go together.
   *
   * @param columns of the features, or {@link #INTERCEPT}, or {@link #PART}
   * @param correlated whether they have correlations
   */
  public record Term(List<Integer> columns, boolean correlated) implements Serializable {
    private static final long serialVersionUID = 1L;

    public Term {
      columns = List.copyOf(columns);
      if (columns.isEmpty()) {
        throw new IllegalArgumentException("a term of random effects must have an effect");
      }
    }

    /** Slopes are about the columns' centres where an intercept takes up the rest. */
    boolean centred() {
      return correlated && columns.contains(INTERCEPT);
    }
  }

  public RandomEffects {
    terms = List.copyOf(terms);
    Set<Integer> seen = new HashSet<>();
    for (Term term : terms) {
      for (int column : term.columns()) {
        if (!seen.add(column)) {
          throw new IllegalArgumentException(
              column == INTERCEPT
                  ? "the intercept must vary by group in one term, but does in two"
                  : "column %d must vary by group in one term, but does in two".formatted(column));
        }
      }
    }
    List<Integer> all = terms.stream().flatMap(term -> term.columns().stream()).toList();
    int part = all.indexOf(PART);
    if (part >= 0 && (part < all.size() - 1 || terms.get(terms.size() - 1).columns().size() > 1)) {
      throw new IllegalArgumentException(
          "effects of parts must be the last term, and nothing else");
    }
    if (seen.isEmpty() || seen.size() > MOST) {
      throw new IllegalArgumentException(
          "effects of a group must be from 1 to %d, but were %d".formatted(MOST, seen.size()));
    }
    if (!(correlation >= 1)) {
      throw new IllegalArgumentException(
          "the exponent of correlations must be at least 1, but was " + correlation);
    }
  }

  /** Effects that all rows of a group share: all but those of its parts, which are the last. */
  int shared() {
    return columns().contains(PART) ? count() - 1 : count();
  }

  /** q, effects of a group, those of its parts counted once. */
  public int count() {
    return terms.stream().mapToInt(term -> term.columns().size()).sum();
  }

  /** The columns of all effects, in their order. */
  public List<Integer> columns() {
    return terms.stream().flatMap(term -> term.columns().stream()).toList();
  }

  /** Numbers of the lower triangle of a matrix over the effects. */
  int packed() {
    return count() * (count() + 1) / 2;
  }

  /** The term of an effect. */
  private int term(int effect) {
    int before = 0;
    for (int t = 0; ; t++) {
      before += terms.get(t).columns().size();
      if (effect < before) {
        return t;
      }
    }
  }

  boolean centred(int effect) {
    return terms.get(term(effect)).centred();
  }

  /** Whether an element of T below its diagonal, or on it, may be other than 0. */
  boolean isFree(int row, int column) {
    return row == column || (term(row) == term(column) && terms.get(term(row)).correlated());
  }

  /** Places of the free elements of T in a lower triangle by rows. */
  int[] free() {
    return IntStream.range(0, count())
        .flatMap(
            i ->
                IntStream.rangeClosed(0, i).filter(j -> isFree(i, j)).map(j -> Design.packed(i, j)))
        .toArray();
  }

  /** Log of what the densities of correlations are divided by, of all terms. */
  double logNormaliser() {
    double sum = 0;
    for (Term term : terms) {
      int d = term.correlated() ? term.columns().size() : 1;
      for (int k = 1; k < d; k++) {
        sum +=
            0.5 * k * StrictMath.log(Math.PI)
                + SpecialFunctions.logGamma(correlation + 0.5 * (d - 1 - k))
                - SpecialFunctions.logGamma(correlation + 0.5 * (d - 1));
      }
    }
    return sum;
  }
}
