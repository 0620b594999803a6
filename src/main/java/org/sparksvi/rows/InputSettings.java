package org.sparksvi.rows;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.datasources.DataSource;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import org.sparksvi.config.Choices;
import org.sparksvi.config.Configuration;
import org.sparksvi.format.OnInvalid;
import org.sparksvi.spark.input.InputFiles;
import org.sparksvi.spark.input.TableFormat;

/**
 * Where rows come from, whatever they are.
 *
 * @param path of the training rows, or the name of a catalog's table
 * @param table how Spark reads them where they are a table
 */
public record InputSettings(
    String path, Format format, TableFormat table, OnInvalid onInvalid, HeldOutSource heldOut) {
  private static final String FORMAT = "input.format";
  private static final String TABLE = "input.table";
  private static final String SCHEMA = "input.schema";
  private static final String OPTIONS = "input.options";

  /** What has the readers that Spark comes without; of versions of Scala and Spark. */
  private static final Map<String, String> PACKAGES =
      Map.of(
          "avro", "org.apache.spark:spark-avro_%1$s:%2$s",
          "delta", "io.delta:delta-spark_%1$s:VERSION",
          "iceberg", "org.apache.iceberg:iceberg-spark-runtime-SPARK_%1$s:VERSION");

  /** What files look like. */
  public enum Format {
    DOCWORD(false, 1),
    TEXT(false, 0),
    FILES(false, 0),
    LIBSVM(false, 1),
    CSV(true, 0),
    JSON(true, 0),
    PARQUET(true, 0),
    TABLE(true, 0),
    IDX(false, 0),
    IMAGES(false, 0);

    private final boolean columns;
    private final int firstColumn;

    Format(boolean columns, int firstColumn) {
      this.columns = columns;
      this.firstColumn = firstColumn;
    }

    /** The number that the first column of vectors has in the input. */
    public int firstColumn() {
      return firstColumn;
    }

    /** Whether documents have names of their own, by which two files of halves are paired. */
    public boolean namesDocuments() {
      return this == DOCWORD || this == FILES;
    }

    /** Whether rows are pixels, of a shape that the files say. */
    public boolean pixels() {
      return this == IDX || this == IMAGES;
    }

    /** Whether rows have columns with names. */
    public boolean columns() {
      return columns;
    }
  }

  /** Formats of rows of counts. */
  static Set<Format> ofCounts() {
    return EnumSet.complementOf(EnumSet.of(Format.IDX, Format.IMAGES));
  }

  /** Formats of rows of numbers. */
  static Set<Format> ofNumbers() {
    return EnumSet.complementOf(EnumSet.of(Format.DOCWORD, Format.TEXT, Format.FILES));
  }

  /** Checks the keys of a kind of rows that comes in some formats. */
  static InputSettings of(Configuration c, Set<Format> formats) {
    Format format = format(c, formats);
    boolean catalog = c.has(TABLE);
    if (catalog && c.isGiven("input.path")) {
      throw c.refuse(TABLE, "not be given where input.path is");
    }
    return new InputSettings(
        c.text(catalog ? TABLE : "input.path"),
        format,
        table(c, format),
        c.choice("input.on-invalid", Choices.of(OnInvalid.class)),
        heldOut(c));
  }

  /** The format, whatever it is. */
  public static Format format(Configuration c) {
    return format(c, EnumSet.allOf(Format.class));
  }

  /** One of some formats; any other that Spark can read is a table. */
  static Format format(Configuration c, Set<Format> formats) {
    Map<String, Format> choices = new LinkedHashMap<>(Choices.of(Format.class));
    if (c.has(TABLE) || (!choices.containsKey(sparkName(c)) && isOfSpark(sparkName(c)))) {
      return Format.TABLE;
    }
    String jar = PACKAGES.get(sparkName(c).toLowerCase(Locale.ROOT));
    if (jar != null) {
      throw c.refuse(
          FORMAT,
          "be a format whose jar Spark has; --packages %s brings this one"
              .formatted(jar.formatted(scalaVersion(), sparkVersion())));
    }
    choices.values().retainAll(formats);
    choices.remove(Choices.word(Format.TABLE));
    return c.choice(FORMAT, choices);
  }

  private static String sparkName(Configuration c) {
    return c.optionalText(FORMAT).orElse("");
  }

  private static String sparkVersion() {
    return org.apache.spark.package$.MODULE$.SPARK_VERSION();
  }

  /** That jars are made for, such as 2.13. */
  private static String scalaVersion() {
    String version = scala.util.Properties.versionNumberString();
    return version.substring(0, version.lastIndexOf('.'));
  }

  private static boolean isOfSpark(String format) {
    try {
      return DataSource.lookupDataSource(format, SQLConf.get()) != null;
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      return false;
    }
  }

  private static TableFormat table(Configuration c, Format format) {
    Map<String, String> options = c.group(OPTIONS);
    for (String key : List.of(SCHEMA, OPTIONS)) {
      if (!format.columns() && (key.equals(OPTIONS) ? !options.isEmpty() : c.has(key))) {
        throw c.refuse(key, "not be given where input.format is " + c.show(FORMAT));
      }
    }
    Optional<String> schema = c.optionalText(SCHEMA);
    try {
      schema.ifPresent(StructType::fromDDL);
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      throw c.refuse(SCHEMA, "be columns with their types, such as \"a DOUBLE, b STRING\"");
    }
    return new TableFormat(c.has(TABLE) ? "" : sparkName(c), options, schema);
  }

  /** The same where some tables are at hand, by their names. */
  InputSettings given(Map<String, Dataset<Row>> tables) {
    return new InputSettings(path, format, table.given(tables), onInvalid, heldOut);
  }

  /** The paths of all that is read; none of a catalog's tables, and of tables that are at hand. */
  public List<String> paths() {
    if (table.isCatalog() || table.given().containsKey(path)) {
      return List.of();
    }
    if (heldOut instanceof HeldOutSource.Documents documents) {
      return List.of(path, documents.path());
    }
    return heldOut instanceof HeldOutSource.Halves halves
        ? List.of(path, halves.observed(), halves.scored())
        : List.of(path);
  }

  /** Refuses a path of rows where nothing is, before anything costly begins. */
  public void requirePath(String rows, org.apache.hadoop.conf.Configuration hadoop) {
    if (!table.isCatalog()) {
      InputFiles.requirePath(hadoop, rows);
    }
  }

  private static HeldOutSource heldOut(Configuration c) {
    String key = "input.held-out";
    Optional<Double> fraction = c.number(key);
    Optional<String> observed = c.optionalText("input.held-out-observed");
    if (fraction.isEmpty() && !c.has(key)) {
      throw c.refuse(key, "be given");
    }
    if (observed.isPresent()) {
      if (fraction.isPresent()) {
        throw c.refuse(
            key, "be the path of the halves to score where input.held-out-observed is given");
      }
      if (!c.choice("input.format", Choices.of(Format.class)).namesDocuments()) {
        throw c.refuse(
            "input.held-out-observed",
            "be given only where documents have names that both halves share (docword, files)");
      }
      return new HeldOutSource.Halves(observed.get(), c.text(key));
    }
    if (fraction.isEmpty()) {
      return new HeldOutSource.Documents(c.text(key));
    }
    double share = c.real(key, v -> v >= 0 && v < 1, "be a fraction in [0, 1) or a path");
    return share == 0 ? new HeldOutSource.None() : new HeldOutSource.Fraction(share);
  }
}
