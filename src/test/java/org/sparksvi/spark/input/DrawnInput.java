package org.sparksvi.spark.input;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * A drawn input: its files, how they are to be read, and how another reads them.
 *
 * @param format of the files
 * @param path of the input
 * @param files in their order
 * @param options of the reader
 * @param reading the other one
 * @param header whether csv has one
 */
record DrawnInput(
    String format,
    Path path,
    List<Path> files,
    Map<String, String> options,
    PlainReading reading,
    boolean header) {
  private static final List<String> FORMATS =
      List.of("csv", "csv", "csv", "csv", "csv", "json", "json", "libsvm", "docword", "text");
  private static final List<String> NAMES =
      List.of("a", "B", "c d", "x.y", "na\u00efve", "p`q", "total", "e,f", "g;h", "it's", "1st");
  private static final List<String> PATHS =
      List.of("in", "a b", "x=1", "100%", "[1]", "d\u00e9", "q?", "p+q", "h#", "{a,b}", "a%20b");
  private static final List<String> TEXTS =
      List.of(
          "red",
          "a b",
          "",
          "x,y",
          "1;2",
          "say \"hi\"",
          "two\nlines",
          "caf\u00e9",
          "NA",
          "-",
          "12%");
  private static final double FAULTY = 0.3; // share of inputs with something wrong in them

  /** Draws and writes an input into a directory of its own. */
  static DrawnInput draw(long seed, Path directory) throws IOException {
    Random random = new Random(seed);
    Path path = Files.createDirectories(directory.resolve(any(random, PATHS)));
    String format = any(random, FORMATS);
    return switch (format) {
      case "csv" -> csv(random, path);
      case "json" -> json(random, path);
      default -> lines(random, format, path);
    };
  }

  private static <T> T any(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** Kinds of columns, by their names: numbers, whole numbers, texts, and numbers with gaps. */
  private static Map<String, Integer> columns(Random random) {
    List<String> names = new ArrayList<>(NAMES);
    Collections.shuffle(names, random);
    Map<String, Integer> columns = new HashMap<>();
    names.subList(0, 1 + random.nextInt(5)).forEach(n -> columns.put(n, random.nextInt(4)));
    return columns;
  }

  /** Where there are texts, which are refused otherwise, mostly. */
  private static boolean star(Random random, Map<String, Integer> columns) {
    return random.nextInt(10) < (columns.containsValue(2) ? 9 : 2);
  }

  private static String cell(Random random, int kind, boolean comma, List<String> codes) {
    if (kind == 2) {
      return any(random, TEXTS);
    }
    if (kind == 3 && random.nextInt(3) == 0) {
      return random.nextBoolean() || codes.isEmpty() ? "" : any(random, codes);
    }
    double number = random.nextGaussian() * Math.pow(10, random.nextInt(9) - 3);
    if (kind == 1) {
      return Long.toString((long) number);
    }
    String text =
        random.nextInt(4) == 0
            ? String.format(Locale.ROOT, "%.3e", number)
            : String.format(Locale.ROOT, "%.4f", number);
    return comma ? text.replace('.', ',') : text;
  }

  private static DrawnInput csv(Random random, Path path) throws IOException {
    char separator = ",;\t|".charAt(random.nextInt(4));
    boolean comma = separator != ',' && random.nextInt(3) == 0;
    boolean header = random.nextInt(5) > 0;
    Charset charset =
        any(
            random,
            List.of(
                StandardCharsets.UTF_8,
                StandardCharsets.UTF_8,
                StandardCharsets.ISO_8859_1,
                StandardCharsets.UTF_16LE));
    List<String> codes =
        any(random, List.of(List.of("NA"), List.of("NA", "-999"), List.of("NA", "?")));
    Map<String, Integer> columns = columns(random);
    List<String> names = new ArrayList<>(columns.keySet());
    boolean all = random.nextInt(3) == 0; // cells are quoted
    String end = random.nextBoolean() ? "\n" : "\r\n";
    List<Path> files = new ArrayList<>();
    int many = 1 + random.nextInt(3);
    int faulty = random.nextDouble() < FAULTY ? random.nextInt(many) : -1;
    for (int f = 0; f < many; f++) {
      if (header) {
        Collections.shuffle(names, random);
      }
      StringBuilder text = new StringBuilder(random.nextInt(5) == 0 ? "\uFEFF" : "");
      if (header) {
        append(text, names, separator, all, end);
      }
      int rows = 1 + random.nextInt(12);
      int at = f == faulty ? random.nextInt(rows) : -1;
      for (int r = 0; r < rows; r++) {
        List<String> cells = new ArrayList<>();
        names.forEach(n -> cells.add(cell(random, columns.get(n), comma, codes)));
        if (r == at) {
          spoil(random, cells);
        }
        append(text, cells, separator, all, end);
        if (random.nextInt(20) == 0) {
          text.append(end);
        }
      }
      byte[] bytes = bytes(random, text.toString(), charset, f == faulty);
      boolean packed = random.nextInt(6) == 0;
      Path file = path.resolve("part-" + f + (packed ? ".csv.gz" : ".csv"));
      files.add(
          Files.write(file, packed ? gzip(bytes, f == faulty && random.nextBoolean()) : bytes));
    }
    Map<String, String> options = new HashMap<>(Map.of("sep", String.valueOf(separator)));
    options.put("header", Boolean.toString(header));
    options.put("encoding", charset.name());
    if (comma) {
      options.put("locale", "de");
    }
    PlainReading reading =
        new PlainReading(charset, separator, comma, codes, star(random, columns));
    return new DrawnInput("csv", path, files, options, reading, header);
  }

  /** Something wrong with a record. */
  private static void spoil(Random random, List<String> cells) {
    int at = random.nextInt(cells.size());
    switch (random.nextInt(5)) {
      case 0 -> cells.remove(at);
      case 1 -> cells.add("7");
      case 2 -> cells.set(at, "oops");
      case 3 -> cells.set(at, any(random, List.of("inf", "1e200", "1D", "0x1F", "1_000", "1,5,2")));
      default -> cells.set(at, "\u0000open");
    }
  }

  private static void append(
      StringBuilder text, List<String> cells, char separator, boolean all, String end) {
    for (int c = 0; c < cells.size(); c++) {
      String cell = cells.get(c);
      boolean open = cell.startsWith("\u0000"); // a quote that does not end
      boolean quoted = all || cell.matches("(?s).*[\"\r\n].*") || cell.indexOf(separator) >= 0;
      text.append(c == 0 ? "" : String.valueOf(separator));
      text.append(
          open ? '"' + cell.substring(1) : quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
    }
    text.append(end);
  }

  private static byte[] bytes(Random random, String text, Charset charset, boolean faulty) {
    String fits = charset.equals(StandardCharsets.ISO_8859_1) ? text.replace("\uFEFF", "") : text;
    byte[] bytes = fits.getBytes(charset);
    if (faulty && charset.equals(StandardCharsets.UTF_8) && random.nextInt(4) == 0) {
      bytes[bytes.length / 2] = (byte) 0xff;
    }
    return bytes;
  }

  private static byte[] gzip(byte[] bytes, boolean cut) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    byte[] whole = packed.toByteArray();
    return cut ? Arrays.copyOf(whole, whole.length - 9) : whole;
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private static DrawnInput json(Random random, Path path) throws IOException {
    List<String> codes = any(random, List.of(List.of("NA"), List.of("NA", "-999")));
    Map<String, Integer> columns = columns(random);
    List<Path> files = new ArrayList<>();
    int many = 1 + random.nextInt(2);
    int faulty = random.nextDouble() < FAULTY ? random.nextInt(many) : -1;
    for (int f = 0; f < many; f++) {
      StringBuilder text = new StringBuilder();
      int rows = 2 + random.nextInt(10);
      int at = f == faulty ? random.nextInt(rows) : -1;
      for (int r = 0; r < rows; r++) {
        List<String> names = new ArrayList<>(columns.keySet());
        Collections.shuffle(names, random);
        List<String> fields = new ArrayList<>();
        for (String name : names) {
          int kind = columns.get(name);
          String cell = cell(random, kind, false, codes);
          boolean bare =
              kind != 2 && !cell.isEmpty() && !codes.contains(cell) && random.nextInt(9) > 0;
          if (kind != 3 || random.nextInt(5) > 0) {
            fields.add(quoted(name) + ":" + (bare ? cell : cell.isEmpty() ? "null" : quoted(cell)));
          }
        }
        String record = "{" + String.join(", ", fields) + "}";
        if (r == at) {
          record =
              any(
                  random,
                  List.of(
                      record + record,
                      record + " x",
                      record.substring(1),
                      "{" + quoted(names.get(0)) + ":\"oops\"}",
                      "[" + record));
        }
        text.append(record).append(random.nextBoolean() ? "\n" : "\r\n");
      }
      byte[] bytes = bytes(random, text.toString(), StandardCharsets.UTF_8, f == faulty);
      files.add(Files.write(path.resolve("part-" + f + ".json"), bytes));
    }
    PlainReading reading =
        new PlainReading(StandardCharsets.UTF_8, ',', false, codes, star(random, columns));
    return new DrawnInput("json", path, files, Map.of(), reading, false);
  }

  /** Libsvm, docword or text, of one file. */
  private static DrawnInput lines(Random random, String format, Path path) throws IOException {
    boolean faulty = random.nextDouble() < FAULTY;
    int rows = 2 + random.nextInt(10);
    int at = faulty ? random.nextInt(rows) : -1;
    List<String> lines = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      StringBuilder line = new StringBuilder(format.equals("libsvm") ? "1" : "");
      int index = format.equals("docword") ? 0 : random.nextInt(3);
      for (int e = 0; e < 1 + random.nextInt(5); e++) {
        index += 1 + random.nextInt(3);
        switch (format) {
          case "libsvm" ->
              line.append(' ').append(index).append(':').append(cell(random, 0, false, List.of()));
          case "docword" -> lines.add((r + 1) + " " + index + " " + (1 + random.nextInt(4)));
          default ->
              line.append(
                  any(random, List.of("cat ", "dog ", "a ", ", ", "- ", "42 ", "bee.", " ")));
        }
      }
      if (!format.equals("docword")) {
        lines.add(line.toString());
      }
      if (r == at) {
        String last = lines.get(lines.size() - 1);
        lines.set(
            lines.size() - 1,
            any(random, List.of(last + " x", last + " 1:1", "0 0:1", "0 " + last, last)));
      }
    }
    String head = format.equals("docword") ? rows + "\n20\n" + lines.size() + "\n" : "";
    String text = head + String.join(random.nextBoolean() ? "\n" : "\r\n", lines) + "\n";
    boolean letters = format.equals("text");
    byte[] bytes = bytes(random, text, StandardCharsets.UTF_8, faulty && letters);
    Path file = Files.write(path.resolve(format + ".txt"), bytes);
    PlainReading reading = new PlainReading(StandardCharsets.UTF_8, ',', false, List.of(), false);
    return new DrawnInput(format, file, List.of(file), Map.of(), reading, false);
  }

  /** What the other reading says. */
  List<String> expected() throws IOException, PlainReading.Bad {
    return switch (format) {
      case "csv" -> reading.numbers(reading.csv(files, header));
      case "json" -> reading.numbers(reading.json(files));
      case "libsvm" -> reading.libsvm(path);
      case "text" -> reading.words(path);
      default -> PlainReading.docword(path);
    };
  }
}
