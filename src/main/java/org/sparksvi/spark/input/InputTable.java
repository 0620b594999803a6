package org.sparksvi.spark.input;

import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table of user data, with a name for messages.
 *
 * <p>Besides the user's columns there may be columns of ours: the row's key where it is not the
 * content's hash, its file and offset or its place in the files, and for rows that could not be
 * read the reason and what was there instead. {@link #plain()} is without them.
 *
 * @param place names the table in messages, such as its path
 * @param width entries of its vectors, 0 where that is not known
 * @param types of columns that are texts in the rows
 * @param directories columns that the names of directories give, such as {@code day=1}
 * @param facts what is known of its files, for the record
 * @param read the rows, where reading them needs no plan of Spark's
 * @param first the rows of the first file alone, where the table is of files
 */
public record InputTable(
    Dataset<Row> rows,
    String place,
    int width,
    Map<String, DataType> types,
    Set<String> directories,
    Map<String, String> facts,
    Optional<JavaRDD<Row>> read,
    Optional<Supplier<InputTable>> first) {
  /** Column of text in tables of {@link #lines} and {@link #files}. */
  public static final String TEXT = "text";

  /** Column of vectors in tables of {@link #libsvm}. */
  public static final String FEATURES = "features";

  static final String FILE = "_svi_file";
  static final String OFFSET = "_svi_offset";
  static final String KEY = "_svi_key";
  static final String PIECE = "_svi_piece"; // file, byte it was split at, id that grows in it
  static final String PROBLEM = "_svi_problem"; // null for valid rows
  static final String CONTENT = "_svi_content"; // null for valid rows

  /** All columns of ours. */
  static final Set<String> OWN = Set.of(FILE, OFFSET, KEY, PIECE, PROBLEM, CONTENT);

  /** A table that nothing more is known of. */
  public InputTable(Dataset<Row> rows, String place) {
    this(rows, place, 0);
  }

  /** A table of vectors. */
  public InputTable(Dataset<Row> rows, String place, int width) {
    this(rows, place, width, Map.of(), Set.of(), Map.of(), Optional.empty(), Optional.empty());
  }

  /**
   * Reads a table of some format.
   *
   * @param path of its files, or the name of a catalog's table
   * @param text column of texts that are to be read, where given
   * @param typed whether the texts of csv get types where the user's columns are kept, which takes
   *     a pass over all of them
   */
  public static InputTable read(
      SparkSession spark, String path, TableFormat format, Optional<String> text, boolean typed) {
    try {
      return Jobs.run(
          spark,
          "Reading the schema",
          path,
          () -> new TableOpening(spark, path, format).open(text, typed));
    } catch (InputException e) {
      throw e;
    } catch (RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new InputException(
          path,
          "must be readable as %s, but is not (%s)"
              .formatted(
                  format.isCatalog() ? "a table of a catalog" : format.sparkName(),
                  Jobs.firstLine(cause)),
          e);
    }
  }

  /** The lines of a file or of all files under a directory: file, offset, {@link #TEXT}. */
  public static InputTable lines(SparkSession spark, String path) {
    return text(spark, path, false, OptionalLong.empty());
  }

  /** All files under a directory, each a row: file, offset 0, {@link #TEXT}. */
  public static InputTable files(SparkSession spark, String path) {
    return text(spark, path, true, OptionalLong.empty());
  }

  static InputTable text(SparkSession spark, String path, boolean whole, OptionalLong splitBytes) {
    return new InputTable(
        spark.createDataFrame(TextFiles.read(spark, path, whole, splitBytes), TextFiles.SCHEMA),
        path);
  }

  /**
   * Lines of {@code label index:value ...}, indices ascending from 1: label, {@link #FEATURES}.
   *
   * @param columns size of the vectors, or 0 for the largest index there is
   */
  public static InputTable libsvm(SparkSession spark, String path, int columns) {
    return Libsvm.table(spark, path, columns, true, OptionalLong.empty());
  }

  /** The same with values that may be any numbers, such as negative ones. */
  public static InputTable libsvmNumbers(SparkSession spark, String path, int columns) {
    return Libsvm.table(spark, path, columns, false, OptionalLong.empty());
  }

  /** The columns of {@link #plain}, without a plan of Spark's for them. */
  StructType columns() {
    List<StructField> columns = new ArrayList<>();
    for (StructField field : rows.schema().fields()) {
      switch (field.name()) {
        case KEY, PIECE, PROBLEM, CONTENT -> {}
        case FILE -> columns.add(DataTypes.createStructField("file", field.dataType(), true));
        case OFFSET -> columns.add(DataTypes.createStructField("offset", field.dataType(), true));
        default -> columns.add(field);
      }
    }
    return DataTypes.createStructType(columns);
  }

  /** The user's columns; of files also {@code file} and {@code offset}. */
  public Dataset<Row> plain() {
    return rows.drop(KEY, PIECE, PROBLEM, CONTENT)
        .withColumnRenamed(FILE, "file")
        .withColumnRenamed(OFFSET, "offset");
  }

  boolean has(String column) {
    return Arrays.asList(rows.schema().fieldNames()).contains(column);
  }

  /**
   * A struct of columns of each row, and its place as {@link RowPlaces#select} has it.
   *
   * @param columns exact names; an empty one is of nulls
   */
  JavaRDD<Row> values(RowPlaces places, List<String> columns) {
    if (read.isEmpty()) {
      return rows.select(places.select(struct(Columns.all(columns)))).javaRDD();
    }
    StructType schema = rows.schema();
    int[] at = columns.stream().mapToInt(n -> n.isEmpty() ? -1 : schema.fieldIndex(n)).toArray();
    int content = schema.fieldIndex(CONTENT);
    return read.get().map(row -> places.selected(row, at, content));
  }

  /** The pieces that rows are in. */
  Dataset<Row> pieces() {
    if (read.isEmpty()) {
      return rows.select(PIECE + ".*");
    }
    int piece = rows.schema().fieldIndex(PIECE);
    return rows.sparkSession()
        .createDataFrame(read.get().map(row -> row.getStruct(piece)), FilePieces.TYPE);
  }

  /** The name of a column as the table has it: Spark does not tell upper and lower case apart. */
  public Optional<String> find(String column) {
    List<String> names = List.of(rows.schema().fieldNames());
    return names.contains(column)
        ? Optional.of(column)
        : names.stream().filter(name -> name.equalsIgnoreCase(column)).findFirst();
  }

  /** Entries of a column's vectors, as the table or its metadata says; 0 where neither does. */
  int width(String column) {
    StructField field = rows.schema().apply(column);
    return width > 0 || !field.dataType().equals(SQLDataTypes.VectorType())
        ? width
        : Math.max(0, AttributeGroup.fromStructField(field).size());
  }

  /** What may be wrong with a table of one column. */
  public String hint() {
    String[] names = columns().fieldNames();
    return names.length == 1 && names[0].matches(".*[;\t|].*")
        ? "; input.options.sep says what is between cells"
        : "";
  }
}
