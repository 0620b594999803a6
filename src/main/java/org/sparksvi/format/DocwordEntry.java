package org.sparksvi.format;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.sparksvi.data.ValueRule;

/**
 * Parser of the entry lines of a UCI docword file: {@code document word count}.
 *
 * <p>The ids count from 1 in the file and from 0 here. The count is a real number that is not
 * negative; entries of count 0 are valid and mean nothing. Fields are separated by blanks. Made
 * once, it parses any number of lines, and makes no objects for those that are valid. One instance
 * serves one task.
 */
public final class DocwordEntry {
  /** The longest acceptable line, in bytes. */
  public static final int LINE_BYTES = 1024;

  private static final int EXACT_DIGITS = 15; // every whole number of so many is a double
  private static final long BEYOND = 1L << 40; // stands for every id above it

  private final int documents;
  private final int words;
  private int document;
  private int word;
  private double count;
  private int next; // the first byte behind the field just read
  private String reason = "";

  /** What a line is. */
  public enum Line {
    /** An entry: document, word and count are set. */
    ENTRY,
    /** Nothing but blanks; not an entry and not a mistake. */
    BLANK,
    /** Not acceptable: the reason is set. */
    INVALID
  }

  /** A parser of the entries below {@code header}. */
  public DocwordEntry(DocwordHeader header) {
    this(header.documents(), header.words());
  }

  /** A parser of entries of so many documents and words. */
  public DocwordEntry(int documents, int words) {
    this.documents = documents;
    this.words = words;
  }

  /** Parses the bytes {@code from} to {@code to}, a line with or without its end. */
  public Line parse(byte[] line, int from, int to) {
    int end = to;
    while (end > from && blank(line[end - 1])) {
      end--;
    }
    int at = skip(line, from, end);
    if (at == end) {
      return Line.BLANK;
    }
    if (end - from > LINE_BYTES) {
      reason = "line is longer than " + LINE_BYTES + " bytes";
      return Line.INVALID;
    }

    int documentAt = at;
    long documentId = id(line, at, end);
    int wordAt = skip(line, next, end);
    long wordId = id(line, wordAt, end);
    int countAt = skip(line, next, end);
    double value = count(line, countAt, end);
    boolean valid =
        documentId >= 1
            && documentId <= documents
            && wordId >= 1
            && wordId <= words
            && value >= 0
            && value <= ValueRule.LARGEST
            && next == end;
    if (!valid) {
      reason = reason(line, documentAt, wordAt, countAt, end);
      return Line.INVALID;
    }
    document = (int) documentId - 1;
    word = (int) wordId - 1;
    count = value;
    return Line.ENTRY;
  }

  /** The document's id, from 0. */
  public int document() {
    return document;
  }

  /** The word's id, from 0. */
  public int word() {
    return word;
  }

  /** How often the word is in the document. */
  public double count() {
    return count;
  }

  /** Why the last invalid line is invalid. */
  public String reason() {
    return reason;
  }

  /** The whole number up to a blank, or -1 where there is something else. */
  private long id(byte[] line, int from, int end) {
    long value = 0;
    int at = from;
    while (at < end && digit(line[at])) {
      value = Math.min(BEYOND, 10 * value + (line[at] - '0'));
      at++;
    }
    if (at < end && blank(line[at]) && at > from) {
      next = at;
      return value;
    }
    next = fieldEnd(line, at, end);
    return -1;
  }

  /** The count, or NaN where it is none. */
  private double count(byte[] line, int from, int end) {
    long value = 0;
    int at = from;
    while (at < end && digit(line[at]) && at - from < EXACT_DIGITS) {
      value = 10 * value + (line[at] - '0');
      at++;
    }
    if (at > from && (at == end || blank(line[at]))) {
      next = at;
      return value;
    }
    next = fieldEnd(line, at, end);
    return real(line, from, next);
  }

  private static double real(byte[] line, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = line[i];
      if (!digit(b) && b != '.' && b != 'e' && b != 'E' && b != '+' && b != '-') {
        return Double.NaN;
      }
    }
    try {
      double value = Double.parseDouble(text(line, from, to));
      return value == 0 ? 0 : value; // a count of -0 is 0
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private String reason(byte[] line, int documentAt, int wordAt, int countAt, int end) {
    int fields = 0;
    for (int at = documentAt; at < end; at = skip(line, fieldEnd(line, at, end), end)) {
      fields++;
    }
    if (fields != 3) {
      return "entry has %d fields; it must have three: document, word and count".formatted(fields);
    }
    long documentId = id(line, documentAt, end);
    if (documentId < 1 || documentId > documents) {
      return idReason("document", documentId, line, documentAt, documents);
    }
    long wordId = id(line, wordAt, end);
    if (wordId < 1 || wordId > words) {
      return idReason("word", wordId, line, wordAt, words);
    }
    return countReason(count(line, countAt, end), Quote.cut(line, countAt, end));
  }

  private String idReason(String what, long id, byte[] line, int from, int most) {
    String text = Quote.cut(line, from, next);
    if (id < 0) {
      return "%s id '%s' is not a whole number; it must be from 1 to %d"
          .formatted(what, text, most);
    }
    return id == 0
        ? what + " id is 0; ids begin at 1"
        : "%s id is %s; the header declares %d %ss".formatted(what, text, most, what);
  }

  private static String countReason(double value, String text) {
    if (value < 0 && value > Double.NEGATIVE_INFINITY) {
      return "count is " + text + "; it must not be negative";
    }
    if (value > ValueRule.LARGEST && value < Double.POSITIVE_INFINITY) {
      return "count is %s; it must be at most %s".formatted(text, ValueRule.LARGEST);
    }
    boolean notFinite =
        Double.isInfinite(value)
            || text.toLowerCase(Locale.ROOT).matches("[+-]?(nan|inf|infinity)");
    return notFinite
        ? "count is " + text + "; it must be finite"
        : "count '" + text + "' is not a number";
  }

  private static String text(byte[] line, int from, int to) {
    return new String(line, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static int skip(byte[] line, int from, int end) {
    int at = from;
    while (at < end && blank(line[at])) {
      at++;
    }
    return at;
  }

  private static int fieldEnd(byte[] line, int from, int end) {
    int at = from;
    while (at < end && !blank(line[at])) {
      at++;
    }
    return at;
  }

  private static boolean digit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static boolean blank(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }
}
