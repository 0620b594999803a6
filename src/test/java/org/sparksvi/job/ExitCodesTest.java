package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What users can get wrong has an exit code of its own: 1 is for our faults. */
@Tag("thorough")
final class ExitCodesTest {
  private static final String LONG = "at most 1048576 characters once ${...} are put in";
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @TempDir Path directory;

  /**
   * A configuration that is refused.
   *
   * @param name of the case
   * @param text of the file
   * @param message part of what is said
   */
  record Case(String name, String text, String message) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> configurations() {
    String parts = IntStream.range(0, 20_000).mapToObj(i -> "a").collect(Collectors.joining("."));
    String many =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "k" + i + " = 1")
            .collect(Collectors.joining("\n"));
    String doubling =
        "k0 = 0123456789\n"
            + IntStream.rangeClosed(1, 15)
                .mapToObj(i -> "k%d = ${k#}${k#}${k#}${k#}".formatted(i).replace("#", "" + (i - 1)))
                .collect(Collectors.joining("\n"));
    String groups =
        "g0 { a = 0123456789, b = 0123456789 }\n"
            + IntStream.rangeClosed(1, 30)
                .mapToObj(
                    i -> "g%d { a = ${g#}, b = ${g#} }".formatted(i).replace("#", "" + (i - 1)))
                .collect(Collectors.joining("\n"));
    return Stream.of(
        new Case("nested", "a = " + "[".repeat(3000), ""),
        new Case("parts", parts + " = 1", ""),
        new Case("long key", "a".repeat(900_000) + " = 1", "unknown key 'aaaa"),
        new Case("long file", "a".repeat(2 << 20) + " = 1", "must have at most 1048576 characters"),
        new Case("many keys", many, "unknown key 'k0'"),
        new Case("doubling", doubling, LONG),
        new Case("doubling itself", "a = 0123456789\n" + "a = ${a}${a}\n".repeat(40), LONG),
        new Case("groups", groups, LONG));
  }

  @ParameterizedTest
  @MethodSource
  void configurations(Case refused) throws IOException {
    Path conf = Files.writeString(directory.resolve("x.conf"), refused.text());
    assertTimeoutPreemptively(
        LONGEST,
        () ->
            CommandRun.train(conf.toString(), directory.resolve("run").toString())
                .assertRefused(ExitCode.CONFIGURATION, refused.message()));
  }

  @ParameterizedTest
  @CsvSource({
    "foo://x/run",
    "wasb://bucket@host/run",
    "http://localhost/run",
    "file://user@host/run"
  })
  void placesThatNobodyCanUse(String place) {
    String message = " must be on a file system that can be used here: ";
    CommandRun.of("describe", place).assertRefused(ExitCode.CONFIGURATION, message);
    CommandRun.train("conf/mixture-faithful.conf", place)
        .assertRefused(ExitCode.CONFIGURATION, message);
    CommandRun.train(
            "conf/mixture-faithful.conf",
            directory.resolve("run").toString(),
            "input.path=" + place)
        .assertRefused(ExitCode.INPUT, message);
  }

  @ParameterizedTest
  @CsvSource({
    "avro, org.apache.spark:spark-avro_2.13:",
    "delta, io.delta:delta-spark_2.13:",
    "iceberg, org.apache.iceberg:iceberg-spark-runtime-"
  })
  void formatsWhoseJarSparkLacks(String format, String jar) {
    CommandRun.train(
            "conf/mixture-faithful.conf",
            directory.resolve("run").toString(),
            "input.format=" + format)
        .assertRefused(ExitCode.CONFIGURATION, "a format whose jar Spark has; --packages " + jar);
  }

  @ParameterizedTest
  @CsvSource({"a\0b, CONFIGURATION"})
  void aCharacterZero(String place, ExitCode code) {
    CommandRun.of("describe", place).assertRefused(code, "the path has a character 0");
    CommandRun.train("conf/mixture-faithful.conf", directory.resolve(" run") + place)
        .assertRefused(code, "the path has a character 0");
  }
}
