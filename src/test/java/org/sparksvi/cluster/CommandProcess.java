package org.sparksvi.cluster;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * A command in a process of its own, on the classes of this one and two threads of Spark.
 *
 * @param output file of what it says
 */
public record CommandProcess(Process process, Path output) {
  private static final long POLL_MILLIS = 5;

  /** What is waited for. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws IOException;
  }

  /**
   * Begins one.
   *
   * @param directory of its output, and on its class path
   * @param options of Java, beside those of Spark's own launcher
   */
  public static CommandProcess begin(Path directory, List<String> options, String... command)
      throws IOException {
    Path output = Files.createDirectories(directory).resolve("output.txt");
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    line.addAll(SparkHome.options());
    line.add("-Dspark.master=local[2]");
    line.addAll(options);
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    line.add("-cp");
    line.add(String.join(File.pathSeparator, SparkHome.classPath(), directory.toString(), classes));
    line.add("org.sparksvi.job.Main");
    line.addAll(List.of(command));
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    return new CommandProcess(process, output);
  }

  /** Kills it (SIGKILL) as soon as something holds, which must be before it has ended. */
  public void killWhen(Condition condition) throws IOException, InterruptedException {
    while (!condition.holds()) {
      assertTrue(process.isAlive(), this::said);
      Thread.sleep(POLL_MILLIS);
    }
    process.destroyForcibly().waitFor();
  }

  private String said() {
    try {
      return "it has ended already: " + Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
