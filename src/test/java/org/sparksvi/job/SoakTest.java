package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.job.Faults.Fault;
import org.sparksvi.spark.SharedSpark;

/**
 * Nights of an update and a table of scores, one of three killed somewhere in one of them and
 * repeated, beside the same nights undisturbed: the same bits every night, no file left over, and
 * neither time nor memory grow.
 *
 * <p>{@code -Dnights=N} is their number; {@code mvn test -Pslow -Dtest=SoakTest} makes it 1000.
 */
@Tag("thorough")
@ExtendWith(SharedSpark.class)
final class SoakTest {
  private static final int NIGHTS = Integer.getInteger("nights", 4);
  private static final long SEED = Long.getLong("soak.seed", 1);
  private static final int ROWS = 12;
  private static final int ONE_IN = 3;

  /** Nights whose time is compared, the first and the last of them. */
  private static final int COMPARED = Math.max(1, Math.min(100, NIGHTS / 3));

  /** The lists of days grow, and the machine has other work. */
  private static final double SLOWER = 2;

  /** Of a heap of three gigabytes; a night that kept its blocks or session would fill it. */
  private static final long GROWTH_BYTES = 256L << 20;

  @TempDir Path directory;

  private final Random random = new Random(SEED);

  @Test
  void killedNightsComeToTheSame(SparkSession spark) throws IOException {
    World calm = new World(Deed.UPDATE.begin(directory.resolve("calm")));
    World rough = calm.copyTo(directory.resolve("rough"));
    List<Double> seconds = new ArrayList<>();
    long heap = 0;
    int kills = 0;
    night(calm, "file", day());
    long updating = operations(update(rough, "frail", directory.resolve("night.csv")));
    long scoring = operations(scores(rough, "frail"));
    taken(rough);
    for (int night = 1; night <= NIGHTS; night++) {
      Path day = day();
      double begun = System.nanoTime();
      List<String> scores = night(calm, "file", day);
      if (random.nextInt(ONE_IN) == 0) {
        boolean isUpdate = random.nextBoolean();
        String[] command = isUpdate ? update(rough, "frail", day) : scores(rough, "frail");
        if (!isUpdate) {
          CommandRun.done(update(rough, "frail", day));
        }
        long at = 1 + random.nextLong(isUpdate ? updating : scoring);
        kills += killed(command, at, spark) ? 1 : 0;
        taken(rough);
        rough.age();
      }
      assertEquals(scores, night(rough, "frail", day), "the scores of night " + night);
      seconds.add((System.nanoTime() - begun) * 1e-9);
      assertEquals(calm.see(), rough.see(), "night " + night);
      if (night == Math.min(NIGHTS, 20)) {
        heap = heap();
      }
      if (night % 50 == 0) {
        System.out.printf(
            Locale.ROOT,
            "night %d: %d kills, heap %d MB, the last 50 nights took %.1f s%n",
            night,
            kills,
            heap() >> 20,
            seconds.subList(night - 50, night).stream().mapToDouble(s -> s).sum());
      }
    }
    assertEquals(calm.names(), rough.names());
    assertTrue(kills > 0 || NIGHTS < 10, kills + " kills");
    assertTrue(heap() - heap < GROWTH_BYTES, "%d MB, then %d".formatted(heap >> 20, heap() >> 20));
    double first = sum(seconds.subList(0, COMPARED));
    double last = sum(seconds.subList(NIGHTS - COMPARED, NIGHTS));
    assertTrue(last < SLOWER * first, "%f s, then %f".formatted(first, last));
  }

  private static double sum(List<Double> seconds) {
    return seconds.stream().mapToDouble(s -> s).sum();
  }

  /** How many operations of the file system a command needs. */
  private static long operations(String... command) {
    try (Faults faults = Faults.none()) {
      CommandRun.done(command);
      return faults.operations();
    }
  }

  /** Rows of a night, beside those of the runs. */
  private Path day() throws IOException {
    List<String> rows = new ArrayList<>(List.of("eruptions,waiting"));
    for (int r = 0; r < ROWS; r++) {
      boolean isLong = random.nextBoolean();
      rows.add(
          String.format(
              Locale.ROOT,
              "%.3f,%.1f",
              (isLong ? 4.3 : 2) + 0.4 * random.nextGaussian(),
              (isLong ? 80 : 55) + 6 * random.nextGaussian()));
    }
    return Files.write(directory.resolve("night.csv"), rows);
  }

  private static String[] update(World world, String scheme, Path day) {
    return new String[] {
      "update", scheme + ":" + world.run(), "--input", day.toString(), "--keep", "3"
    };
  }

  private static String[] scores(World world, String scheme) {
    return Deed.TRANSFORM.arguments(scheme, world.directory());
  }

  /** The scores. */
  private static List<String> night(World world, String scheme, Path day) throws IOException {
    CommandRun.done(update(world, scheme, day));
    CommandRun.done(scores(world, scheme));
    return taken(world);
  }

  /** Takes the table of scores away, if it is there, as whoever asked for it does. */
  private static List<String> taken(World world) throws IOException {
    List<String> scores = world.see().out();
    HostileRun.remove(world.out());
    return scores;
  }

  /** Whether a command ended before its time. */
  private static boolean killed(String[] command, long at, SparkSession spark) {
    try (Faults faults = Faults.begin(at, Fault.KILLED_AFTER)) {
      boolean done = false;
      try {
        done = CommandRun.of(command).code() == ExitCode.DONE;
      } catch (Faults.Killed e) {
        // as it should be
      }
      FileFaults.awaitTasks(spark);
      return !done && faults.operations() > at;
    }
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
