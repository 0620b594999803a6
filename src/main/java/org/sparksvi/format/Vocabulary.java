package org.sparksvi.format;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words that ids stand for: word {@code w} is line {@code w + 1} of a vocabulary file.
 *
 * <p>The file is UTF-8, a word a line, plain or gzip. No word is blank, none is there twice. Words
 * are kept as they are, blanks at their ends too.
 */
public final class Vocabulary implements Serializable {
  /** The longest word, in bytes. */
  public static final int WORD_BYTES = 1 << 16;

  private static final long serialVersionUID = 1;

  private final String[] words;
  private final Map<String, Integer> ids;
  private final String file;

  private Vocabulary(List<String> words, Map<String, Integer> ids, String file) {
    this.words = words.toArray(new String[0]);
    this.ids = ids;
    this.file = file;
  }

  /** The vocabulary of {@code words}, whose ids are their places; {@code origin} names it. */
  public static Vocabulary of(List<String> words, String origin) {
    Builder builder = new Builder(origin);
    for (String word : words) {
      builder.add(word);
    }
    return builder.build();
  }

  /** Reads a file to its end; does not close it. */
  public static Vocabulary read(InputStream in, String file) throws IOException {
    Builder builder = new Builder(file);
    LineReader lines = new LineReader(Compression.open(in, file), WORD_BYTES);
    while (lines.next()) {
      byte[] bytes = lines.bytes();
      int from = lines.from();
      int to = lines.to();
      if (to - from > WORD_BYTES) {
        throw builder.tooLong(Quote.cut(bytes, from, to));
      }
      if (to > from && bytes[to - 1] == '\r') {
        to--;
      }
      builder.add(Utf8.decode(bytes, from, to, builder.place()));
    }
    return builder.build();
  }

  /** Writes the file; the same words give the same bytes. Flushes the stream, does not close it. */
  public void write(OutputStream out) throws IOException {
    BufferedOutputStream buffered = new BufferedOutputStream(out);
    for (String word : words) {
      buffered.write(word.getBytes(StandardCharsets.UTF_8));
      buffered.write('\n');
    }
    buffered.flush();
  }

  /** Number of words. */
  public int size() {
    return words.length;
  }

  /** The same words, and others behind them. */
  public Vocabulary with(List<String> more) {
    List<String> all = new ArrayList<>(words());
    all.addAll(more);
    return of(all, file);
  }

  /** The word of an id. */
  public String word(int id) {
    return words[id];
  }

  /** All words, by id. */
  public List<String> words() {
    return List.of(words);
  }

  /** The id of a word, or -1 where the vocabulary lacks it. */
  public int indexOf(String word) {
    return ids.getOrDefault(word, -1);
  }

  /** Checks that there is a word for each of the {@code declared} ids of {@code other}. */
  public void requireSize(int declared, String other) {
    if (words.length != declared) {
      throw new FormatException(
          file,
          "vocabulary has %d words, but the header of %s declares %d"
              .formatted(words.length, other, declared));
    }
  }

  /** A vocabulary that grows by a line at a time. */
  private static final class Builder {
    private final String file;
    private final List<String> words = new ArrayList<>();
    private final Map<String, Integer> ids = new HashMap<>();

    Builder(String file) {
      this.file = file;
    }

    String place() {
      return file + ", line " + (words.size() + 1);
    }

    void add(String word) {
      if (word.isBlank()) {
        throw new FormatException(place(), "word is blank; every line must hold a word");
      }
      if (word.getBytes(StandardCharsets.UTF_8).length > WORD_BYTES) {
        throw tooLong(Quote.cut(word));
      }
      if (word.indexOf('\n') >= 0 || word.indexOf('\r') >= 0 || word.indexOf('\ufeff') == 0) {
        throw new FormatException(
            place(),
            "word \"%s\" must hold no line break and begin with no byte order mark"
                .formatted(Quote.cut(word)));
      }
      if (!StandardCharsets.UTF_8.newEncoder().canEncode(word)) {
        throw new FormatException(
            place(), "word \"" + Quote.cut(word) + "\" holds half a surrogate pair");
      }
      Integer first = ids.putIfAbsent(word, words.size());
      if (first != null) {
        throw new FormatException(
            place(),
            "word \"%s\" is on line %d already; every word must be there once"
                .formatted(Quote.cut(word), first + 1));
      }
      words.add(word);
    }

    FormatException tooLong(String cut) {
      return new FormatException(
          place(), "word \"" + cut + "\" has more than " + WORD_BYTES + " bytes");
    }

    Vocabulary build() {
      return new Vocabulary(words, ids, file);
    }
  }
}
