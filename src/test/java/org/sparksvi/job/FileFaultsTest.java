package org.sparksvi.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.spark.SharedSpark;

/**
 * Faults at operations of the file system, drawn from all those of every command that reads or
 * writes a run, on local files and on those of another machine; see {@link FileFaults}.
 *
 * <p>{@code -Dfaults=N} is their number for each command and file system, {@code -Dfaults.seed=N}
 * names the draw: {@code mvn test -Pslow -Dtest=FileFaultsTest} strikes 800 times.
 */
@Tag("thorough")
@ExtendWith(SharedSpark.class)
final class FileFaultsTest {
  private static final int FAULTS = Integer.getInteger("faults", 1);
  private static final long SEED = Long.getLong("faults.seed", 1);

  @TempDir static Path trained;
  private static World world; // with a run that was updated

  @TempDir Path directory;

  @BeforeAll
  static void begin() throws IOException {
    world = new World(Deed.UPDATE.begin(trained.resolve("world")));
  }

  static Stream<Arguments> deeds() {
    return Stream.of("frail", "far")
        .flatMap(
            scheme -> Arrays.stream(Deed.values()).map(deed -> Arguments.arguments(deed, scheme)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource
  void deeds(Deed deed, String scheme, SparkSession spark) throws IOException {
    World before =
        deed == Deed.TRAIN
            ? new World(deed.begin(directory.resolve("before")))
            : world.copyTo(directory.resolve("before"));
    if (deed != Deed.TRAIN) {
      deed.end(before.directory());
    }
    new FileFaults(spark, directory, before, deed, scheme)
        .strike(FAULTS, new Random(SEED + 31L * deed.ordinal() + scheme.hashCode()));
  }
}
