package org.sparksvi.spark.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.data.DataRow;
import org.sparksvi.format.InvalidLine;
import org.sparksvi.format.OnInvalid;
import org.sparksvi.random.SplitMix64;
import org.sparksvi.spark.SharedSpark;
import org.sparksvi.spark.wire.Items;

@Tag("spark")
@ExtendWith(SharedSpark.class)
class VectorInputTest {
  private static final VectorSettings FAIL = VectorSettings.of(OnInvalid.FAIL);
  private static final VectorSettings SKIP = VectorSettings.of(OnInvalid.SKIP);

  private static Dataset<Row> table(SparkSession spark, DataType type, Object... values) {
    List<Row> rows = new ArrayList<>();
    for (Object value : values) {
      rows.add(RowFactory.create(value));
    }
    return spark.createDataFrame(rows, new StructType().add("features", type));
  }

  private static Dataset<Row> vectors(SparkSession spark, Object... values) {
    return table(spark, SQLDataTypes.VectorType(), values);
  }

  private static ReadInput read(Dataset<Row> table, VectorSettings settings) {
    return ReadInput.vectors(new InputTable(table, "table"), "features", settings);
  }

  @Test
  void sparseAndDenseVectorsAndArraysOfAllNumbersGiveTheSameRows(SparkSession spark) {
    Dataset<Row> sparse =
        vectors(
            spark,
            Vectors.sparse(4, new int[] {1, 2, 3}, new double[] {2, 0, 5}),
            Vectors.sparse(4, new int[0], new double[0]),
            Vectors.dense(1, 0, 0, 3));
    Dataset<Row> doubles = array(spark, DataTypes.DoubleType, 0.0, 2.0, 5.0, 1.0, 3.0);
    Dataset<Row> floats = array(spark, DataTypes.FloatType, 0f, 2f, 5f, 1f, 3f);
    Dataset<Row> ints = array(spark, DataTypes.IntegerType, 0, 2, 5, 1, 3);

    List<String> expected = List.of("0=1.0 3=3.0", "1=2.0 3=5.0");
    List<Long> keys = Rows.keys(read(sparse, FAIL));
    for (Dataset<Row> table : List.of(sparse, doubles, floats, ints)) {
      ReadInput input = read(table, FAIL);
      assertEquals(expected, Rows.contents(input));
      assertEquals(keys, Rows.keys(input));
      assertEquals(4, input.columns());
      assertEquals(2, input.tally().rows());
      assertEquals(1, input.tally().emptyRows());
      assertEquals(0, input.tally().invalid().count());
      assertTrue(input.vocabulary().isEmpty());
    }
  }

  /** The rows (0 two 0 five), (0 0 0 0), (one 0 0 three). */
  private static Dataset<Row> array(
      SparkSession spark,
      DataType type,
      Object zero,
      Object two,
      Object five,
      Object one,
      Object three) {
    return table(
        spark,
        DataTypes.createArrayType(type),
        List.of(zero, two, zero, five),
        List.of(zero, zero, zero, zero),
        List.of(one, zero, zero, three));
  }

  @Test
  void invalidValuesEndTheReadingOrAreCountedAndShown(SparkSession spark) {
    Dataset<Row> table =
        vectors(
            spark,
            Vectors.dense(1, 2),
            Vectors.dense(1, -0.5),
            Vectors.dense(Double.NaN, 1),
            Vectors.sparse(2, new int[] {1}, new double[] {Double.POSITIVE_INFINITY}),
            null);

    InputException thrown = assertThrows(InputException.class, () -> read(table, FAIL));
    assertEquals(
        "table, column 'features': vector has -0.5 at entry 1; every value must be finite,"
            + " not negative and at most 1.0E100, in \"[1.0,-0.5]\"",
        thrown.getMessage());
    IngestTally tally = read(table, SKIP).tally();
    assertEquals(1, tally.rows());
    assertEquals(4, tally.invalid().count());
    assertEquals(
        List.of("[1.0,-0.5]", "(2,[1],[Infinity])", "[NaN,1.0]", "null"),
        tally.invalid().first().stream().map(InvalidLine::text).toList());
  }

  @Test
  void nullElementsOfArraysAreInvalid(SparkSession spark) {
    Dataset<Row> table =
        table(
            spark,
            DataTypes.createArrayType(DataTypes.DoubleType),
            Arrays.asList(1.0, null),
            List.of(1.0, 1.0));

    IngestTally tally = read(table, SKIP).tally();

    assertEquals(1, tally.invalid().count());
    assertEquals("[1.0,null]", tally.invalid().first().get(0).text());
  }

  @Test
  void vectorsOfAnotherSizeThanMostAreInvalid(SparkSession spark) {
    Dataset<Row> table =
        vectors(spark, Vectors.dense(1, 2, 3), Vectors.dense(1, 2), Vectors.dense(0, 2));

    ReadInput input = read(table, SKIP);
    InputException thrown = assertThrows(InputException.class, () -> read(table, FAIL));

    assertEquals(2, input.columns());
    assertEquals(List.of("0=1.0 1=2.0", "1=2.0"), Rows.contents(input));
    assertEquals(1, input.tally().invalid().count());
    assertTrue(
        thrown.getMessage().contains("vector has 3 entries; every row must have 2"),
        thrown.getMessage());
  }

  @Test
  void vocabularyFixesTheNumberOfColumns(SparkSession spark) {
    Dataset<Row> table = vectors(spark, Vectors.dense(1, 2), Vectors.dense(1, 2, 3));

    ReadInput input = read(table, VectorSettings.named(List.of("a", "b", "c"), OnInvalid.SKIP));

    assertEquals(3, input.columns());
    assertEquals(List.of("a", "b", "c"), input.vocabulary());
    assertEquals(1, input.tally().invalid().count());
  }

  @Test
  void rowsAndKeysDoNotDependOnHowFilesAreSplit(SparkSession spark, @TempDir Path dir) {
    Object[] values = new Object[200];
    for (int i = 0; i < values.length; i++) {
      values[i] = Vectors.dense(i % 7, i % 3, i);
    }
    String path = dir.resolve("vectors").toString();
    vectors(spark, values).repartition(5).write().parquet(path);
    SparkSession fine = spark.newSession();
    fine.conf().set("spark.sql.files.maxPartitionBytes", "200");
    fine.conf().set("spark.sql.files.openCostInBytes", "1");

    ReadInput coarse = read(spark.read().parquet(path).coalesce(1), FAIL);
    ReadInput split = read(fine.read().parquet(path), FAIL);

    assertTrue(split.rows().getNumPartitions() > coarse.rows().getNumPartitions());
    assertEquals(Rows.keys(coarse), Rows.keys(split));
    assertEquals(Rows.contents(coarse), Rows.contents(split));
    assertEquals(199, split.tally().rows());
  }

  @Test
  void keyIsAHashOfTheContent(SparkSession spark) {
    Dataset<Row> table =
        vectors(spark, Vectors.dense(1, 2), Vectors.dense(1, 2), Vectors.dense(2, 1));

    List<DataRow> rows = Items.collect(read(table, FAIL).rows());

    assertEquals(2, rows.stream().map(DataRow::key).distinct().count());
    for (DataRow row : rows) {
      long key = SplitMix64.mix(2, row.size()); // kept data are ordered by it: it never changes
      for (int i = 0; i < row.size(); i++) {
        key = SplitMix64.mix(key, row.column(i));
        key = SplitMix64.mix(key, Double.doubleToLongBits(row.value(i)));
      }
      assertEquals(key, row.key());
    }
  }

  @Test
  void missingColumnIsNamedWithThoseThatAreThere(SparkSession spark) {
    Dataset<Row> table = vectors(spark, Vectors.dense(1)).withColumnRenamed("features", "x.y");

    InputException thrown = assertThrows(InputException.class, () -> read(table, FAIL));

    assertEquals(
        "table: column 'features' must exist, but the columns are 'x.y'", thrown.getMessage());
    assertEquals(1, ReadInput.vectors(new InputTable(table, "table"), "x.y", FAIL).tally().rows());
  }

  @Test
  void columnOfAnotherTypeIsRefused(SparkSession spark) {
    Dataset<Row> table = table(spark, DataTypes.StringType, "word");

    InputException thrown = assertThrows(InputException.class, () -> read(table, FAIL));

    assertEquals(
        "table: column 'features' must be a vector or an array of numbers, but is string",
        thrown.getMessage());
  }

  @Test
  void inputWithoutAPositiveCountIsRefused(SparkSession spark) {
    InputException none = assertThrows(InputException.class, () -> read(vectors(spark), FAIL));
    InputException zeros =
        assertThrows(InputException.class, () -> read(vectors(spark, Vectors.dense(0, 0)), FAIL));

    assertEquals(
        "table, column 'features': rows with a positive count must be at least 1, but are 0"
            + " (0 empty, 0 invalid)",
        none.getMessage());
    assertTrue(zeros.getMessage().endsWith("(1 empty, 0 invalid)"), zeros.getMessage());
  }
}
