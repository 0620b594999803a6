package org.sparksvi.rows;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.Sampler;
import org.sparksvi.model.RowDraws;
import org.sparksvi.random.Streams;

/** Draws rows of counts as texts: each word as often as it was drawn. */
public final class CountSampler implements Sampler {
  private static final long serialVersionUID = 1L;
  private static final int TOGETHER = 64; // rows whose counts are held at a time

  private final List<String> words;
  private final Source source;
  private transient RowDraws draws; // derived once an executor

  /** Makes draws of a model and its parameters; sent to executors. */
  @FunctionalInterface
  public interface Source extends Serializable {
    RowDraws open();
  }

  /** Rows of counts of a model's words. */
  public CountSampler(Vocabulary words, Source source) {
    this.words = List.copyOf(words.words());
    this.source = source;
  }

  @Override
  public StructType columns() {
    return TextSampler.COLUMNS;
  }

  @Override
  public List<Row> draw(Streams streams, long from, int rows) {
    int width = words.size();
    double[] counts = new double[Math.min(TOGETHER, rows) * width];
    List<Row> drawn = new ArrayList<>();
    for (int done = 0; done < rows; done += TOGETHER) {
      int some = Math.min(TOGETHER, rows - done);
      draws().draw(streams, from + done, some, counts);
      for (int r = 0; r < some; r++) {
        drawn.add(RowFactory.create(text(counts, r * width)));
      }
    }
    return drawn;
  }

  private String text(double[] counts, int from) {
    StringJoiner text = new StringJoiner(" ");
    for (int w = 0; w < words.size(); w++) {
      for (long left = Math.round(counts[from + w]); left > 0; left--) {
        text.add(words.get(w));
      }
    }
    return text.toString();
  }

  private synchronized RowDraws draws() {
    if (draws == null) {
      draws = source.open();
    }
    return draws;
  }
}
