package org.sparksvi.laws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sparksvi.format.Json;
import org.sparksvi.job.CommandRun;
import org.sparksvi.kind.Trained;

/**
 * A run of a kind, and the rows that it was trained on.
 *
 * @param conf file of its configuration
 * @param input file of its rows
 */
public record KindRun(KindCase kind, Path directory, Path conf, Path input) {
  static final int ROWS = 40;

  /** Commands that need what a user wrote. */
  private static final Set<String> CODE = Set.of("evaluate", "transform", "sample", "update");

  /** Writes the rows and the configuration of a run, below a directory. */
  static KindRun of(KindCase kind, Path directory) throws IOException {
    Files.createDirectories(directory);
    Path input = kind.rows().write(directory, ROWS);
    String paths = "input.path = \"%s\"\n".formatted(input);
    if (Files.exists(directory.resolve("vocab.txt"))) {
      paths += "input.vocabulary = \"%s/vocab.txt\"\n".formatted(directory);
    }
    Path conf = Files.writeString(directory.resolve("job.conf"), kind.conf() + paths);
    return new KindRun(kind, directory.resolve("run"), conf, input);
  }

  CommandRun train(String... overrides) {
    return CommandRun.train(conf.toString(), directory.toString(), overrides);
  }

  /** What a command says of the run. */
  CommandRun ask(String command, String... more) {
    List<String> words = new ArrayList<>(List.of(command, directory.toString()));
    words.addAll(List.of(more));
    if (kind.code() != null && CODE.contains(command)) {
      words.addAll(List.of("--class", kind.code().getClass().getName()));
    }
    return CommandRun.of(words.toArray(String[]::new));
  }

  CommandRun answer(String command, String... more) {
    return ask(command, more).done();
  }

  /** The same run, in another directory. */
  KindRun copy(Path to) throws IOException {
    return new KindRun(kind, copy(directory, to), conf, input);
  }

  /** Copies a directory with all that is in it. */
  public static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.sorted().toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
    return to;
  }

  /** The published model's directory. */
  Path model() throws IOException {
    Path current = directory.resolve("current.json");
    return directory.resolve(
        Files.exists(current)
            ? Json.read(Files.readString(current), "current.json").path("current").asText()
            : "model");
  }

  /** The published model, with what a user wrote. */
  Trained<?, ?, ?> trained(Path model) throws IOException {
    Trained<?, ?, ?> alone = Trained.load(model);
    return kind.code() == null
        ? alone
        : alone.configured(alone.kind().given(alone.settings(), kind.code()));
  }

  byte[] parameters() throws IOException {
    return Files.readAllBytes(model().resolve("parameters.safetensors"));
  }

  /** The lines of all parts of an output, in order. */
  public static List<String> lines(Path output) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> parts = Files.list(output)) {
      for (Path part : parts.sorted().toList()) {
        if (part.getFileName().toString().startsWith("part-")) {
          lines.addAll(Files.readAllLines(part));
        }
      }
    }
    return lines;
  }

  /** Every file and directory but those of locks and the log, with what it holds. */
  Map<String, String> files() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.toList()) {
        String name = directory.relativize(file).toString();
        if (!name.contains("lock") && !name.endsWith("log.txt")) {
          boolean bytes = Files.isRegularFile(file);
          contents.put(name, bytes ? HexFormat.of().formatHex(Files.readAllBytes(file)) : "");
        }
      }
    }
    return contents;
  }
}
