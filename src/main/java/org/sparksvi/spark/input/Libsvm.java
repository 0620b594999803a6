package org.sparksvi.spark.input;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparksvi.data.ValueRule;

/**
 * Lines of {@code label index:value ...} as a table of labels and vectors.
 *
 * <p>Blank lines and what follows {@code #} are left out. Spark's own reader ends with the first
 * line it cannot read, without its place; hence this one.
 */
final class Libsvm {
  private static final StructType SCHEMA =
      new StructType()
          .add("label", DataTypes.DoubleType)
          .add(InputTable.FEATURES, SQLDataTypes.VectorType())
          .add(InputTable.FILE, DataTypes.StringType)
          .add(InputTable.OFFSET, DataTypes.LongType)
          .add(InputTable.PROBLEM, DataTypes.StringType)
          .add(InputTable.CONTENT, DataTypes.StringType);
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final int FEATURES = SCHEMA.fieldIndex(InputTable.FEATURES);
  private static final int OFFSET = TextFiles.SCHEMA.fieldIndex(InputTable.OFFSET);
  private static final int TEXT = TextFiles.SCHEMA.fieldIndex(InputTable.TEXT);
  private static final int PROBLEM = TextFiles.SCHEMA.fieldIndex(InputTable.PROBLEM);
  private static final int CONTENT = TextFiles.SCHEMA.fieldIndex(InputTable.CONTENT);

  private Libsvm() {}

  /**
   * The table of a file.
   *
   * @param columns size of the vectors, or 0 for the largest index there is
   * @param counts whether values must be counts, rather than any numbers
   */
  static InputTable table(
      SparkSession spark, String path, int columns, boolean counts, OptionalLong splitBytes) {
    JavaRDD<Row> lines =
        TextFiles.read(spark, path, false, splitBytes).filter(line -> !isBlank(line));
    int size = columns > 0 ? columns : largestIndex(spark, path, lines, counts);
    if (columns == 0) {
      Columns.requireRoom(path, size);
    }
    int most = size > 0 ? size : Integer.MAX_VALUE; // no line is valid: each says why
    return new InputTable(
        spark.createDataFrame(lines.map(line -> parse(line, most, counts)), SCHEMA), path, size);
  }

  private static boolean isBlank(Row line) {
    return !line.isNullAt(TEXT) && content(line).isEmpty();
  }

  private static String content(Row line) {
    String text = line.getString(TEXT);
    int comment = text.indexOf('#');
    return (comment < 0 ? text : text.substring(0, comment)).strip();
  }

  private static int largestIndex(
      SparkSession spark, String path, JavaRDD<Row> lines, boolean counts) {
    List<Integer> largest =
        Jobs.run(
            spark,
            "Finding the columns",
            path,
            () -> lines.mapPartitions(some -> largest(some, counts)).collect());
    return largest.stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  private static Iterator<Integer> largest(Iterator<Row> lines, boolean counts) {
    int largest = 0;
    while (lines.hasNext()) {
      Row row = parse(lines.next(), Integer.MAX_VALUE, counts);
      SparseVector vector = (SparseVector) row.get(FEATURES);
      if (vector != null) {
        largest = Math.max(largest, last(vector.indices()) + 1);
      }
    }
    return List.of(largest).iterator();
  }

  private static int last(int[] indices) {
    return indices.length == 0 ? -1 : indices[indices.length - 1];
  }

  private static Row parse(Row line, int size, boolean counts) {
    Object file = line.get(0);
    Object offset = line.get(OFFSET);
    if (line.isNullAt(TEXT)) {
      return RowFactory.create(null, null, file, offset, line.get(PROBLEM), line.get(CONTENT));
    }
    String[] tokens = BLANKS.split(content(line));
    try {
      double label = number("label", tokens[0]);
      return RowFactory.create(label, features(tokens, size, counts), file, offset, null, null);
    } catch (Refused e) {
      return RowFactory.create(null, null, file, offset, e.getMessage(), line.getString(TEXT));
    }
  }

  private static Vector features(String[] tokens, int size, boolean counts) throws Refused {
    List<Integer> indices = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    int before = 0;
    for (int i = 1; i < tokens.length; i++) {
      String token = tokens[i];
      int colon = token.indexOf(':');
      if (colon < 0) {
        throw new Refused("entry must be index:value, but is \"" + token + '"');
      }
      int index = index(token.substring(0, colon), size);
      double value = number("value of index " + index, token.substring(colon + 1));
      if (index <= before) {
        throw new Refused("indices must ascend, but %d comes after %d".formatted(index, before));
      }
      if (counts && !VectorParser.accepts(value)) {
        throw new Refused(
            "value of index %d must be finite, not negative and at most %s, but is %s"
                .formatted(index, ValueRule.LARGEST, value));
      }
      before = index;
      indices.add(index - 1);
      values.add(value);
    }
    return Vectors.sparse(
        size,
        indices.stream().mapToInt(Integer::intValue).toArray(),
        values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static int index(String text, int size) throws Refused {
    try {
      int index = Integer.parseInt(text);
      if (index >= 1 && index <= size) {
        return index;
      }
    } catch (NumberFormatException e) {
      // falls through to the refusal below
    }
    if (text.equals("qid")) {
      throw new Refused("entry must be index:value, but is a query's id, which is not read");
    }
    String range = size == Integer.MAX_VALUE ? "of at least 1" : "from 1 to " + size;
    throw new Refused("index must be an integer %s, but is \"%s\"".formatted(range, text));
  }

  private static double number(String quantity, String text) throws Refused {
    double number = NumberCells.plain(text);
    if (Double.isNaN(number)) {
      throw new Refused(quantity + " must be a number, but is \"" + text + '"');
    }
    return number;
  }
}
