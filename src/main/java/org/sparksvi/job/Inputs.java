package org.sparksvi.job;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.job.config.InputSettings;
import org.sparksvi.job.config.InputSettings.Format;
import org.sparksvi.spark.CountSource;
import org.sparksvi.spark.DocwordSource;
import org.sparksvi.spark.TableSource;
import org.sparksvi.spark.input.InputException;

/** Opens what a configuration's input names, whatever its format. */
final class Inputs {
  private final JavaSparkContext context;
  private final InputSettings settings;
  private final Tables tables;

  Inputs(SparkSession spark, InputSettings settings) {
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.settings = settings;
    this.tables = new Tables(spark, settings);
  }

  /** Whether rows are documents' counts by id, rather than rows of a table. */
  boolean isDocword() {
    return settings.format() == Format.DOCWORD;
  }

  Tables tables() {
    return tables;
  }

  /** The documents to train on. */
  CountSource training() {
    String path = settings.path();
    return isDocword()
        ? docword(path, settings.vocabulary())
        : TableSource.of(path, tables.read(path, settings.vocabulary().map(tables::vocabulary)));
  }

  /**
   * Documents counted by the words of a model; other words are counted as unseen and left out.
   *
   * @param words file of the words of docword ids; where there is none, ids are the model's
   */
  CountSource counted(String path, Optional<String> words, Vocabulary model) {
    if (!isDocword()) {
      return TableSource.of(path, tables.read(path, Optional.of(model)));
    }
    CountSource source = docword(path, words);
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

  private CountSource docword(String path, Optional<String> words) {
    try {
      return DocwordSource.open(
          context, path, words, settings.onInvalid(), DocwordSource.PART_BYTES);
    } catch (IOException e) {
      throw new InputException(path, "cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /** The word of each column; its number in the input where the input has no words. */
  Vocabulary vocabulary(CountSource source) {
    if (!source.vocabulary().isEmpty()) {
      return Vocabulary.of(source.vocabulary(), source.name());
    }
    int first = settings.format().firstColumn();
    List<String> numbers =
        IntStream.range(0, source.columns()).mapToObj(c -> Integer.toString(c + first)).toList();
    return Vocabulary.of(numbers, source.name());
  }
}
