package org.sparksvi.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Files as people have them, with what becomes of them.
 *
 * @param name its directory
 * @param steps commands, in order
 */
record Case(String name, List<Step> steps) {
  /** Where they are. */
  static final Path CASES = Path.of("src/test/resources/cases");

  /** A command on a case, and what becomes of it. */
  record Step(String command, int code, String said) {}

  /** All, as {@code cases/outcomes.txt} has them. */
  static List<Case> all() throws IOException {
    Map<String, List<Step>> cases = new LinkedHashMap<>();
    for (String line : Files.readAllLines(CASES.resolve("outcomes.txt"))) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        List<String> cells = Stream.of(line.split("\\|", 4)).map(String::strip).toList();
        cases
            .computeIfAbsent(cells.get(0), name -> new ArrayList<>())
            .add(new Step(cells.get(1), Integer.parseInt(cells.get(2)), cells.get(3)));
      }
    }
    return cases.entrySet().stream().map(e -> new Case(e.getKey(), e.getValue())).toList();
  }

  /** Those that the system property {@code cases} begins, such as {@code rows/}; without it all. */
  static List<Case> asked() throws IOException {
    String begin = System.getProperty("cases", "");
    return all().stream().filter(one -> one.name().startsWith(begin)).toList();
  }

  /** The directory of the files. */
  Path files() {
    return CASES.resolve(name).toAbsolutePath();
  }

  @Override
  public String toString() {
    return name;
  }
}
