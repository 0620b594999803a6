package org.sparksvi.spark.input;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * Another reading of files, as the docs have it: whole files in memory, character by character. It
 * shares no code with what it judges.
 *
 * @param charset of the bytes
 * @param separator of cells of csv
 * @param decimalComma whether {@code 1.234,5} is a number, and {@code 1.5} is none
 * @param codes of missing values
 * @param star whether only columns of numbers are asked for, and others are left out
 */
record PlainReading(
    Charset charset, char separator, boolean decimalComma, List<String> codes, boolean star) {
  private static final String NUMBER = "[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?";
  private static final String GERMAN = "[+-]?(\\d{1,3}(\\.\\d{3})+|\\d+|)(,\\d*)?([eE][+-]?\\d+)?";
  private static final double LARGEST = 1e100;

  /** What is not to be read. */
  static final class Bad extends Exception {
    private static final long serialVersionUID = 1L;

    Bad(String why) {
      super(why);
    }
  }

  /** The characters of a file, decompressed. */
  String text(Path file) throws IOException, Bad {
    byte[] bytes = Files.readAllBytes(file);
    if (file.toString().endsWith(".gz")) {
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        bytes = in.readAllBytes();
      } catch (IOException e) {
        throw new Bad("damaged gzip");
      }
    }
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (IOException e) {
      throw new Bad("bytes that are no characters");
    }
  }

  /** Records of csv by RFC 4180, blank lines left out. */
  List<List<String>> records(String text) throws Bad {
    List<List<String>> records = new ArrayList<>();
    List<String> record = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      StringBuilder cell = new StringBuilder();
      if (text.charAt(at) == '"') {
        for (at++; ; at++) {
          if (at >= text.length()) {
            throw new Bad("a quote that does not end");
          }
          if (text.charAt(at) == '"' && !text.startsWith("\"\"", at)) {
            break;
          }
          at += text.charAt(at) == '"' ? 1 : 0;
          cell.append(text.charAt(at));
        }
        at++;
        if (at < text.length()
            && "\r\n".indexOf(text.charAt(at)) < 0
            && text.charAt(at) != separator) {
          throw new Bad("text behind a quote");
        }
      }
      for (; at < text.length() && "\r\n".indexOf(text.charAt(at)) < 0; at++) {
        if (text.charAt(at) == separator) {
          break;
        }
        cell.append(text.charAt(at));
      }
      record.add(cell.toString());
      if (at < text.length() && text.charAt(at) == separator) {
        at++;
        if (at < text.length() && "\r\n".indexOf(text.charAt(at)) < 0) {
          continue;
        }
        record.add("");
      }
      at += text.startsWith("\r\n", at) ? 2 : 1;
      if (record.size() > 1 || !record.get(0).isBlank()) {
        records.add(record);
      }
      record = new ArrayList<>();
    }
    return records;
  }

  /** Rows of csv files, by name; those of the first file first. */
  List<List<Map<String, String>>> csv(List<Path> files, boolean header) throws IOException, Bad {
    List<List<Map<String, String>>> all = new ArrayList<>();
    TreeSet<String> columns = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Path file : files) {
      List<List<String>> records = records(text(file));
      if (records.isEmpty()) {
        continue;
      }
      int width = records.get(0).size();
      List<String> names =
          header
              ? records.get(0).stream().map(String::strip).toList()
              : IntStream.range(0, width).mapToObj(c -> "_c" + c).toList();
      TreeSet<String> own = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
      own.addAll(names);
      if (own.size() < width || !(columns.isEmpty() || columns.equals(own))) {
        throw new Bad("columns that differ, or are not different");
      }
      columns.addAll(own);
      List<Map<String, String>> rows = new ArrayList<>();
      for (List<String> record : records.subList(header ? 1 : 0, records.size())) {
        if (record.size() != width) {
          throw new Bad("a record of another length");
        }
        Map<String, String> row = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        IntStream.range(0, width).forEach(c -> row.put(names.get(c), record.get(c)));
        rows.add(row);
      }
      all.add(rows);
    }
    return all;
  }

  /** Rows of files of json, a row a line. */
  List<List<Map<String, String>>> json(List<Path> files) throws IOException, Bad {
    ObjectMapper mapper =
        new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(com.fasterxml.jackson.core.JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    List<List<Map<String, String>>> all = new ArrayList<>();
    for (Path file : files) {
      List<Map<String, String>> rows = new ArrayList<>();
      for (String line : text(file).split("\r?\n", -1)) {
        if (line.isBlank()) {
          continue;
        }
        Map<String, String> row = new TreeMap<>();
        try {
          for (Map.Entry<String, JsonNode> field : mapper.readTree(line).properties()) {
            boolean missing = field.getValue().isNull();
            row.put(field.getKey(), missing ? "" : field.getValue().asText());
          }
        } catch (IOException e) {
          throw new Bad("a line that is no json");
        }
        rows.add(row);
      }
      all.add(rows);
    }
    return all;
  }

  private double number(String cell) {
    String text = cell.strip();
    if (decimalComma) {
      text = text.matches(GERMAN) && text.matches(".*\\d.*") ? german(text) : "x";
    }
    return text.matches(NUMBER)
        ? Double.parseDouble(text)
        : text.matches("(?i)[+-]?inf(inity)?") ? Double.POSITIVE_INFINITY : Double.NaN;
  }

  private static String german(String text) {
    return text.replace(".", "").replace(',', '.');
  }

  private boolean isMissing(String cell) {
    String text = cell.strip();
    return text.isEmpty() || text.equalsIgnoreCase("NaN") || codes.contains(text);
  }

  /** Numbers less texts of a column; none where all cells are missing. */
  private int[] kinds(List<Map<String, String>> rows, String column) {
    int[] kinds = new int[2];
    for (Map<String, String> row : rows) {
      String cell = row.getOrDefault(column, "");
      if (!isMissing(cell)) {
        kinds[Double.isNaN(number(cell)) ? 1 : 0]++;
      }
    }
    return kinds;
  }

  private static boolean isOfNumbers(int[] kinds) {
    return kinds[0] > 0 && kinds[0] >= kinds[1];
  }

  /** The columns of numbers of every row as {@code name=value}, sorted. */
  List<String> numbers(List<List<Map<String, String>>> files) throws Bad {
    List<Map<String, String>> all = files.stream().flatMap(List::stream).toList();
    List<Map<String, String>> first = files.isEmpty() ? List.of() : files.get(0);
    TreeSet<String> columns = new TreeSet<>();
    all.forEach(row -> columns.addAll(row.keySet()));
    boolean tells = columns.stream().allMatch(c -> Arrays.stream(kinds(first, c)).sum() > 0);
    List<String> read = new ArrayList<>();
    for (String column : columns) {
      boolean whole = isOfNumbers(kinds(all, column));
      boolean numbers = tells ? isOfNumbers(kinds(first, column)) : whole;
      if (numbers) {
        read.add(column);
      } else if (whole) {
        throw new Bad("a column that turns to numbers");
      } else if (!star) {
        throw new Bad("a column of texts");
      }
    }
    if (read.isEmpty() || all.isEmpty()) {
      throw new Bad("no numbers");
    }
    List<String> rows = new ArrayList<>();
    for (Map<String, String> row : all) {
      StringBuilder said = new StringBuilder();
      for (String column : read) {
        String cell = row.getOrDefault(column, "");
        double number = isMissing(cell) ? Double.NaN : number(cell);
        boolean known = !isMissing(cell) && !isMissing(Double.toString(number));
        if (!isMissing(cell) && (Double.isNaN(number) || Math.abs(number) > LARGEST)) {
          throw new Bad("a cell that is no number");
        }
        said.append(column).append('=').append(known ? number + 0.0 : Double.NaN).append(' ');
      }
      rows.add(said.toString());
    }
    return rows.stream().sorted().toList();
  }

  /** Rows of {@code label index:value ...} as columns from 0 with their values, sorted. */
  List<String> libsvm(Path file) throws IOException, Bad {
    List<TreeMap<Integer, Double>> rows = new ArrayList<>();
    int width = 0;
    for (String line : text(file).split("\r?\n", -1)) {
      String entries = line.contains("#") ? line.substring(0, line.indexOf('#')) : line;
      if (entries.isBlank()) {
        continue;
      }
      String[] words = entries.strip().split("\\s+", -1);
      TreeMap<Integer, Double> row = new TreeMap<>();
      for (String word : Arrays.copyOfRange(words, 1, words.length)) {
        if (!word.matches("\\d{1,6}:" + NUMBER)) {
          throw new Bad("an entry that is none");
        }
        int index = Integer.parseInt(word.substring(0, word.indexOf(':')));
        if (index < 1 || (!row.isEmpty() && index <= row.lastKey())) {
          throw new Bad("indices that do not ascend from 1");
        }
        row.put(index, Double.parseDouble(word.substring(word.indexOf(':') + 1)));
        width = Math.max(width, index);
      }
      rows.add(row);
    }
    List<String> said = new ArrayList<>();
    for (TreeMap<Integer, Double> row : rows) {
      StringBuilder numbers = new StringBuilder();
      for (int c = 1; c <= width; c++) {
        numbers.append(c).append('=').append(row.getOrDefault(c, 0.0) + 0.0).append(' ');
      }
      said.add(numbers.toString());
    }
    return said.stream().sorted().toList();
  }

  /** The words of every line, with their counts, sorted. */
  List<String> words(Path file) throws IOException, Bad {
    List<String> said = new ArrayList<>();
    for (String line : text(file).split("\r?\n", -1)) {
      TreeMap<String, Integer> counts = new TreeMap<>();
      for (String word : line.split("[^a-z]+", -1)) {
        counts.merge(word, 1, Integer::sum);
      }
      counts.remove("");
      StringBuilder row = new StringBuilder();
      counts.forEach((word, n) -> row.append(word).append('=').append(n).append(' '));
      if (!counts.isEmpty()) {
        said.add(row.toString().strip());
      }
    }
    return said.stream().sorted().toList();
  }

  /** The documents of docword as {@code document:word=count}, sorted. */
  static List<String> docword(Path file) throws IOException, Bad {
    String[] lines = Files.readString(file, StandardCharsets.UTF_8).strip().split("\r?\n", -1);
    int documents = Integer.parseInt(lines[0].strip());
    int words = Integer.parseInt(lines[1].strip());
    List<String> said = new ArrayList<>();
    HashSet<String> seen = new HashSet<>();
    for (String line : Arrays.copyOfRange(lines, 3, lines.length)) {
      String[] fields = line.strip().split("\\s+", -1);
      if (fields.length != 3 || !line.strip().matches("\\d+\\s+\\d+\\s+\\d+")) {
        throw new Bad("a line of other fields");
      }
      int document = Integer.parseInt(fields[0]);
      int word = Integer.parseInt(fields[1]);
      if (document < 1 || document > documents || word < 1 || word > words) {
        throw new Bad("an id that is none");
      }
      if (!fields[2].equals("0") && seen.add(fields[0] + ' ' + fields[1])) {
        said.add((document - 1) + ":" + word + "=" + fields[2]);
      }
    }
    if (lines.length - 3 != Integer.parseInt(lines[2].strip())) {
      throw new Bad("another number of entries");
    }
    return said.stream().sorted().toList();
  }
}
