package org.sparksvi.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Python package with the shipped jar, on PySpark from Python's own index. */
@Tag("cluster")
class PythonPackageIT {
  private static final int NO_ENVIRONMENT = 75;
  private static final long MINUTES = 15;

  @TempDir private Path directory;

  @Test
  void itsTestsPass() throws IOException, InterruptedException {
    Path said = directory.resolve("said.txt");
    ProcessBuilder tests =
        new ProcessBuilder(
                "sh", Path.of(System.getProperty("project.root"), "python/test.sh").toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    tests.environment().put("SPARK_SVI_JAR", System.getProperty("shipped.jar"));
    Process process = tests.start();
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    process.destroyForcibly();
    String output = Files.readString(said);

    assertTrue(ended, output);
    assumeTrue(process.exitValue() != NO_ENVIRONMENT, () -> "no PySpark: " + output);
    assertEquals(0, process.exitValue(), output);
  }
}
