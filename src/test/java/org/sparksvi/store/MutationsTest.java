package org.sparksvi.store;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Json;
import org.sparksvi.format.Manifest;

/**
 * Random changes of every file that a run keeps: what was written comes back, or a reason, or what
 * takes its place by the rules; quickly, and without taking memory that a file only claims to need.
 *
 * <p>{@code -Dmutations=N} is the number of changes per file, {@code -Dmutations.seed=N} the first
 * seed; the fast tests have a fixed one, {@code -Pci} another one every day. A failure names its
 * seed.
 */
@Tag("mutations")
final class MutationsTest {
  private static final int CHANGES = Integer.getInteger("mutations", 500);
  private static final long FIRST_SEED =
      Long.getLong(
          "mutations.seed", TimeUnit.MILLISECONDS.toDays(System.currentTimeMillis()) * 1_000_000);

  /** One file of these takes milliseconds; a hang takes forever. */
  private static final Duration LONGEST = Duration.ofSeconds(20L + CHANGES / 50);

  /** Reading the whole files takes less than a megabyte. */
  private static final long MOST_BYTES = 32 << 20;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void whatWasWrittenComesBackOrAReason(StoredRun.Kind kind) throws IOException {
    StoredRun run = StoredRun.write(directory.resolve("run"));
    byte[] whole = Files.readAllBytes(run.path(kind));

    assertTimeoutPreemptively(
        LONGEST,
        () -> {
          for (long seed = FIRST_SEED; seed < FIRST_SEED + CHANGES; seed++) {
            byte[] changed = Mutation.of(whole, new Random(seed));
            replace(run.path(kind), changed);
            check(kind, seed, () -> run.read(kind));
            if (kind.isManifest()) {
              replace(run.path(kind), signed(changed));
              check(kind, seed, () -> run.readOnly(kind));
            }
          }
        });
  }

  /** A file anew: some file systems wait for the disk when one is cut and written again. */
  private static void replace(Path file, byte[] bytes) throws IOException {
    Files.delete(file);
    Files.write(file, bytes);
  }

  /** With the checksum that belongs to the changed content, where that is JSON still. */
  private static byte[] signed(byte[] changed) {
    try {
      ObjectNode json = Json.read(changed, "changed");
      json.remove("checksum");
      return new Manifest("", 0, 0).bytes(json);
    } catch (FormatException e) {
      return changed;
    }
  }

  /** Reads a file. */
  private interface Reading {
    void run() throws IOException;
  }

  private static void check(StoredRun.Kind kind, long seed, Reading reading) {
    String which = "%s, -Dmutations.seed=%d".formatted(kind, seed);
    long before = allocated();
    try {
      reading.run();
    } catch (FormatException | RunDirectoryException e) {
      assertTrue(e.getMessage().contains("/run"), which + ": the place in " + e.getMessage());
    } catch (IOException | RuntimeException | Error e) {
      throw new AssertionError(which, e);
    }
    long bytes = allocated() - before;
    assertTrue(bytes < MOST_BYTES, which + " took " + bytes + " bytes");
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }
}
