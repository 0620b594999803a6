package org.sparksvi.job;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The class of a user-written model, which who calls a command has to name. */
final class ClassOption {
  @Option(
      names = "--class",
      paramLabel = "NAME",
      description = {
        "User-written models: their class, on the class path (--jars). No run directory names code",
        "to run; it only confirms the name."
      })
  private String name;

  @Option(
      names = "--any-jar",
      description = "User-written models: the class may come from another jar than the run's.")
  private boolean anyJar;

  /** As values of keys, before others. */
  List<String> and(List<String> overrides) {
    List<String> all = new ArrayList<>();
    if (name != null) {
      all.add("model.class=" + name);
    }
    if (anyJar) {
      all.add("model.class-sha256=any");
    }
    all.addAll(overrides);
    return all;
  }

  /** Whether a key is of the code alone, and no part of the model. */
  static boolean isOfCode(String key) {
    return key.equals("model.class-sha256");
  }
}
