package org.sparksvi.rows;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.data.ImageShape;
import org.sparksvi.data.RowForm;
import org.sparksvi.data.ValueRule;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.RowType;
import org.sparksvi.rows.InputSettings.Format;
import org.sparksvi.spark.RowKind;
import org.sparksvi.spark.input.DenseReader;
import org.sparksvi.spark.input.DenseSettings;
import org.sparksvi.spark.input.IdxFiles;
import org.sparksvi.spark.input.ImageFiles;
import org.sparksvi.spark.input.IngestTally;
import org.sparksvi.spark.input.InputException;
import org.sparksvi.spark.input.InputTable;
import org.sparksvi.spark.input.NumberCells;
import org.sparksvi.spark.input.PixelTable;
import org.sparksvi.spark.input.RoleSettings;
import org.sparksvi.spark.input.RowSource;

/** Rows of numbers, whatever their format. */
public final class DenseInputs implements RowInput {
  private static final String SCALE = "scale";
  private static final List<String> IMAGE = List.of("imageHeight", "imageWidth", "imageChannels");

  private final SparkSession spark;
  private final NumberSettings settings;
  private final boolean allowMissing;
  private final ValueRule rule;
  private final ValueRule responses;
  private final List<String> optional;
  private final boolean grouped; // packed by group
  private final Optional<LabelledSettings> labelled;

  /**
   * The rows that settings name.
   *
   * @param allowMissing whether the model takes missing values
   * @param rule what it takes besides
   * @param optional columns that rows to be scored may lack
   */
  public DenseInputs(
      SparkSession spark,
      NumberSettings settings,
      boolean allowMissing,
      ValueRule rule,
      List<String> optional) {
    this(spark, settings, allowMissing, rule, ValueRule.ANY, optional, false, Optional.empty());
  }

  /** Rows of numbers with responses, offsets and groups. */
  public static DenseInputs labelled(
      SparkSession spark, LabelledSettings settings, RowType<?, ?> type) {
    return new DenseInputs(
        spark,
        settings.rows(),
        type.missing(),
        type.values(),
        type.responses(),
        type.optional(),
        type.grouped(),
        Optional.of(settings));
  }

  private DenseInputs(
      SparkSession spark,
      NumberSettings settings,
      boolean allowMissing,
      ValueRule rule,
      ValueRule responses,
      List<String> optional,
      boolean grouped,
      Optional<LabelledSettings> labelled) {
    this.grouped = grouped;
    this.optional = optional;
    this.responses = responses;
    this.labelled = labelled;
    this.spark = spark;
    this.settings = settings;
    this.allowMissing = allowMissing;
    this.rule = rule;
  }

  /**
   * A path that was opened.
   *
   * @param columns to read, or what the entries of vectors are called; empty for what is found
   */
  private record Opened(InputTable table, RowForm form, List<String> columns) {}

  @Override
  public RowSource training(Consumer<String> note) {
    String path = settings.input().path();
    Opened opened = open(path, settings.columns(), false);
    DenseReader reader = reader(opened, true);
    say(note, path + ": columns that are not numbers are not read", reader.left());
    if (settings.columns().isEmpty()) {
      say(
          note,
          path + ": columns that only directories name are not read",
          opened.table().directories());
    }
    RowSource rows = reader.source(opened.form());
    return rows.with(form(opened, rows.columns()));
  }

  private static void say(Consumer<String> note, String what, Collection<String> columns) {
    if (!columns.isEmpty()) {
      note.accept(what + ": " + String.join(", ", columns));
    }
  }

  /** What is known of the rows, with what the settings say. */
  private RowForm form(Opened opened, int columns) {
    Optional<ImageShape> image = settings.image().or(() -> opened.form().image());
    if (image.isPresent() && image.get().columns() != columns) {
      throw new InputException(
          opened.table().place(),
          "input.image must have as many values as there are columns, %d, but %s has %d"
              .formatted(columns, image.get(), image.get().columns()));
    }
    return new RowForm(scale(opened), image);
  }

  private double scale(Opened opened) {
    return settings.scale().orElse(opened.form().scale());
  }

  @Override
  public Vocabulary names(RowSource source) {
    return Vocabulary.of(source.names(), source.name());
  }

  @Override
  public RowSource rows(String path, Vocabulary names) {
    Opened opened = open(path, names.words(), false);
    return reader(opened, false).source(opened.form());
  }

  @Override
  public RowSource more(Vocabulary names) {
    Opened opened = open(settings.input().path(), names.words(), false);
    return reader(opened, true).source(opened.form());
  }

  /** Reads rows of a path in the columns of a model; the user's columns keep their types. */
  public DenseReader reader(String path, Vocabulary names) {
    return reader(open(path, names.words(), true), false);
  }

  private DenseReader reader(Opened opened, boolean training) {
    return DenseReader.of(opened.table(), reading(opened, training));
  }

  /**
   * How rows are read.
   *
   * @param training whether every row must have a weight and a response, where rows have them
   */
  private DenseSettings reading(Opened opened, boolean training) {
    Format format = settings.input().format();
    boolean vector = format == Format.LIBSVM || format.pixels();
    return new DenseSettings(
        vector ? Optional.of(InputTable.FEATURES) : settings.vector(),
        opened.columns(),
        settings.weight().filter(weight -> training || opened.table().find(weight).isPresent()),
        allowMissing,
        rule,
        scale(opened),
        format.firstColumn(),
        settings.input().onInvalid(),
        NumberCells.of(settings.missing(), settings.input().table().options()),
        settings.categories(),
        settings.oneHot(),
        labelled.flatMap(LabelledSettings::formula),
        training ? List.of() : optional,
        labelled.map(
            roles ->
                new RoleSettings(
                    roles.response().orElse(""),
                    roles.trials().orElse(""),
                    roles.offset().orElse(""),
                    roles.group().orElse(""),
                    roles.subgroup().orElse(""),
                    training && roles.response().isPresent(),
                    roles.sparse(),
                    responses)));
  }

  /**
   * Opens a path.
   *
   * @param typed whether the user's columns of csv are kept, with types of their own
   */
  private Opened open(String path, List<String> columns, boolean typed) {
    return switch (settings.input().format()) {
      case LIBSVM -> table(InputTable.libsvmNumbers(spark, path, columns.size()), columns);
      case CSV, JSON, PARQUET, TABLE ->
          table(
              InputTable.read(spark, path, settings.input().table(), Optional.empty(), typed),
              columns);
      case IDX -> pixels(IdxFiles.open(spark, path), columns);
      case IMAGES -> pixels(ImageFiles.open(spark, path, settings.image()), columns);
      case DOCWORD, TEXT, FILES ->
          throw new IllegalStateException("rows of " + settings.input().format() + " are counts");
    };
  }

  private static Opened table(InputTable table, List<String> columns) {
    return new Opened(table, RowForm.PLAIN, columns);
  }

  private static Opened pixels(PixelTable pixels, List<String> columns) {
    List<String> names = columns.isEmpty() ? pixels.names() : columns;
    return new Opened(pixels.table(), pixels.form(), names);
  }

  @Override
  public RowKind kind() {
    return grouped
        ? RowKind.grouped()
        : labelled.isPresent() ? RowKind.labelled() : RowKind.numbers();
  }

  @Override
  public Map<String, String> counts(RowSource source, IngestTally tally) {
    Map<String, String> counts = new TreeMap<>(source.facts());
    counts.put("rows", Long.toString(tally.rows()));
    counts.put("invalidRows", Long.toString(tally.invalid().count()));
    counts.put(SCALE, Double.toString(source.form().scale()));
    source
        .form()
        .image()
        .ifPresent(
            image -> {
              counts.put(IMAGE.get(0), Integer.toString(image.height()));
              counts.put(IMAGE.get(1), Integer.toString(image.width()));
              counts.put(IMAGE.get(2), Integer.toString(image.channels()));
            });
    return counts;
  }

  /** What files said of rows that were read, from what {@link #counts} gave for the record. */
  static RowForm form(Map<String, String> counts) {
    List<Integer> sides =
        IMAGE.stream().filter(counts::containsKey).map(counts::get).map(Integer::valueOf).toList();
    return new RowForm(
        Double.parseDouble(counts.get(SCALE)),
        sides.size() < IMAGE.size()
            ? Optional.empty()
            : Optional.of(new ImageShape(sides.get(0), sides.get(1), sides.get(2))));
  }
}
