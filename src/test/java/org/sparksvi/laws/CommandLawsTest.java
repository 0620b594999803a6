package org.sparksvi.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.format.Json;
import org.sparksvi.job.CommandRun;
import org.sparksvi.spark.SharedSpark;

/** Commands beside those of {@link KindLawsTest} work for every kind, and say finite numbers. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class CommandLawsTest {
  @TempDir private Path directory;

  static Stream<KindCase> kinds() {
    return KindCase.all();
  }

  private static String finite(CommandRun run) {
    String said = run.done().out();
    assertFalse(said.matches("(?s).*(NaN|Infinity|null).*"), said);
    return said;
  }

  /** Two candidates of one kind take the same rows, whatever the rules of their values. */
  @ParameterizedTest
  @MethodSource("kinds")
  void candidatesOfAKindAreComparedAndTheBestIsTrained(KindCase kind) throws IOException {
    KindRun run = KindRun.of(kind, directory);
    String name = kind.conf().replaceAll("(?s).*kind = ([a-z-]+).*", "$1");
    String run0 = run.directory().toString();
    CommandRun selected =
        CommandRun.of(
            "select",
            run.conf().toString(),
            "--run",
            run0,
            "-s",
            "model.kind=[%s,%s]".formatted(name, name),
            "--json");

    String said = finite(selected);
    var page = Json.read(said.substring(0, said.indexOf("\n}") + 2), "select");
    for (var candidate : page.path("candidates")) {
      assertTrue(Double.isFinite(candidate.path("score").asDouble(Double.NaN)), said);
      assertEquals("", candidate.path("note").asText());
    }
    assertTrue(Files.exists(run.model().resolve("parameters.safetensors")));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatIsSaidOfARunIsFinite(KindCase kind) throws IOException {
    KindRun run = KindRun.of(kind, directory);
    finite(run.train("inference.epochs=1"));
    String run0 = run.directory().toString();

    assertTrue(finite(run.answer("watch", "--once")).contains("state: done"));
    finite(CommandRun.of("compare", run0, run0));
    finite(CommandRun.of("compare", run0, run0, "--json"));
    finite(run.answer("report"));
    String report = Files.readString(run.directory().resolve("report.html"));
    assertFalse(report.matches("(?s).*>[^<]*\\b(NaN|Infinity)\\b.*"), report);
    String kept = finite(CommandRun.of("check", run.conf().toString()));
    assertTrue(kept.startsWith("kept "), kept);
    Path drawn = directory.resolve("drawn");
    finite(run.answer("sample", "--rows", "50", "--format", "json", "--output", drawn.toString()));
    List<String> lines = KindRun.lines(drawn);
    assertEquals(50, lines.size());
    lines.forEach(line -> assertFalse(line.matches(".*(NaN|Infinity|null).*"), line));
  }
}
