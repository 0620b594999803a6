package org.sparksvi.rows;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.data.ValueRule;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.rows.InputSettings.Format;
import org.sparksvi.spark.CompletionSplit;
import org.sparksvi.spark.RowKind;
import org.sparksvi.spark.input.DocwordSource;
import org.sparksvi.spark.input.IngestTally;
import org.sparksvi.spark.input.InputException;
import org.sparksvi.spark.input.RowSource;

/** Rows of counts: documents, whatever their format. */
public final class CountInputs implements RowInput {
  private final JavaSparkContext context;
  private final CountSettings settings;
  private final CountTables tables;
  private final RowKind kind;

  /** Rows that are held out come in two halves. */
  public static CountInputs halved(SparkSession spark, CountSettings settings) {
    return new CountInputs(
        spark, settings, ValueRule.ANY, RowKind.halved(new CompletionSplit(settings.splitSeed())));
  }

  /** Rows that are held out are scored whole; their values keep a rule. */
  public static CountInputs whole(SparkSession spark, CountSettings settings, ValueRule rule) {
    return new CountInputs(spark, settings, rule, RowKind.counts());
  }

  private CountInputs(SparkSession spark, CountSettings settings, ValueRule rule, RowKind kind) {
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.settings = settings;
    this.tables = new CountTables(spark, settings, rule);
    this.kind = kind;
  }

  /** Whether rows are documents' counts by id, rather than rows of a table. */
  public boolean isDocword() {
    return settings.input().format() == Format.DOCWORD;
  }

  public CountTables tables() {
    return tables;
  }

  @Override
  public RowSource training(Consumer<String> note) {
    String path = settings.input().path();
    return isDocword()
        ? docword(path, settings.vocabulary())
        : tables.training(path, settings.vocabulary().map(tables::vocabulary), note);
  }

  /**
   * Documents counted by the words of a model; other words are counted as unseen and left out.
   *
   * @param words file of the words of docword ids; where there is none, ids are the model's
   */
  public RowSource counted(String path, Optional<String> words, Vocabulary model) {
    if (!isDocword()) {
      return tables.read(path, model);
    }
    RowSource source = docword(path, words);
    if (words.isPresent()) {
      return source.inColumnsOf(model.words());
    }
    if (source.columns() != model.size()) {
      throw new FormatException(
          path,
          "without a vocabulary of its own it must count the model's %d words, but counts %d"
              .formatted(model.size(), source.columns()));
    }
    return source;
  }

  private RowSource docword(String path, Optional<String> words) {
    try {
      return DocwordSource.open(
          context, path, words, settings.input().onInvalid(), DocwordSource.PART_BYTES);
    } catch (IOException e) {
      throw new InputException(path, "cannot be read (" + e.getMessage() + ")", e);
    }
  }

  @Override
  public RowSource rows(String path, Vocabulary names) {
    return counted(path, settings.vocabulary(), names);
  }

  @Override
  public RowSource more(Vocabulary names) {
    return rows(settings.input().path(), names);
  }

  @Override
  public Vocabulary grown(Vocabulary names) {
    String path = settings.input().path();
    boolean named = settings.vocabulary().isPresent();
    List<String> found = List.of();
    if (isDocword() && named) {
      found = NewWords.of(docword(path, settings.vocabulary()), names);
    } else if (!isDocword() && !named) {
      found = tables.words(path).stream().filter(word -> names.indexOf(word) < 0).toList();
    }
    return found.isEmpty() ? names : names.with(found);
  }

  @Override
  public RowKind kind() {
    return kind;
  }

  @Override
  public Map<String, String> counts(RowSource source, IngestTally tally) {
    Map<String, String> counts = new TreeMap<>(source.facts());
    counts.put("rows", Long.toString(tally.rows()));
    counts.put("emptyRows", Long.toString(tally.emptyRows()));
    counts.put("invalidLines", Long.toString(tally.invalid().count()));
    counts.put("unseenTokens", Double.toString(tally.unseenTokens()));
    return counts;
  }

  /** The word of each column; its number in the input where the input has no words. */
  @Override
  public Vocabulary names(RowSource source) {
    if (!source.names().isEmpty()) {
      return Vocabulary.of(source.names(), source.name());
    }
    int first = settings.input().format().firstColumn();
    List<String> numbers =
        IntStream.range(0, source.columns()).mapToObj(c -> Integer.toString(c + first)).toList();
    return Vocabulary.of(numbers, source.name());
  }
}
