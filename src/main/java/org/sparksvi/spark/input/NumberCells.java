package org.sparksvi.spark.input;

import java.io.Serializable;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How cells become numbers, in whatever format: a number of the table, or a text that is one.
 *
 * <p>A text is a number where it is digits with an optional sign, decimal separator and exponent,
 * or a word for infinity; what has letters behind its digits, such as {@code 1D}, is none. Null, an
 * empty text and NaN are missing values, and so are the codes that stand for them.
 */
public final class NumberCells implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern COMMAS = Pattern.compile("[+-]?\\d{1,3}(?:,\\d{3})+(?:\\.\\d*)?");
  private static final Pattern COMMA = Pattern.compile("[+-]?(?:\\d{1,3}(?:[.]\\d{3})+|\\d*),\\d+");
  private static final Pattern INFINITE = Pattern.compile("(?i)[+-]?inf(?:inity)?");
  private static final Set<String> USUAL_CODES =
      Set.of("?", "-", ".", "na", "n/a", "#n/a", "<na>", "null", "none", "nil", "missing");

  private final Set<String> codes;
  private final double[] numericCodes;
  private final char decimal;
  private final Pattern grouped; // null where digits come in no groups

  private NumberCells(List<String> codes, char decimal, char grouping) {
    this.codes = Set.copyOf(codes);
    this.decimal = decimal;
    String separator = Pattern.quote(String.valueOf(grouping));
    this.grouped =
        grouping == 0
            ? null
            : Pattern.compile(
                "([+-]?\\d{1,3}(?:%s\\d{3})+)(%s\\d*)?"
                    .formatted(separator, Pattern.quote(String.valueOf(decimal))));
    this.numericCodes =
        codes.stream().mapToDouble(NumberCells::plain).filter(c -> !Double.isNaN(c)).toArray();
  }

  /**
   * Reads decimal points and no groups of digits, unless a reader is told another locale.
   *
   * @param codes what stands for missing values
   * @param options of the table's reader
   */
  public static NumberCells of(List<String> codes, Map<String, String> options) {
    for (Map.Entry<String, String> option : options.entrySet()) {
      if (option.getKey().equalsIgnoreCase("locale")) {
        DecimalFormatSymbols symbols =
            DecimalFormatSymbols.getInstance(Locale.forLanguageTag(option.getValue()));
        return new NumberCells(
            codes, symbols.getDecimalSeparator(), symbols.getGroupingSeparator());
      }
    }
    return new NumberCells(codes, '.', (char) 0);
  }

  /** What a cell says of its column. */
  enum Kind {
    MISSING,
    NUMBER,
    TEXT
  }

  /** What a text says of its column; null is missing. */
  Kind kind(String cell) {
    String text = cell == null ? "" : cell.strip();
    return isMissing(text) ? Kind.MISSING : Double.isNaN(parsed(text)) ? Kind.TEXT : Kind.NUMBER;
  }

  /** What a text would say of its column if a key said how to read it. */
  Kind likely(String cell) {
    Kind kind = kind(cell);
    if (kind != Kind.TEXT) {
      return kind;
    }
    String text = cell.strip();
    return isUsualCode(text) ? Kind.MISSING : isWithCommas(text) ? Kind.NUMBER : Kind.TEXT;
  }

  /** A number, or NaN where the cell is missing. */
  double number(Object cell, String name) throws Refused {
    if (cell instanceof Number number) {
      return known(number.doubleValue());
    }
    String text = cell == null ? "" : cell.toString().strip();
    double number = parsed(text);
    if (Double.isNaN(number) && !isMissing(text)) {
      throw new Refused(
          "column '%s' must be a number, but is \"%s\"%s".formatted(name, text, hint(text)));
    }
    return known(number);
  }

  /** The number, or NaN where it stands for a missing value. */
  double known(double number) {
    for (double code : numericCodes) {
      if (code == number) {
        return Double.NaN;
      }
    }
    return number;
  }

  private boolean isMissing(String text) {
    return text.isEmpty() || text.equalsIgnoreCase("NaN") || codes.contains(text);
  }

  /** NaN of what is no number. */
  private double parsed(String text) {
    String point = text;
    if (grouped != null && grouped.matcher(text).matches()) {
      int end = text.indexOf(decimal) < 0 ? text.length() : text.indexOf(decimal);
      point = text.substring(0, end).replaceAll("[^0-9+-]", "") + text.substring(end);
    }
    if (decimal != '.') {
      point = point.indexOf('.') < 0 ? point.replace(decimal, '.') : ""; // a point is no comma
    }
    return plain(point);
  }

  /** A number as programs write it, or NaN of what is none. */
  static double plain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        return infinite(text);
      }
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static double infinite(String text) {
    return !INFINITE.matcher(text).matches()
        ? Double.NaN
        : text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /** The key that may say what a text means. */
  String hint(String text) {
    if (isUsualCode(text)) {
      return "; input.missing = [\"%s\"] takes it for a missing value".formatted(text);
    }
    if (!isWithCommas(text)) {
      return "";
    }
    return COMMAS.matcher(text).matches()
        ? "; input.options.locale = en reads commas between groups of digits, = de decimal commas"
        : "; input.options.locale = de reads decimal commas";
  }

  private static boolean isUsualCode(String text) {
    return USUAL_CODES.contains(text.toLowerCase(Locale.ROOT));
  }

  /** Whether a text would be a number in some locale, and no locale is given. */
  private boolean isWithCommas(String text) {
    boolean given = decimal != '.' || grouped != null;
    return !given && (COMMAS.matcher(text).matches() || COMMA.matcher(text).matches());
  }
}
