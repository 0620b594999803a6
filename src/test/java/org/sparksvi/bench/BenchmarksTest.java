package org.sparksvi.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Benchmarks, which no other test runs, can be run. */
class BenchmarksTest {
  private static final long SECONDS = 60;

  private static List<Class<?>> benchmarks() throws IOException, URISyntaxException {
    Path place = Path.of(BenchmarksTest.class.getResource("BenchmarksTest.class").toURI());
    try (Stream<Path> files = Files.list(place.getParent())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Benchmark.class"))
          .<Class<?>>map(BenchmarksTest::named)
          .toList();
    }
  }

  private static Class<?> named(String file) {
    String name = file.substring(0, file.length() - ".class".length());
    try {
      return Class.forName(BenchmarksTest.class.getPackageName() + "." + name);
    } catch (ClassNotFoundException e) {
      throw new LinkageError(name, e);
    }
  }

  @Test
  void junitCanMakeEachAndCallItsTests() throws IOException, URISyntaxException {
    List<Class<?>> benchmarks = benchmarks();

    assertTrue(benchmarks.size() >= 11, benchmarks.toString());
    for (Class<?> benchmark : benchmarks) {
      assertEquals(1, benchmark.getDeclaredConstructors().length, benchmark.getName());
      assertEquals(
          0, benchmark.getDeclaredConstructors()[0].getParameterCount(), benchmark.getName());
      List<Method> tests =
          Arrays.stream(benchmark.getDeclaredMethods())
              .filter(method -> method.isAnnotationPresent(Test.class))
              .toList();
      assertFalse(tests.isEmpty(), benchmark.getName());
      for (Method test : tests) {
        assertFalse(Modifier.isPrivate(test.getModifiers()), test.toString());
        assertFalse(Modifier.isStatic(test.getModifiers()), test.toString());
        boolean sharesSpark = benchmark.isAnnotationPresent(ExtendWith.class);
        assertEquals(
            sharesSpark ? List.of(SparkSession.class) : List.of(),
            List.of(test.getParameterTypes()),
            test.toString());
      }
    }
  }

  /** Lines that the script has written; differences as that of the one maximum there is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "datasets/faithful/faithful.csv,2,2,full,ml,-1.4171,-1.4522",
        "datasets/faithful/faithful.csv,2,2,diagonal,bayes,-1.4957,-1.5405",
        "datasets/faithful/faithful.csv,2,2,full,bayes,-1.4316,-1.4818",
        "datasets/iris/iris.csv,4,2,full,bayes,-2.3596,-2.4846"
      })
  void mixturesAreNoWorseThanTheOtherProgram(String line) {
    MixtureStartsBenchmark.Difference difference = MixtureStartsBenchmark.difference(line, 1);

    assertTrue(difference.fitted() > -0.001 && difference.fitted() < 0.1, difference.toString());
    assertTrue(difference.held() > -0.001 && difference.held() < 0.1, difference.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"autoencoders.py", "mixtures.py", "topics.py"})
  void scriptsAreOfPython(String script) throws IOException, InterruptedException {
    String code = "import ast, sys; ast.parse(open(sys.argv[1]).read())";
    Process python;
    try {
      python = new ProcessBuilder("python3", "-c", code, "bench/" + script).inheritIO().start();
    } catch (IOException e) {
      Assumptions.abort("python3 is not on PATH");
      return;
    }
    assertTrue(python.waitFor(SECONDS, TimeUnit.SECONDS), "it must end");
    assertEquals(0, python.exitValue());
  }
}
