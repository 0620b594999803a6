package org.sparksvi.job.input;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.job.config.DenseKeys;
import org.sparksvi.job.config.InputSettings.Format;
import org.sparksvi.spark.DenseRows;
import org.sparksvi.spark.DenseSource;
import org.sparksvi.spark.IngestTally;
import org.sparksvi.spark.RowKind;
import org.sparksvi.spark.input.DenseInput;
import org.sparksvi.spark.input.DenseReader;
import org.sparksvi.spark.input.DenseSettings;
import org.sparksvi.spark.input.Table;
import org.sparksvi.spark.input.TableFormat;

/** Rows of numbers, whatever their format. */
public final class DenseInputs implements RowInput<DenseSource> {
  private static final Map<String, String> WITH_TYPES = Map.of("inferSchema", "true");

  private final SparkSession spark;
  private final DenseKeys settings;
  private final boolean allowMissing;

  /**
   * The rows that settings name.
   *
   * @param allowMissing whether the model takes missing values
   */
  public DenseInputs(SparkSession spark, DenseKeys settings, boolean allowMissing) {
    this.spark = spark;
    this.settings = settings;
    this.allowMissing = allowMissing;
  }

  @Override
  public DenseSource training(Consumer<String> note) {
    String path = settings.input().path();
    DenseInput input = DenseReader.of(table(path, 0), reading(settings.columns())).read();
    if (settings.columns().isEmpty() && !input.unused().isEmpty()) {
      note.accept(
          "%s: columns that are not numbers are not read: %s"
              .formatted(path, String.join(", ", input.unused())));
    }
    return DenseSource.of(path, input);
  }

  @Override
  public Vocabulary names(DenseSource source) {
    return Vocabulary.of(source.names(), source.name());
  }

  @Override
  public DenseSource rows(String path, Vocabulary names) {
    return DenseSource.of(path, reader(path, names).read());
  }

  /** Reads rows of a path in the columns of a model. */
  public DenseReader reader(String path, Vocabulary names) {
    return DenseReader.of(table(path, names.size()), reading(names.words()));
  }

  private DenseSettings reading(List<String> columns) {
    Format format = settings.input().format();
    return new DenseSettings(
        format == Format.LIBSVM ? Optional.of(Table.FEATURES) : settings.vector(),
        columns,
        settings.weight(),
        allowMissing,
        format.firstColumn(),
        settings.input().onInvalid());
  }

  private Table table(String path, int columns) {
    return switch (settings.input().format()) {
      case LIBSVM -> Table.libsvmNumbers(spark, path, columns);
      case CSV -> Table.read(spark, path, TableFormat.CSV, WITH_TYPES);
      case JSON -> Table.read(spark, path, TableFormat.JSON, Map.of());
      case PARQUET -> Table.read(spark, path, TableFormat.PARQUET, Map.of());
      case DOCWORD, TEXT, FILES ->
          throw new IllegalStateException("rows of " + settings.input().format() + " are counts");
    };
  }

  @Override
  public RowKind<DenseSource> kind() {
    return new DenseRows();
  }

  @Override
  public Map<String, String> counts(IngestTally tally) {
    return Map.of(
        "rows", Long.toString(tally.rows()),
        "invalidRows", Long.toString(tally.invalid().count()));
  }
}
