package org.sparksvi.format;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a response depends on, as R writes it (Wilkinson and Rogers, 1973):
 *
 * <pre>
 *   y ~ a + b + a:b       two columns and their interaction       y ~ (a + b + c)^2   all pairs
 *   y ~ a * b             the same                                y ~ a - 1           no intercept
 *   y ~ . - a             all columns but one                     y ~ a + (1 | g)     effects of groups
 * </pre>
 *
 * <p>Names with other characters than letters, digits, points and underscores are in backquotes.
 *
 * @param response its column
 * @param right what is behind the tilde
 * @param random effects of groups, each in its parentheses
 * @param intercept whether there is one
 */
public record Formula(String response, String right, List<String> random, boolean intercept)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String DOT = ".";
  private static final Set<String> ONE = Set.of();

  /** Bounds on texts, which may come from files of others. */
  private static final int MOST_CHARACTERS = 10_000;

  private static final int MOST_DEPTH = 100; // of parentheses
  private static final int MOST_TERMS = 20_000;
  private static final int MOST_DEGREE = 9; // of powers

  private static final String NAME = "`[^`]+`|[\\p{L}_.][\\p{L}\\p{N}_.]*";
  private static final Pattern WHOLE =
      Pattern.compile("\\s*(" + NAME + ")\\s*~(.*)", Pattern.DOTALL);
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(" + NAME + "|[0-9]+|[-+*:^()/]|\\|\\|?)");

  /** What names in effects of groups, which are no tokens there, must do without. */
  private static final Pattern SIGN = Pattern.compile("[-+*:^()/|]");

  public Formula {
    random = List.copyOf(random);
  }

  /**
   * Of a text.
   *
   * @throws IllegalArgumentException where it is none; its message follows the word must
   */
  public static Formula parse(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw refused("at most " + MOST_CHARACTERS + " characters", text.length() + " of them");
    }
    Matcher whole = WHOLE.matcher(text);
    if (!whole.matches()) {
      throw refused("a response before ~", text);
    }
    Reader reader = new Reader(whole.group(2), List.of(), UnaryOperator.identity());
    boolean intercept = reader.terms().contains(ONE);
    return new Formula(plain(whole.group(1)), whole.group(2), reader.random, intercept);
  }

  private static IllegalArgumentException refused(String expected, String at) {
    return new IllegalArgumentException(
        "be a formula such as y ~ a + b + a:b, with %s, but has '%s'"
            .formatted(expected, at.strip()));
  }

  private static String plain(String name) {
    return name.startsWith("`") ? name.substring(1, name.length() - 1) : name;
  }

  /** The same without an intercept. */
  public Formula withoutIntercept() {
    return new Formula(response, right, random, false);
  }

  /**
   * The terms, each of the columns that it multiplies: those of one column first, then those of
   * two, and so on.
   *
   * @param columns that a dot stands for
   * @param exact the column that a name means; it may refuse it
   */
  public List<List<String>> terms(List<String> columns, UnaryOperator<String> exact) {
    return new Reader(right, columns, exact)
        .terms().stream()
            .filter(term -> !term.isEmpty())
            .sorted(Comparator.comparingInt(Set::size)) // is stable
            .map(List::copyOf)
            .toList();
  }

  /** Reads what is behind the tilde. */
  private static final class Reader {
    private final String text;
    private final List<String> columns;
    private final UnaryOperator<String> exact;
    private final List<String> tokens = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>(); // of tokens in the text
    private final List<String> random = new ArrayList<>();
    private int at;
    private int depth;

    Reader(String text, List<String> columns, UnaryOperator<String> exact) {
      this.text = text;
      this.columns = columns;
      this.exact = exact;
      Matcher matcher = TOKEN.matcher(text);
      int end = 0;
      while (matcher.lookingAt()) {
        tokens.add(matcher.group(1));
        end = matcher.end();
        ends.add(end);
        matcher.region(end, text.length());
      }
      if (!text.substring(end).isBlank()) {
        throw refused("names, + - : * ^ ( ) and .", text.substring(end));
      }
    }

    Set<Set<String>> terms() {
      Set<Set<String>> terms = new LinkedHashSet<>();
      terms.add(ONE);
      if (!tokens.isEmpty()) {
        sum(terms);
      }
      if (at < tokens.size()) {
        throw refused("an end", rest());
      }
      return terms;
    }

    private String next() {
      return at < tokens.size() ? tokens.get(at) : "";
    }

    private String rest() {
      return at < tokens.size() ? String.join(" ", tokens.subList(at, tokens.size())) : "its end";
    }

    private boolean take(String token) {
      boolean here = next().equals(token);
      at += here ? 1 : 0;
      return here;
    }

    /** Adds the terms of a sum to others. */
    private void sum(Set<Set<String>> terms) {
      boolean first = true;
      while (true) {
        boolean minus = take("-");
        if (!minus && !take("+") && !first) {
          return;
        }
        first = false;
        boolean one = next().equals("1");
        if (one || next().equals("0")) {
          if (depth > 0) {
            throw refused("columns within parentheses and no intercept", rest());
          }
          at++;
          if (one == minus) {
            terms.remove(ONE);
          } else {
            terms.add(ONE);
          }
        } else if (minus) {
          terms.removeAll(product());
        } else if (depth > 0 || !takeRandom()) {
          terms.addAll(product());
        }
      }
    }

    /** Effects of groups: within parentheses, with a bar. */
    private boolean takeRandom() {
      List<String> behind = tokens.subList(at, tokens.size());
      int close = behind.indexOf(")");
      if (!next().equals("(") || close < 0) {
        return false;
      }
      List<String> inside = behind.subList(1, close);
      if (inside.contains("(")
          || inside.stream().filter(token -> token.startsWith("|")).count() != 1) {
        return false;
      }
      for (String token : inside) {
        if (token.startsWith("`") && SIGN.matcher(token).find()) {
          throw refused("names without signs in effects of groups", token);
        }
      }
      String words = text.substring(ends.get(at), ends.get(at + close) - 1);
      random.add("(" + words.replace("`", "").strip() + ")");
      at += close + 1;
      return true;
    }

    /** a * b is a + b + a:b. */
    private Set<Set<String>> product() {
      Set<Set<String>> terms = interaction();
      while (take("*")) {
        Set<Set<String>> more = interaction();
        Set<Set<String>> both = crossed(terms, more);
        terms.addAll(more);
        terms.addAll(both);
      }
      return terms;
    }

    private Set<Set<String>> interaction() {
      Set<Set<String>> terms = power();
      while (take(":")) {
        terms = crossed(terms, power());
      }
      return terms;
    }

    private static Set<Set<String>> crossed(Set<Set<String>> some, Set<Set<String>> more) {
      Set<Set<String>> both = new LinkedHashSet<>();
      for (Set<String> one : some) {
        for (Set<String> other : more) {
          Set<String> term = new LinkedHashSet<>(one);
          term.addAll(other);
          both.add(term);
          if (both.size() > MOST_TERMS) {
            throw refused("at most " + MOST_TERMS + " terms", "more");
          }
        }
      }
      return both;
    }

    /** (a + b)^2 is a * b, and so on. */
    private Set<Set<String>> power() {
      Set<Set<String>> terms = atom();
      if (take("^")) {
        int degree = next().matches("[1-9]") ? Integer.parseInt(next()) : 0;
        if (degree == 0) {
          throw refused("a power from 1 to " + MOST_DEGREE, rest());
        }
        at++;
        Set<Set<String>> base = new LinkedHashSet<>(terms);
        Set<Set<String>> power = terms;
        for (int d = 1; d < degree; d++) {
          power = crossed(power, base);
          terms.addAll(power);
        }
      }
      return terms;
    }

    private Set<Set<String>> atom() {
      Set<Set<String>> terms = new LinkedHashSet<>();
      if (take("(")) {
        depth++;
        if (depth > MOST_DEPTH) {
          throw refused("parentheses at most " + MOST_DEPTH + " deep", "more");
        }
        sum(terms);
        depth--;
        if (!take(")")) {
          throw refused("columns within parentheses and no intercept", rest());
        }
      } else if (take(DOT)) {
        columns.forEach(column -> terms.add(new LinkedHashSet<>(List.of(column))));
      } else if (next().matches("[`\\p{L}_.](?s:.*)")) {
        String name = plain(tokens.get(at++));
        if (next().equals("(")) {
          throw refused("no functions of columns", name + "(");
        }
        terms.add(new LinkedHashSet<>(List.of(exact.apply(name))));
      } else {
        throw refused("a column", rest());
      }
      return terms;
    }
  }
}
