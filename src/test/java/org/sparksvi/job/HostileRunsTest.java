package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.laws.KindRun.copy;
import static org.sparksvi.laws.KindRun.lines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.format.FormatException;
import org.sparksvi.kind.Trained;
import org.sparksvi.spark.SharedSpark;

/**
 * Commands on run directories that somebody has spoilt: none hangs, changes what lies outside, ends
 * with 0 beside a number that is not finite, or ends with 1, the code of our own faults.
 *
 * <p>{@code -Dhostile=N} is the number of directories, 100 000 by {@code mvn verify -Pmutations},
 * {@code -Dmutations.seed=N} the first seed; one of {@link #SPARK_EACH} is given to a command that
 * needs Spark, which takes a second or two of an idle machine: {@code -Dspark.seconds=10} is the
 * bound there, that of a machine with other work is wider.
 */
@Tag("mutations")
@Tag("thorough")
@ExtendWith(SharedSpark.class)
final class HostileRunsTest {
  private static final Path PUBLISHED = Path.of("src/test/resources/org/sparksvi/published/1");
  private static final int DIRECTORIES = Integer.getInteger("hostile", 200);
  private static final long FIRST_SEED = Long.getLong("mutations.seed", 1);
  private static final int SPARK_EACH = Integer.getInteger("spark.each", 50);
  private static final int SECONDS = 10;
  private static final int SPARK_SECONDS = Integer.getInteger("spark.seconds", 60);
  private static final Pattern NOT_FINITE = Pattern.compile("\\bNaN\\b|Infinity");
  private static final List<String> KINDS =
      List.of(
          "topics",
          "mixture",
          "count-mixture",
          "factor",
          "autoencoder",
          "count-autoencoder",
          "regression");

  @TempDir private static Path directory;
  private static HostileRun hostile;
  private static World updated; // twice, with blocks, checkpoints and a trace
  private static final ExecutorService THREAD =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "hostile");
            thread.setDaemon(true);
            return thread;
          });

  @BeforeAll
  static void begin() throws Exception {
    hostile = HostileRun.of(directory);
    updated = new World(Deed.ROLLBACK.begin(directory.resolve("updated")));
  }

  @AfterAll
  static void end() {
    THREAD.shutdownNow();
  }

  /** What is done with a directory. */
  private interface Question {
    String answer() throws IOException;
  }

  @Test
  void nothingHangsIsTouchedOrSaysWhatIsNoNumber() throws Exception {
    List<String> canary = hostile.canary();
    Map<String, Integer> ends = new TreeMap<>();
    List<String> failures = new ArrayList<>();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + DIRECTORIES; seed++) {
      Random random = new Random(seed);
      Path world = directory.resolve("world");
      boolean rich = random.nextInt(3) == 0;
      String kind = rich ? "mixture" : KINDS.get(random.nextInt(KINDS.size()));
      if (rich) {
        updated.copyTo(world);
      } else {
        copy(PUBLISHED.resolve(kind).resolve("run"), Files.createDirectories(world).resolve("run"));
      }
      String what = "-Dmutations.seed=%d, %s".formatted(seed, kind);
      try {
        what += " " + hostile.spoil(world.resolve("run"), random);
        String[] command = command(world, kind, rich, random);
        what += " " + List.of(command);
        String name = command.length == 0 ? "load" : command[0];
        boolean isQuick = List.of("load", "describe", "rollback").contains(name);
        String answer = within(isQuick ? SECONDS : SPARK_SECONDS, () -> answer(world, command));
        ends.merge(name + " " + answer.split(" ", 2)[0], 1, Integer::sum);
        assertFalse(answer.startsWith("DONE") && NOT_FINITE.matcher(answer).find(), answer);
        assertFalse(answer.startsWith("UNEXPECTED"), answer);
        assertEquals(canary, hostile.canary());
      } catch (AssertionError e) {
        failures.add(what + ": " + e.getMessage());
        canary = hostile.canary();
      }
      HostileRun.remove(world);
    }
    System.out.println(ends);
    assertTrue(failures.isEmpty(), () -> String.join("\n", failures));
    assertTrue(ends.keySet().stream().anyMatch(end -> end.endsWith("DONE")), ends.toString());
  }

  private static String[] command(Path world, String kind, boolean rich, Random random) {
    String run = world.resolve("run").toString();
    String out = world.resolve("out").toString();
    if (random.nextInt(SPARK_EACH) > 0) {
      return switch (random.nextInt(4)) {
        case 0 -> new String[0];
        case 1 -> new String[] {"rollback", run};
        case 2 -> new String[] {"describe", run, "--json"};
        default -> new String[] {"describe", run};
      };
    }
    if (rich) {
      Deed[] deeds = {
        Deed.TRAIN_ON, Deed.TRAIN_ANEW, Deed.UPDATE, Deed.EVALUATE, Deed.TRANSFORM, Deed.SAMPLE
      };
      return deeds[random.nextInt(deeds.length)].arguments("file", world);
    }
    boolean counts = kind.equals("topics") || kind.startsWith("count");
    String rows = kind.equals("factor") ? "holes.csv" : counts ? "docword.txt" : "rows.csv";
    String input = PUBLISHED.resolve("data").resolve(rows).toString();
    return switch (random.nextInt(3)) {
      case 0 -> new String[] {"evaluate", run, "--input", input, "--json"};
      case 1 ->
          new String[] {"transform", run, "--input", input, "--output", out, "--format", "json"};
      default ->
          kind.equals("regression")
              ? new String[] {"sample", run, "--input", input, "--output", out, "--format", "json"}
              : new String[] {"sample", run, "--output", out, "--rows", "5"};
    };
  }

  /** How it ended, and all that was said. */
  private static String answer(Path world, String[] command) throws IOException {
    if (command.length == 0) {
      try {
        Trained<?, ?, ?> trained = Trained.load(world.resolve("run/model"));
        return "LOADED " + trained.rows();
      } catch (FormatException e) {
        return "REFUSED " + e.getMessage();
      } catch (IOException e) {
        return "UNREADABLE " + e;
      }
    }
    CommandRun run = CommandRun.of(command);
    if (run.code() != ExitCode.DONE) {
      return run.code() + " " + run.err();
    }
    Path out = world.resolve("out");
    return run.code() + " " + run.out() + (Files.isDirectory(out) ? lines(out) : "");
  }

  private static String within(int seconds, Question question) throws Exception {
    Future<String> answer = THREAD.submit(question::answer);
    try {
      return answer.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      String where =
          Thread.getAllStackTraces().entrySet().stream()
              .filter(thread -> thread.getKey().getName().equals("hostile"))
              .map(thread -> Arrays.toString(thread.getValue()))
              .collect(Collectors.joining("; "));
      throw new AssertionError("more than %d seconds: %s".formatted(seconds, where), e);
    } catch (ExecutionException e) {
      throw new AssertionError("ended with " + e.getCause(), e.getCause());
    }
  }
}
