package org.sparksvi.config;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Json;
import org.sparksvi.kind.Kinds;
import org.sparksvi.run.TrainingSettings;
import org.sparksvi.store.Mutation;

/** Random changes of configurations: settings, or one line that says what is wrong. */
@Tag("mutations")
final class ConfigurationMutationsTest {
  private static final int CHANGES = Integer.getInteger("mutations", 500);
  private static final long FIRST_SEED =
      Long.getLong(
          "mutations.seed", TimeUnit.MILLISECONDS.toDays(System.currentTimeMillis()) * 1_000_000);
  private static final Duration LONGEST = Duration.ofSeconds(20L + CHANGES / 10);
  private static final String NEEDED =
      """
      input.path = "data/docword.txt"
      run.directory = runs/one
      """;

  /** What settings come from. */
  private interface Source {
    TrainingSettings settings();
  }

  private static void check(long seed, Source source) {
    try {
      source.settings();
    } catch (ConfigurationException | FormatException e) {
      if (e.getMessage().isBlank()) {
        throw new AssertionError("-Dmutations.seed=" + seed, e);
      }
    } catch (RuntimeException | Error e) {
      throw new AssertionError("-Dmutations.seed=" + seed, e);
    }
  }

  @Test
  void ofAFileThatAPersonWrote() throws IOException {
    byte[] whole = (reference() + NEEDED).getBytes(StandardCharsets.UTF_8);

    assertTimeoutPreemptively(
        LONGEST,
        () -> {
          for (long seed = FIRST_SEED; seed < FIRST_SEED + CHANGES; seed++) {
            byte[] changed = Mutation.of(whole, new Random(seed));
            String text = new String(changed, StandardCharsets.UTF_8);
            check(
                seed,
                () ->
                    TrainingSettings.of(
                        Configuration.of(text, "x.conf", List.of()), Kinds.installed()));
          }
        });
  }

  @Test
  void ofTheSettingsThatARunRecorded() {
    TrainingSettings settings =
        TrainingSettings.of(Configuration.of(NEEDED, "x.conf", List.of()), Kinds.installed());
    byte[] whole = Json.line(settings.all()).getBytes(StandardCharsets.UTF_8);

    assertTimeoutPreemptively(
        LONGEST,
        () -> {
          for (long seed = FIRST_SEED; seed < FIRST_SEED + CHANGES; seed++) {
            byte[] changed = Mutation.of(whole, new Random(seed));
            check(
                seed,
                () ->
                    TrainingSettings.of(
                        Configuration.recorded(
                            Json.read(changed, "run.json"), "run.json", List.of()),
                        Kinds.installed()));
          }
        });
  }

  private static String reference() throws IOException {
    try (InputStream in =
        Configuration.class.getResourceAsStream("/org/sparksvi/job/reference.conf")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
