package org.sparksvi.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Stored;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.PublishedModel;
import org.sparksvi.model.NumericalException;

/**
 * Published models with a few numbers of others, under the right checksums: they are refused, or
 * say finite numbers, or why they cannot.
 *
 * <p>{@code -Dmutations=N} and {@code -Dmutations.seed=N} as for the tests of damaged files.
 */
@Tag("mutations")
final class HostileNumbersTest {
  private static final Path RUNS = Path.of("src/test/resources/org/sparksvi/published/1");
  private static final int CHANGES = Integer.getInteger("mutations", 500);
  private static final long FIRST_SEED = Long.getLong("mutations.seed", 1);
  private static final Duration LONGEST = Duration.ofSeconds(20L + CHANGES / 20);
  private static final Pattern NOT_FINITE = Pattern.compile("NaN|Infinity");
  private static final double[] VALUES = {
    0,
    -0.0,
    -1,
    -5,
    1e-320,
    1e-300,
    1e-149,
    -1e-149,
    1e-40,
    1e40,
    1e100,
    -1e100,
    1e149,
    -1e149,
    1e300,
    1e308,
    -1e308,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  private static Trained<?, ?, ?> trained(String kind) throws IOException {
    return Trained.load(RUNS.resolve(kind).resolve("run/model"));
  }

  /** A value in the place of another. */
  private static void put(Bundle bundle, int field, int index, double value) {
    Stored stored = bundle.stored(field);
    if (stored.singles().length > 0) {
      stored.singles()[index] = (float) value;
    } else {
      stored.values()[index] = value;
    }
  }

  private static PublishedModel with(PublishedModel model, Bundle parameters) {
    return new PublishedModel(model.kind(), model.settings(), parameters, model.vocabulary());
  }

  @ParameterizedTest
  @CsvSource({
    "mixture, counts, -5, at least 0 and at most 1e150",
    "mixture, scale, 0, at least 1e-150 and at most 1e150",
    "mixture, scale, 1e-320, at least 1e-150 and at most 1e150",
    "mixture, centre, 1e308, finite and at most 1e150 in size",
    "mixture, sums, 1e300, finite and at most 1e150 in size",
    "count-mixture, sums, -1, at least 0 and at most 1e150",
    "factor, scale, -1, at least 1e-150 and at most 1e150",
    "factor, squares, -1, at least 0 and at most 1e150",
    "autoencoder, data.scale, 0, at least 1e-150 and at most 1e150",
    "topics, topics, -1, at least 1e-150 and at most 1e150",
    "topics, topics, 1e308, at least 1e-150 and at most 1e150",
    "topics, totals, 0, at least 1e-150 and at most 1e150",
    "topics, totals, NaN, at least 1e-150 and at most 1e150",
  })
  void whatCannotBeIsRefusedWithItsPlace(String kind, String field, double value, String rule)
      throws IOException {
    PublishedModel model = trained(kind).published();
    Bundle changed = model.parameters().copy();
    put(changed, changed.layout().index(field), 0, value);
    FormatException e =
        assertThrows(
            FormatException.class,
            () -> Trained.of(with(model, changed), Kinds.installed(), "run/model"));
    assertEquals(
        "run/model/parameters.safetensors: field '%s' must be %s, but is %s at row 0, column 0"
            .formatted(field, rule, value),
        e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "topics",
        "mixture",
        "count-mixture",
        "factor",
        "autoencoder",
        "count-autoencoder"
      })
  void saysFiniteNumbersOrWhyItCannot(String kind) throws IOException {
    PublishedModel model = trained(kind).published();
    assertTimeoutPreemptively(
        LONGEST,
        () -> {
          int said = 0;
          for (long seed = FIRST_SEED; seed < FIRST_SEED + CHANGES; seed++) {
            Bundle changed = model.parameters().copy();
            Random random = new Random(seed);
            for (int i = random.nextInt(3); i >= 0; i--) {
              int field = random.nextInt(changed.layout().count());
              int index = random.nextInt(changed.layout().field(field).size());
              put(changed, field, index, VALUES[random.nextInt(VALUES.length)]);
            }
            said += says(with(model, changed), "-Dmutations.seed=" + seed);
          }
          assertTrue(said > 0 && said < 2 * CHANGES, said + " of " + CHANGES);
        });
  }

  /** How many of two questions have an answer. */
  private static int says(PublishedModel model, String which) {
    Trained<?, ?, ?> trained;
    try {
      trained = Trained.of(model, Kinds.installed(), "run/model");
    } catch (FormatException e) {
      assertTrue(e.getMessage().contains("run/model/parameters.safetensors: field '"), which);
      return 0;
    }
    return answers(which, () -> described(trained.readOut(3))) + answers(which, () -> row(trained));
  }

  private static String described(ReadOut readOut) {
    readOut.requireFinite("run/model");
    return readOut.text();
  }

  private static String row(Trained<?, ?, ?> trained) {
    List<Object> cells =
        trained.rows().words()
            ? trained.scorer().score(Map.of(0, 2.0, 3, 1.0)).cells()
            : trained.scorer().score(1, 9, 2).cells();
    return Arrays.deepToString(cells.toArray());
  }

  private static int answers(String which, Supplier<String> question) {
    try {
      String answer = question.get();
      assertFalse(NOT_FINITE.matcher(answer).find(), () -> which + ": " + answer);
      return 1;
    } catch (FormatException | NumericalException | ArithmeticException e) {
      return 0;
    } catch (RuntimeException e) {
      throw new AssertionError(which, e);
    }
  }
}
