package org.sparksvi.format;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
 * @param fixed what is behind the tilde, but for the effects of groups
 * @param random effects of groups, each in its parentheses
 * @param intercept whether there is one
 */
public record Formula(String response, String fixed, List<String> random, boolean intercept)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String DOT = ".";
  private static final Set<String> ONE = Set.of();

  /** Degrees of powers. */
  private static final int MOST = 9;

  private static final Pattern WHOLE =
      Pattern.compile("\\s*(`[^`]+`|[\\p{L}_.][\\p{L}\\p{N}_.]*)\\s*~(.*)", Pattern.DOTALL);
  private static final Pattern RANDOM = Pattern.compile("\\+?\\s*(\\([^()|]*\\|\\|?[^()|]*\\))");
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(`[^`]+`|[\\p{L}_.][\\p{L}\\p{N}_.]*|[0-9]+|[-+*:^()])");

  public Formula {
    random = List.copyOf(random);
  }

  /**
   * Of a text.
   *
   * @throws IllegalArgumentException where it is none; its message follows the word must
   */
  public static Formula parse(String text) {
    Matcher whole = WHOLE.matcher(text);
    if (!whole.matches()) {
      throw refused("a response before ~", text);
    }
    List<String> random = new ArrayList<>();
    Matcher terms = RANDOM.matcher(whole.group(2));
    while (terms.find()) {
      random.add(terms.group(1));
    }
    String fixed = terms.replaceAll("").strip();
    boolean intercept = new Reader(fixed, List.of()).terms().contains(ONE);
    return new Formula(plain(whole.group(1)), fixed, random, intercept);
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
    return new Formula(response, fixed, random, false);
  }

  /**
   * The terms, each of the columns that it multiplies: those of one column first, then those of
   * two, and so on.
   *
   * @param columns that a dot stands for
   */
  public List<List<String>> terms(List<String> columns) {
    return new Reader(fixed, columns)
        .terms().stream()
            .filter(term -> !term.isEmpty())
            .sorted(Comparator.comparingInt(Set::size)) // is stable
            .map(List::copyOf)
            .toList();
  }

  /** Reads what is behind the tilde. */
  private static final class Reader {
    private final List<String> tokens = new ArrayList<>();
    private final List<String> columns;
    private int at;

    Reader(String text, List<String> columns) {
      this.columns = columns;
      Matcher matcher = TOKEN.matcher(text);
      int end = 0;
      while (matcher.lookingAt()) {
        tokens.add(matcher.group(1));
        end = matcher.end();
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
        boolean one = take("1");
        if (one || take("0")) {
          if (one == minus) {
            terms.remove(ONE);
          } else {
            terms.add(ONE);
          }
        } else if (minus) {
          terms.removeAll(product());
        } else {
          terms.addAll(product());
        }
      }
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
          throw refused("a power from 1 to " + MOST, rest());
        }
        at++;
        Set<Set<String>> base = Set.copyOf(terms);
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
        sum(terms);
        if (!take(")") || terms.contains(ONE)) {
          throw refused("columns within parentheses and no intercept", rest());
        }
      } else if (take(DOT)) {
        columns.forEach(column -> terms.add(new LinkedHashSet<>(List.of(column))));
      } else if (next().matches("[`\\p{L}_.].*")) {
        String name = plain(tokens.get(at++));
        if (next().equals("(")) {
          throw refused("no functions of columns", name + "(");
        }
        terms.add(new LinkedHashSet<>(List.of(name)));
      } else {
        throw refused("a column", rest());
      }
      return terms;
    }
  }
}
