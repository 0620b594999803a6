package org.sparksvi.rows;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.Sampler;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/** Draws documents as texts: the words of each, in no order that means anything. */
public final class TextSampler implements Sampler {
  static final StructType COLUMNS = new StructType().add("text", DataTypes.StringType, false);

  private static final long serialVersionUID = 1L;

  private final List<String> words;
  private final Source source;
  private transient Documents documents; // derived once an executor

  /** Draws the words of a document, as columns; safe for many threads. */
  @FunctionalInterface
  public interface Documents {
    int[] draw(RandomStream stream);
  }

  /** Makes draws of a model and its parameters; sent to executors. */
  @FunctionalInterface
  public interface Source extends Serializable {
    Documents open();
  }

  /** Documents in the words of a model. */
  public TextSampler(Vocabulary words, Source source) {
    this.words = List.copyOf(words.words());
    this.source = source;
  }

  @Override
  public StructType columns() {
    return COLUMNS;
  }

  @Override
  public List<Row> draw(Streams streams, long from, int rows) {
    List<Row> drawn = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      int[] columns = documents().draw(streams.stream(Purpose.DRAW, from + r));
      drawn.add(
          RowFactory.create(
              Arrays.stream(columns).mapToObj(words::get).collect(Collectors.joining(" "))));
    }
    return drawn;
  }

  private synchronized Documents documents() {
    if (documents == null) {
      documents = source.open();
    }
    return documents;
  }
}
