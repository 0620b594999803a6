package org.sparksvi.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Commands on the files of a case, each on the run that the last training made. */
final class CaseRuns {
  private final Path files;
  private final Path directory;
  private int trainings;
  private int outputs;

  /**
   * Of a case.
   *
   * @param files of the case
   * @param directory where runs and outputs go
   */
  CaseRuns(Path files, Path directory) {
    this.files = files;
    this.directory = directory;
  }

  /**
   * Runs a command, as tables of cases write it: {@code train CONFIGURATION INPUT KEY=VALUE ...},
   * or another command with an input and options; {@code $} is the directory of the case.
   */
  CommandRun run(String command) {
    if (command.startsWith("train ")) {
      trainings++;
    } else if (command.startsWith("transform ") || command.startsWith("sample ")) {
      outputs++;
    }
    return CommandRun.of(arguments(command, run()).toArray(String[]::new));
  }

  /** The arguments of a command as it is run, with a run's directory. */
  List<String> arguments(String command, Path run) {
    List<String> words =
        Arrays.stream(command.strip().split(" +"))
            .map(word -> word.replace("$", files.toString()))
            .toList();
    List<String> arguments = new ArrayList<>(List.of(words.get(0)));
    int used = 1;
    if (words.get(0).equals("train")) {
      arguments.add(file(words.get(1)));
      arguments.addAll(List.of("--run", run.toString()));
      arguments.addAll(List.of("-s", "input.path=" + file(words.get(2))));
      words.subList(3, words.size()).forEach(key -> arguments.addAll(List.of("-s", key)));
      used = words.size();
    } else {
      arguments.add(run.toString());
      if (!words.get(0).equals("describe")) {
        arguments.addAll(List.of("--input", file(words.get(used++))));
      }
      if (words.get(0).equals("transform") || words.get(0).equals("sample")) {
        arguments.addAll(List.of("--output", output().toString()));
      }
    }
    arguments.addAll(words.subList(used, words.size()));
    return arguments;
  }

  private String file(String name) {
    return files.resolve(name).normalize().toString();
  }

  /** The run of the last training. */
  Path run() {
    return directory.resolve("run" + trainings);
  }

  /** What the last transform or sample was to write. */
  Path output() {
    return directory.resolve("out" + outputs);
  }
}
