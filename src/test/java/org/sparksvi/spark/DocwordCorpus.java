package org.sparksvi.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/**
 * Documents of drawn words as the entry lines of UCI docword, and files of them.
 *
 * @param documents the number that the header declares, empty ones among them
 * @param words the number that the header declares
 * @param entries one a line
 */
record DocwordCorpus(int documents, int words, List<String> entries) {
  /** Of so many documents, one has no entry and one only an entry of count 0. */
  private static final int EMPTY_EVERY = 13;

  DocwordCorpus {
    entries = List.copyOf(entries);
  }

  /** Document after document; counts are not all whole, a word may come twice in a document. */
  static DocwordCorpus drawn(int documents, int words, int mostEntries, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> entries = new ArrayList<>();
    for (int d = 1; d <= documents; d++) {
      if (d % EMPTY_EVERY == 5) {
        continue;
      }
      if (d % EMPTY_EVERY == 9) {
        entries.add(d + " " + (1 + random.nextInt(words)) + " 0");
        continue;
      }
      int size = 1 + random.nextInt(mostEntries);
      for (int i = 0; i < size; i++) {
        int word = 1 + random.nextInt(1 + random.nextInt(words));
        String count = random.nextInt(9) == 0 ? "0.3" : Integer.toString(1 + random.nextInt(3));
        entries.add(d + " " + word + " " + count);
      }
    }
    return new DocwordCorpus(documents, words, entries);
  }

  /** How many documents have nothing that counts. */
  int emptyDocuments() {
    int empty = 0;
    for (int d = 1; d <= documents; d++) {
      empty += d % EMPTY_EVERY == 5 || d % EMPTY_EVERY == 9 ? 1 : 0;
    }
    return empty;
  }

  /** The same entries in another order, so that the lines of a document are not adjacent. */
  DocwordCorpus shuffled(long seed) {
    List<String> order = new ArrayList<>(entries);
    Collections.shuffle(order, new Random(seed));
    return new DocwordCorpus(documents, words, order);
  }

  String text() {
    return header() + lines(entries);
  }

  private String header() {
    return documents + "\n" + words + "\n" + entries.size() + "\n";
  }

  private static String lines(List<String> entries) {
    return entries.isEmpty() ? "" : String.join("\n", entries) + "\n";
  }

  /** Writes one file. */
  Path plain(Path file) throws IOException {
    return write(file, text());
  }

  /** Writes one compressed file. */
  Path gzip(Path file) throws IOException {
    return gzip(file, text());
  }

  /** Writes a directory of files; the first begins with the header and holds no entry. */
  Path parts(Path directory, int parts, boolean compressed) throws IOException {
    Files.createDirectories(directory);
    for (int p = 0; p <= parts; p++) {
      int from = p == 0 ? 0 : (p - 1) * entries.size() / parts;
      int to = p * entries.size() / parts;
      String text = p == 0 ? header() : lines(entries.subList(from, to));
      Path file = directory.resolve("part-%03d".formatted(p));
      if (compressed && p % 2 == 1) {
        gzip(file, text);
      } else {
        write(file, text);
      }
    }
    return directory;
  }

  static Path write(Path file, String text) throws IOException {
    return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  static Path gzip(Path file, String text) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
