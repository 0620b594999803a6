package org.sparksvi.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.data.RowForm;
import org.sparksvi.format.OnInvalid;
import org.sparksvi.spark.input.DenseReader;
import org.sparksvi.spark.input.DenseSettings;
import org.sparksvi.spark.input.InputTable;
import org.sparksvi.spark.input.TableFormat;
import scala.Tuple2;

/** A sample of rows is the first of all of them, in the order of the blocks. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class FirstItemsTest {
  private static final int ROWS = 20_000;
  private static final int DIFFERENT = 5_000;
  private static final int FILES = 3;
  private static final long SEED = 7;
  private static final RowKind.Unit UNIT = RowKind.numbers().trainingUnit();

  @TempDir private Path directory;

  /** Rows of which each is there about four times. */
  private List<BlockIngestion.Input> inputs(SparkSession session) throws IOException {
    Random random = new Random(3);
    for (int f = 0; f < FILES; f++) {
      StringBuilder csv = new StringBuilder("a,b\n");
      for (int r = f; r < ROWS; r += FILES) {
        csv.append(random.nextInt(DIFFERENT)).append(",1\n");
      }
      Files.writeString(directory.resolve("rows-%d.csv".formatted(f)), csv);
    }
    InputTable table =
        InputTable.read(session, directory.toString(), TableFormat.CSV, Optional.empty(), false);
    DenseSettings settings =
        new DenseSettings(
            Optional.empty(), List.of("*"), Optional.empty(), false, 1, 0, OnInvalid.FAIL);
    return List.of(
        new BlockIngestion.Input(
            DenseReader.of(table, settings).source(RowForm.PLAIN), Role.TRAINING));
  }

  private static List<Tuple2<Long, byte[]>> rows(List<Tuple2<Long, byte[]>> items) {
    return items.stream()
        .filter(item -> !CarriedItems.isTally(item._2()))
        .sorted(Comparator.comparingLong(Tuple2::_1))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 1_000, 200_000, 1L << 30})
  void theyAreTheFirstOfAllAndWholePlaces(long bytes, SparkSession session) throws IOException {
    JavaSparkContext spark = new JavaSparkContext(session.sparkContext());
    List<BlockIngestion.Input> inputs = inputs(session);
    List<Tuple2<Long, byte[]>> all = CollectedItems.of(spark, inputs, UNIT, SEED, Long.MAX_VALUE);

    FirstItems first = FirstItems.of(spark, inputs, UNIT, SEED, bytes);

    List<Tuple2<Long, byte[]>> expected = rows(all);
    List<Tuple2<Long, byte[]>> rows = rows(first.items());
    assertEquals(all.size() - expected.size(), first.items().size() - rows.size(), "tallies");
    assertEquals(ROWS, expected.size());
    assertEquals(
        expected.subList(0, rows.size()).stream().map(Tuple2::_1).toList(),
        rows.stream().map(Tuple2::_1).toList());
    for (int i = 0; i < rows.size(); i++) {
      assertArrayEquals(expected.get(i)._2(), rows.get(i)._2());
    }
    boolean isAll = bytes == 1L << 30;
    assertEquals(isAll, rows.size() == ROWS);
    assertTrue(rows.stream().map(Tuple2::_1).distinct().count() >= 2, "two places at least");
    if (!isAll && !rows.isEmpty()) {
      assertTrue(
          expected.get(rows.size())._1() > rows.get(rows.size() - 1)._1(), "a place is whole");
    }
    assertTrue(
        bytes <= 1_000
            || rows.stream().mapToLong(r -> CollectedItems.bytes(r._2())).sum() <= bytes);
    assertShare(first.share(), rows.size(), isAll);
  }

  /**
   * Places are spread evenly, so a sample's share is known from its last place, with the deviation
   * of so many different places; five of them are allowed.
   */
  private static void assertShare(double share, int rows, boolean isAll) {
    double exact = (double) rows / ROWS;
    double places = Math.max(1, exact * DIFFERENT);
    assertEquals(exact, share, isAll ? 0 : 5 * Math.sqrt(places) / DIFFERENT);
  }
}
